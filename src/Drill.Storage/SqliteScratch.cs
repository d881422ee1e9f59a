using Drill.Data;
using Microsoft.Data.Sqlite;

namespace Drill.Storage;

/// <summary>An empty database with the tables of another, beside it, which goes away when it is disposed of; what a killed process left of it is overwritten.</summary>
/// <param name="like">The file of the other, which is up to date and is only read.</param>
internal sealed class SqliteScratch(string like) : IDrillDbFactory, IDisposable
{
    private readonly string path = like + "-rehearsal";
    private readonly SqliteDrillDbFactory databases = new(like + "-rehearsal");

    public RowCache Rows => databases.Rows;

    public WriteTurns Turns => databases.Turns;

    public DrillDb Create() => databases.Create();

    /// <summary>Makes the tables as the other database has them now, which is much quicker than to migrate.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        Delete();
        await using var from = await OpenAsync(like, SqliteOpenMode.ReadOnly, cancellationToken);
        await using var to = await OpenAsync(path, SqliteOpenMode.ReadWriteCreate, cancellationToken);
        await using var read = from.CreateCommand();
        read.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC, rowid";
        await using var statements = await read.ExecuteReaderAsync(cancellationToken);
        await using var make = to.CreateCommand();
        var all = new System.Text.StringBuilder();
        while (await statements.ReadAsync(cancellationToken))
        {
            all.Append(statements.GetString(0)).Append(";\n");
        }

        make.CommandText = all.ToString();
        await make.ExecuteNonQueryAsync(cancellationToken);
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(SqliteDrillDbFactory.ConnectionString(path).ToString()))
        {
            SqliteConnection.ClearPool(connection);
        }

        try
        {
            Delete();
        }
        catch (IOException)
        {
            // Where an open file cannot be deleted and somebody still has it, the next one overwrites it.
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var settings = SqliteDrillDbFactory.ConnectionString(file);
        (settings.Mode, settings.Pooling) = (mode, false);
        var connection = new SqliteConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private void Delete()
    {
        foreach (var ending in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(path + ending);
        }
    }
}
