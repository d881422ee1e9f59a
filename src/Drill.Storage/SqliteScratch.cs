using Drill.Data;
using Microsoft.Data.Sqlite;

namespace Drill.Storage;

/// <summary>An empty database with the tables of another, beside it, which goes away when it is disposed of; what a killed process left of it is overwritten.</summary>
internal sealed class SqliteScratch : IDrillDbFactory, IDisposable
{
    private readonly string like;
    private readonly string path;
    private readonly SqliteDrillDbFactory databases;

    /// <param name="like">The file of the other, which is up to date and is only read.</param>
    public SqliteScratch(string like)
    {
        this.like = like;
        path = like + "-rehearsal";
        databases = new SqliteDrillDbFactory(path);
    }

    public RowCache Rows => databases.Rows;

    public WriteTurns Turns => databases.Turns;

    public DrillDb Create() => databases.Create();

    /// <summary>Makes the tables as the other database has them now, which is much quicker than to migrate.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        Delete();
        await using var from = SqliteDrillDbFactory.OpenAlone(like, SqliteOpenMode.ReadOnly);
        await using var read = from.CreateCommand();
        read.CommandText = "SELECT group_concat(sql, ';' ORDER BY type = 'table' DESC, rowid) FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
        await using var to = SqliteDrillDbFactory.OpenAlone(path, SqliteOpenMode.ReadWriteCreate);
        await using var make = to.CreateCommand();
        make.CommandText = (string?)await read.ExecuteScalarAsync(cancellationToken);
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

    private void Delete()
    {
        foreach (var ending in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(path + ending);
        }
    }
}
