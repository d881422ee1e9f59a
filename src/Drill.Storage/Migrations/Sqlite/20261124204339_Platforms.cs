using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Drill.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Platforms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Claim",
                table: "Delivery",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "DailyPin",
                table: "Chat",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "DailyThread",
                table: "Chat",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "DailyUser",
                table: "Chat",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "WantsQuiz",
                table: "Chat",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "PlatformFact",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformFact", x => new { x.Platform, x.Key });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlatformFact");

            migrationBuilder.DropColumn(
                name: "Claim",
                table: "Delivery");

            migrationBuilder.DropColumn(
                name: "DailyPin",
                table: "Chat");

            migrationBuilder.DropColumn(
                name: "DailyThread",
                table: "Chat");

            migrationBuilder.DropColumn(
                name: "DailyUser",
                table: "Chat");

            migrationBuilder.DropColumn(
                name: "WantsQuiz",
                table: "Chat");
        }
    }
}
