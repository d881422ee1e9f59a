namespace Drill.Data;

/// <summary>Opens a database context of its own for each handled event. Drill.Storage implements it.</summary>
internal interface IDrillDbFactory
{
    /// <summary>A new context; the caller disposes it.</summary>
    DrillDb Create();

    /// <summary>Rows that all contexts of this database share.</summary>
    RowCache Rows { get; }

    /// <summary>Whose turn it is to write, for all contexts of this database.</summary>
    WriteTurns Turns { get; }

    /// <summary>Brings the database to the newest migration.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
