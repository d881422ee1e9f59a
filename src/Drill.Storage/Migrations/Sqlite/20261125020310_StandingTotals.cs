using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Drill.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StandingTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Attempt_ChatId_IsRanked_LocalDate_PersonId_HalfPoints_Topic",
                table: "Attempt");

            migrationBuilder.CreateTable(
                name: "StandingTotal",
                columns: table => new
                {
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    HalfPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    FullAnswers = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingTotal", x => new { x.ChatId, x.PersonId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_ChatId_LocalDate_PersonId_HalfPoints_Topic",
                table: "Attempt",
                columns: new[] { "ChatId", "LocalDate", "PersonId", "HalfPoints", "Topic" },
                filter: "\"IsRanked\"");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_ChatId_PersonId_HalfPoints_Topic",
                table: "Attempt",
                columns: new[] { "ChatId", "PersonId", "HalfPoints", "Topic" },
                filter: "\"IsRanked\"");

            // What has been answered so far.
            migrationBuilder.Sql(
                """
                INSERT INTO "StandingTotal" ("ChatId", "PersonId", "HalfPoints", "FullAnswers")
                SELECT "ChatId", "PersonId", SUM("HalfPoints"), SUM(CASE WHEN "HalfPoints" = 20 THEN 1 ELSE 0 END)
                FROM "Attempt" WHERE "IsRanked" GROUP BY "ChatId", "PersonId"
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StandingTotal");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_ChatId_LocalDate_PersonId_HalfPoints_Topic",
                table: "Attempt");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_ChatId_PersonId_HalfPoints_Topic",
                table: "Attempt");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_ChatId_IsRanked_LocalDate_PersonId_HalfPoints_Topic",
                table: "Attempt",
                columns: new[] { "ChatId", "IsRanked", "LocalDate", "PersonId", "HalfPoints", "Topic" });
        }
    }
}
