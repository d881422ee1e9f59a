namespace Drill.Data;

/// <summary>A context and the statements that are prepared on its connection, kept together for as long as they are used.</summary>
internal sealed class PreparedDb<TStatements> : IAsyncDisposable
    where TStatements : PreparedStatements
{
    public PreparedDb(IDrillDbFactory databases, Func<DrillDb, TStatements> prepare)
    {
        Db = databases.Create();
        Statements = prepare(Db);
    }

    public DrillDb Db { get; }

    public TStatements Statements { get; }

    public ValueTask DisposeAsync()
    {
        Statements.Dispose();
        return Db.DisposeAsync();
    }
}
