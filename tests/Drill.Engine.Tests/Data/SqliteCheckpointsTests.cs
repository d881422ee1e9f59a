using Drill.Data;
using Drill.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Engine.Tests.Data;

/// <summary>The log that SQLite writes is copied into the database beside those who write, so that nobody who commits waits for the disk.</summary>
public sealed class SqliteCheckpointsTests : IAsyncDisposable
{
    private const int PageSize = 4096;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-log-");
    private readonly SqliteDrillDbFactory databases;
    private readonly SqliteCheckpoints checkpoints;
    private DrillDb? open;

    public SqliteCheckpointsTests()
    {
        databases = new SqliteDrillDbFactory(DatabasePath);
        checkpoints = new SqliteCheckpoints(DatabasePath, databases.Turns);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string DatabasePath => Path.Combine(folder.FullName, "drill.db");

    private long PagesOfLog => new FileInfo(DatabasePath + "-wal").Length / PageSize;

    [Fact]
    public async Task Nothing_is_asked_while_nobody_writes_and_little_is_left_where_it_is()
    {
        await MigrateAsync();
        Assert.Null(await checkpoints.CopyAsync(Token));
        await WriteAsync(10);
        var log = await checkpoints.CopyAsync(Token);
        Assert.True(log is { Copied: 0, Pages: > 0 and < SqliteCheckpoints.Worth });
        Assert.Null(await checkpoints.CopyAsync(Token));
    }

    [Fact]
    public async Task What_is_worth_it_is_copied_and_the_log_begins_anew()
    {
        await MigrateAsync();
        await WriteAsync(SqliteCheckpoints.Worth);
        var log = await checkpoints.CopyAsync(Token);
        Assert.True(log is { Pages: >= SqliteCheckpoints.Worth });
        Assert.Equal(log.Value.Pages, log.Value.Copied);

        await WriteAsync(1);
        Assert.True(await checkpoints.CopyAsync(Token) is { Pages: < 100 });
        Assert.Equal((SqliteCheckpoints.Worth + 1, "ok"), await ReadAsync());
    }

    [Fact]
    public async Task What_was_still_being_written_when_it_looked_is_copied_when_it_looks_again()
    {
        await MigrateAsync();
        await using (var db = databases.Create())
        await using (var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, Token))
        {
            Add(db, SqliteCheckpoints.Worth);
            await db.SaveChangesAsync(Token);
            await checkpoints.CopyAsync(Token);
            await transaction.CommitAsync(Token);
        }

        Assert.True(await checkpoints.CopyAsync(Token) is { Pages: >= SqliteCheckpoints.Worth } log && log.Copied == log.Pages);
    }

    [Fact]
    public async Task Whoever_commits_copies_nothing_until_the_log_is_very_long()
    {
        await MigrateAsync();
        await WriteAsync(3 * SqliteCheckpoints.Worth);
        Assert.True(await checkpoints.CopyAsync(Token) is { Pages: >= 3 * SqliteCheckpoints.Worth });
    }

    [Fact]
    public async Task However_long_others_write_without_a_pause_the_log_stays_short_and_nothing_is_lost()
    {
        await MigrateAsync();
        const int rows = 3 * SqliteCheckpoints.Enough;
        for (var written = 0; written < rows; written += 100)
        {
            await Task.WhenAll(Task.Run(() => WriteAsync(100), Token), Task.Run(() => checkpoints.CopyAsync(Token), Token));
        }

        Assert.InRange(PagesOfLog, SqliteCheckpoints.Worth, SqlitePragmas.LongestLog - 1);
        Assert.Equal((rows, "ok"), await ReadAsync());
    }

    [Fact]
    public async Task Who_reads_an_old_state_for_long_holds_up_nobody_and_is_waited_for_later()
    {
        await MigrateAsync();
        await WriteAsync(1);
        await using (var reader = databases.Create())
        await using (await reader.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, Token))
        {
            Assert.Equal(1, await reader.Persons.CountAsync(Token));
            var seen = (await checkpoints.CopyAsync(Token))?.Pages;
            await WriteAsync(SqliteCheckpoints.Enough + 10);
            Assert.True((await checkpoints.CopyAsync(Token))?.Copied <= seen);
            Assert.Equal(1, await reader.Persons.CountAsync(Token));
        }

        await WriteAsync(1);
        Assert.True(await checkpoints.CopyAsync(Token) is { Pages: > SqliteCheckpoints.Enough } log && log.Copied == log.Pages);
    }

    [Fact]
    public async Task The_host_looks_twice_a_second_and_a_failure_is_told_and_does_not_end_it()
    {
        var clock = new FakeTimeProvider();
        var told = new Told();
        using var service = new SqliteCheckpointService(checkpoints, clock, told);
        await service.StartAsync(Token);

        // There is no database yet.
        (await databases.Turns.TakeAsync(isUrgent: false, Token)).Dispose();
        await MoveUntilAsync(clock, () => told.First.IsCompleted);

        await MigrateAsync();
        await WriteAsync(SqliteCheckpoints.Worth);
        await MoveUntilAsync(clock, () => new FileInfo(DatabasePath).Length >= SqliteCheckpoints.Worth * PageSize);
        await service.StopAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (open is not null)
        {
            await open.DisposeAsync();
        }

        checkpoints.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    // A connection stays open, as while a bot runs: the last one that is closed would copy the log, and other tests close all that lie idle.
    private async Task MigrateAsync()
    {
        await databases.MigrateAsync(Token);
        open = databases.Create();
        await open.Database.OpenConnectionAsync(Token);
    }

    private async Task WriteAsync(int rows)
    {
        await using var db = databases.Create();
        await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, Token);
        Add(db, rows);
        await db.SaveChangesAsync(Token);
        await transaction.CommitAsync(Token);
    }

    /// <summary>Each row fills more than half a page, so none shares one.</summary>
    private static void Add(DrillDb db, int rows) => db.Persons.AddRange(Enumerable.Range(0, rows).Select(_ => new PersonRow { Language = new string('x', 3_000) }));

    private static async Task MoveUntilAsync(FakeTimeProvider clock, Func<bool> isDone)
    {
        for (var i = 0; !isDone(); i++)
        {
            Assert.True(i < 3_000, "It did not come about.");
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }

    private async Task<(int Rows, string Check)> ReadAsync()
    {
        await using var db = databases.Create();
        return (await db.Persons.CountAsync(Token), (await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(Token)).Single());
    }

    private sealed class Told : ILogger<SqliteCheckpointService>
    {
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning && exception is SqliteException)
            {
                first.TrySetResult();
            }
        }
    }
}
