using Drill.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Drill.Engine.Tests.Data;

/// <summary>One process at a time migrates, and one that died while it did holds up nobody.</summary>
public sealed class MigrationLockTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string DatabasePath => Path.Combine(folder.FullName, "drill.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_was_killed_while_they_migrated_is_not_waited_for()
    {
        var databases = new SqliteDrillDbFactory(DatabasePath);
        await using (var old = databases.Create())
        {
            await old.GetService<IMigrator>().MigrateAsync("StandingTotals", Token);
            await old.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-02 08:00:00+00:00')""", Token);
        }

        await databases.MigrateAsync(Token).WaitAsync(Limit, Token);
        await AssertMigratedAsync(databases);
    }

    [Fact]
    public async Task Several_who_start_at_once_migrate_one_after_the_other()
    {
        var all = Enumerable.Range(0, 4).Select(_ => new SqliteDrillDbFactory(DatabasePath)).ToArray();
        await Task.WhenAll(all.Select(d => Task.Run(() => d.MigrateAsync(Token), Token))).WaitAsync(Limit, Token);
        await AssertMigratedAsync(all[0]);
    }

    [Fact]
    public async Task Who_migrates_now_is_waited_for()
    {
        var databases = new SqliteDrillDbFactory(DatabasePath);
        Task waiting;
        await using (await SqliteMigrationLock.TakeAsync(DatabasePath, Token))
        {
            waiting = databases.MigrateAsync(Token);
            Assert.False(File.Exists(DatabasePath));
            Assert.False(waiting.IsCompleted);
        }

        await waiting.WaitAsync(Limit, Token);
        await AssertMigratedAsync(databases);
    }

    private static async Task AssertMigratedAsync(SqliteDrillDbFactory databases)
    {
        await using var db = databases.Create();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
        Assert.Equal(0, await db.Persons.CountAsync(Token));
    }
}
