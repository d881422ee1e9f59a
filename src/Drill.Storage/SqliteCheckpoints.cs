using Drill.Conversation;
using Drill.Data;
using Microsoft.Data.Sqlite;

namespace Drill.Storage;

/// <summary>
/// Copies what the write-ahead log holds into the database, on a connection of its own and beside those who write (https://www.sqlite.org/wal.html#ckpt). By itself SQLite lets whoever commits the thousandth page do
/// it, who then waits for the disk three times, and whoever wants to write next waits with them: 25 to 35 ms each second at 200 presses/s, which was most of their slowest percent.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="turns">Whose turn it is to write.</param>
internal sealed class SqliteCheckpoints(string path, WriteTurns turns) : IDisposable
{
    /// <summary>So many pages are worth the waits for the disk, as SQLite finds, too.</summary>
    public const int Worth = 1_000;

    /// <summary>
    /// So many pages, 16 MB of them, are enough. While others write, some pages always come after those that were copied, and the log is begun anew only when all are: now and then the last few are copied in a turn
    /// in which nobody writes.
    /// </summary>
    public const int Enough = 4_000;

    // A reader who holds on to an old state for so long may have it.
    private const string Patience = "PRAGMA busy_timeout = 100;";

    private SqliteConnection? connection;
    private long seen;

    /// <summary>Copies if enough was written since the last time.</summary>
    /// <returns>How long the log is now, and how much of it is in the database, in pages; null when nobody has finished writing since.</returns>
    public async Task<(int Pages, int Copied)?> CopyAsync(CancellationToken cancellationToken)
    {
        var over = turns.Over;
        if (over == seen)
        {
            return null;
        }

        seen = over;
        var log = Run("NOOP");
        if (log.Pages - log.Copied < Worth)
        {
            return log;
        }

        log = await RunAsideAsync("PASSIVE");
        if (log.Pages < Enough)
        {
            // What was written meanwhile is not counted, however it looks.
            return log;
        }

        using var turn = await turns.TakeAsync(isUrgent: false, cancellationToken);
        return await RunAsideAsync("FULL");
    }

    public void Dispose() => connection?.Dispose();

    // It waits for the disk: on the threads of the pool everybody is answered.
    private Task<(int Pages, int Copied)> RunAsideAsync(string mode) => EngineThreads.Shared.RunAsync(() => Task.FromResult(Run(mode)));

    // The words of https://www.sqlite.org/pragma.html#pragma_wal_checkpoint, which answers with: whether it was kept from it, pages in the log, pages of them in the database.
    private (int Pages, int Copied) Run(string mode)
    {
        using var command = Open().CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(1), reader.GetInt32(2));
    }

    private SqliteConnection Open()
    {
        if (connection is null)
        {
            var opened = SqliteDrillDbFactory.OpenAlone(path, SqliteOpenMode.ReadWrite);
            using var command = opened.CreateCommand();
            command.CommandText = Patience;
            command.ExecuteNonQuery();
            connection = opened;
        }

        return connection;
    }
}
