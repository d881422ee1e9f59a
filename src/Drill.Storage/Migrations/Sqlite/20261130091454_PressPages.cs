using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Drill.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PressPages : Migration
    {
        // By hand, because EF knows no WITHOUT ROWID: the key is the only tree, so that a row changes one page. https://www.sqlite.org/withoutrowid.html

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            CREATE TABLE "NewPeek" (
                "PersonId" INTEGER NOT NULL,
                "PostId" INTEGER NOT NULL,
                "Kind" TEXT NOT NULL,
                "At" INTEGER NOT NULL,
                CONSTRAINT "PK_Peek" PRIMARY KEY ("PersonId", "PostId", "Kind"),
                CONSTRAINT "FK_Peek_Post_PostId" FOREIGN KEY ("PostId") REFERENCES "Post" ("Id") ON DELETE CASCADE
            ) WITHOUT ROWID;
            INSERT INTO "NewPeek" ("PersonId", "PostId", "Kind", "At") SELECT "PersonId", "PostId", "Kind", "At" FROM "Peek" ORDER BY "PersonId", "PostId", "Kind";
            DROP TABLE "Peek";
            ALTER TABLE "NewPeek" RENAME TO "Peek";

            CREATE TABLE "NewHandledUpdate" (
                "Platform" TEXT NOT NULL,
                "Key" TEXT NOT NULL,
                "At" INTEGER NOT NULL,
                CONSTRAINT "PK_HandledUpdate" PRIMARY KEY ("Platform", "Key")
            ) WITHOUT ROWID;
            INSERT INTO "NewHandledUpdate" ("Platform", "Key", "At") SELECT "Platform", "Key", "At" FROM "HandledUpdate" ORDER BY "Platform", "Key";
            DROP TABLE "HandledUpdate";
            ALTER TABLE "NewHandledUpdate" RENAME TO "HandledUpdate";
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            CREATE TABLE "OldPeek" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK_Peek" PRIMARY KEY AUTOINCREMENT,
                "PostId" INTEGER NOT NULL,
                "PersonId" INTEGER NOT NULL,
                "Kind" TEXT NOT NULL,
                "At" INTEGER NOT NULL,
                CONSTRAINT "FK_Peek_Post_PostId" FOREIGN KEY ("PostId") REFERENCES "Post" ("Id") ON DELETE CASCADE
            );
            INSERT INTO "OldPeek" ("PostId", "PersonId", "Kind", "At") SELECT "PostId", "PersonId", "Kind", "At" FROM "Peek" ORDER BY "At";
            DROP TABLE "Peek";
            ALTER TABLE "OldPeek" RENAME TO "Peek";
            CREATE UNIQUE INDEX "IX_Peek_PersonId_PostId_Kind" ON "Peek" ("PersonId", "PostId", "Kind");
            CREATE INDEX "IX_Peek_PostId" ON "Peek" ("PostId");

            CREATE TABLE "OldHandledUpdate" (
                "Platform" TEXT NOT NULL,
                "Key" TEXT NOT NULL,
                "At" INTEGER NOT NULL,
                CONSTRAINT "PK_HandledUpdate" PRIMARY KEY ("Platform", "Key")
            );
            INSERT INTO "OldHandledUpdate" ("Platform", "Key", "At") SELECT "Platform", "Key", "At" FROM "HandledUpdate";
            DROP TABLE "HandledUpdate";
            ALTER TABLE "OldHandledUpdate" RENAME TO "HandledUpdate";
            CREATE INDEX "IX_HandledUpdate_At" ON "HandledUpdate" ("At");
            """);
    }
}
