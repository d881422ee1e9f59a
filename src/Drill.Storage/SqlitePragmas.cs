using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Drill.Storage;

/// <summary>
/// Settings that SQLite forgets when a connection closes. A write-ahead log lets readers go on while one writes; with it, NORMAL loses nothing when the process is killed
/// (only a power cut may take the last moments, https://www.sqlite.org/pragma.html#pragma_synchronous); writers wait for each other instead of failing.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = connection.CreateCommand();
        await using (command)
        {
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
