using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Drill.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Drill.Engine.Tests.Data;

/// <summary>What a press writes lies in as few pages as it can: docs/decisions/0029-fewer-pages-for-a-press.md.</summary>
public sealed class PressPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Peek")]
    [InlineData("HandledUpdate")]
    public async Task A_table_that_every_press_writes_to_is_one_tree(string table)
    {
        await using var drill = await DrillFixture.StartAsync();

        // A migration that lets EF make the table anew loses this: such a table has to be made by hand.
        Assert.EndsWith("WITHOUT ROWID", await drill.ReadAsync(db => ReadAsync(db, $"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'")), StringComparison.Ordinal);
        Assert.Equal("0", await drill.ReadAsync(db => ReadAsync(db, $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL")));
    }

    [Fact]
    public async Task Peeks_and_handled_updates_of_an_older_database_are_kept()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var databases = new SqliteDrillDbFactory(Path.Combine(folder.FullName, "drill.db"));
            await using (var old = databases.Create())
            {
                await old.GetService<IMigrator>().MigrateAsync("StandingTotals", Token);
                await old.Database.ExecuteSqlRawAsync(
                    """
                    PRAGMA foreign_keys = OFF;
                    INSERT INTO "Post" ("Id", "ChatId", "CopyId", "QuestionId", "Form", "ChoiceIndex", "LocalDate", "OpenedAt", "ClosesAt") VALUES (7, 1, 1, 'q', 0, 0, 0, 0, 0);
                    INSERT INTO "Peek" ("Id", "PostId", "PersonId", "Kind", "At") VALUES (1, 7, 1, 'hint', 10), (2, 7, 1, 'reveal', 20), (3, 7, 2, 'hint', 30);
                    INSERT INTO "HandledUpdate" ("Platform", "Key", "At") VALUES ('telegram', '41', 10), ('web', '41', 20);
                    """,
                    Token);
            }

            await databases.MigrateAsync(Token);
            await using var db = databases.Create();
            Assert.Equal([(7, 1, "hint", 10), (7, 1, "reveal", 20), (7, 2, "hint", 30)], (await db.Peeks.AsNoTracking().OrderBy(p => p.At).ToListAsync(Token)).Select(p => (p.PostId, p.PersonId, p.Kind, p.At)));
            Assert.Equal([("telegram", "41", 10), ("web", "41", 20)], (await db.HandledUpdates.AsNoTracking().OrderBy(u => u.At).ToListAsync(Token)).Select(u => (u.Platform, u.Key, u.At)));

            // And back again.
            await db.GetService<IMigrator>().MigrateAsync("StandingTotals", Token);
            Assert.Equal("3", await ReadAsync(db, """SELECT COUNT(*) FROM "Peek" WHERE "Id" > 0"""));
            Assert.Equal("2", await ReadAsync(db, """SELECT COUNT(*) FROM "HandledUpdate" INDEXED BY "IX_HandledUpdate_At" """));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Updates_handled_three_days_ago_are_forgotten_however_many_and_younger_ones_are_not()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.ReadAsync(async db =>
        {
            var at = drill.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            db.HandledUpdates.AddRange(Enumerable.Range(0, 1_200).Select(i => new HandledUpdateRow { Platform = i % 2 == 0 ? "a" : "b", Key = $"old-{i}", At = at }));
            db.HandledUpdates.Add(new HandledUpdateRow { Platform = "b", Key = "young", At = at + 1 });
            return await db.SaveChangesAsync(Token);
        });
        drill.Clock.Advance(TimeSpan.FromDays(3));
        await drill.Ticks.PruneAsync(Token);
        Assert.Equal(1_201, await drill.ReadAsync(db => db.HandledUpdates.CountAsync(Token)));
        drill.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await drill.Ticks.PruneAsync(Token);
        Assert.Equal("young", (await drill.ReadAsync(db => db.HandledUpdates.SingleAsync(Token))).Key);
    }

    private static async Task<string?> ReadAsync(DrillDb db, string sql)
    {
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture);
    }
}
