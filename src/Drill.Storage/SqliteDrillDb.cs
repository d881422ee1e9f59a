using Drill.Data;
using Drill.Storage.Compiled;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Drill.Storage;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteDrillDb(DbContextOptions<SqliteDrillDb> options) : DrillDb(options);

/// <summary>Opens SQLite contexts on one file.</summary>
internal sealed class SqliteDrillDbFactory : IDrillDbFactory
{
    private readonly DbContextOptions<SqliteDrillDb> options;
    private readonly string path;
    private readonly string? folder;

    /// <param name="path">The database file; its folder is made when it is missing.</param>
    public SqliteDrillDbFactory(string path)
    {
        this.path = path;
        folder = Path.GetDirectoryName(Path.GetFullPath(path));
        options = Options(path);
    }

    public RowCache Rows { get; } = new();

    public WriteTurns Turns { get; } = new();

    public DrillDb Create() => new SqliteDrillDb(options) { Rows = Rows, Turns = Turns };

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        await using var db = Create();
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (!db.Database.GetMigrations().All(applied.Contains))
        {
            await using var alone = await SqliteMigrationLock.TakeAsync(path, cancellationToken);
            if (File.Exists(path))
            {
                await db.Database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
            }

            // Not asked of a database that is up to date: it builds the whole model anew to compare, which costs as much as everything else at start.
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    // A private cache, because the shared one locks whole tables and answers SQLITE_LOCKED, which no busy timeout waits for.
    internal static SqliteConnectionStringBuilder ConnectionString(string path) => new() { DataSource = path, Cache = SqliteCacheMode.Private, ForeignKeys = true, Pooling = true };

    /// <summary>Opens a connection that is nobody else's and belongs to no context.</summary>
    internal static SqliteConnection OpenAlone(string path, SqliteOpenMode mode)
    {
        var settings = ConnectionString(path);
        (settings.Mode, settings.Pooling) = (mode, false);
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    internal static DbContextOptions<SqliteDrillDb> Options(string path) => new DbContextOptionsBuilder<SqliteDrillDb>()
        .UseSqlite(ConnectionString(path).ToString())
        // EF would find it by itself, by reflection and for each context anew.
        .UseModel(SqliteDrillDbModel.Instance)
        .AddInterceptors(new SqlitePragmas())
        .Options;
}

/// <summary>Lets the EF tools make migrations: they need a model, not a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDrillDb>
{
    public SqliteDrillDb CreateDbContext(string[] args) => new(SqliteDrillDbFactory.Options(":memory:"));
}
