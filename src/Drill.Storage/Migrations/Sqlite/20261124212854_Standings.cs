using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Drill.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Standings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "VoidedAt",
                table: "Post",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HidesName",
                table: "Person",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "WithoutPictures",
                table: "Chat",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "HiddenPerson",
                columns: table => new
                {
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HiddenPerson", x => new { x.ChatId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "ModelUse",
                columns: table => new
                {
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    LocalDate = table.Column<int>(type: "INTEGER", nullable: false),
                    Calls = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelUse", x => new { x.ChatId, x.LocalDate });
                });

            migrationBuilder.CreateTable(
                name: "Regrading",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AttemptId = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    GraderVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    Coverage = table.Column<double>(type: "REAL", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Regrading", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Regrading_Attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SelfMark",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AttemptId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    KeyPoint = table.Column<int>(type: "INTEGER", nullable: false),
                    Share = table.Column<double>(type: "REAL", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfMark", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SelfMark_Attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Regrading_AttemptId_Revision_GraderVersion",
                table: "Regrading",
                columns: new[] { "AttemptId", "Revision", "GraderVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SelfMark_AttemptId_KeyPoint",
                table: "SelfMark",
                columns: new[] { "AttemptId", "KeyPoint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SelfMark_PersonId",
                table: "SelfMark",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HiddenPerson");

            migrationBuilder.DropTable(
                name: "ModelUse");

            migrationBuilder.DropTable(
                name: "Regrading");

            migrationBuilder.DropTable(
                name: "SelfMark");

            migrationBuilder.DropColumn(
                name: "VoidedAt",
                table: "Post");

            migrationBuilder.DropColumn(
                name: "HidesName",
                table: "Person");

            migrationBuilder.DropColumn(
                name: "WithoutPictures",
                table: "Chat");
        }
    }
}
