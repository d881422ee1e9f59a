using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Drill.Storage;

/// <summary>
/// Settings that SQLite forgets when a connection closes. A write-ahead log lets readers go on while one writes; with it, NORMAL loses nothing when the process is killed
/// (only a power cut may take the last moments, https://www.sqlite.org/pragma.html#pragma_synchronous); writers wait for each other instead of failing. Whoever commits copies the log into the
/// database itself only when <see cref="SqliteCheckpoints"/> has not come to it.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>Pages, 32 MB of them: that much a log may hold before whoever commits has to copy it.</summary>
    internal const int LongestLog = 8_000;

    private static readonly string Pragmas = string.Create(
        CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = {LongestLog};");

    // A pooled connection keeps its handle and with it the settings; to ask for them at every opening costs as much as a small query.
    private static readonly ConditionalWeakTable<SafeHandle, object> Known = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is SqliteConnection { Handle: { } handle } && Known.TryAdd(handle, handle))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has nothing to wait for.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
