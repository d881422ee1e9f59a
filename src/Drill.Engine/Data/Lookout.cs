using System.Data.Common;

namespace Drill.Data;

/// <summary>
/// Looks whether anything is due. Loops look every second or two and mostly find nothing, and what a query of the model takes to be made ready is what everybody who presses a button meanwhile waits for: so
/// they ask here first, with prepared statements on one connection that stays open.
/// </summary>
internal sealed class Lookout(IDrillDbFactory databases, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private PreparedDb<Statements>? prepared;

    /// <summary>Whether a daily of any chat is due.</summary>
    public Task<bool> SeesDailyAsync(CancellationToken cancellationToken) => LookAsync(static (s, now) => s.IsDailyDue(now), cancellationToken);

    /// <summary>Whether the time of an open post is over.</summary>
    public Task<bool> SeesPostToCloseAsync(CancellationToken cancellationToken) => LookAsync(static (s, now) => s.IsPostOver(now), cancellationToken);

    /// <summary>Whether a message waits to be sent on a platform.</summary>
    public Task<bool> SeesMessageAsync(string platform, CancellationToken cancellationToken) => LookAsync((s, now) => s.IsMessageDue(platform, now), cancellationToken);

    /// <summary>Whether a message of a platform was claimed by somebody who has not said in time what became of it.</summary>
    public Task<bool> SeesDoubtAsync(string platform, CancellationToken cancellationToken) => LookAsync((s, now) => s.IsLeaseOver(platform, now), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        await ForgetAsync();
        gate.Dispose();
    }

    private async Task<bool> LookAsync(Func<Statements, long, bool> look, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            prepared ??= new PreparedDb<Statements>(databases, static db => new Statements(db));
            await prepared.Db.KeepOpenAsync(cancellationToken);
            return look(prepared.Statements, time.GetInstant().ToStored());
        }
        catch
        {
            // Whatever is wrong with the connection, the next look has another.
            await ForgetAsync();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ForgetAsync()
    {
        if (prepared is { } old)
        {
            prepared = null;
            await old.DisposeAsync();
        }
    }

    private sealed class Statements(DrillDb db) : PreparedStatements(db)
    {
        private DbCommand? daily;
        private DbCommand? post;
        private DbCommand? message;
        private DbCommand? lease;

        public bool IsDailyDue(long now) => Finds(daily ??= Prepare("""SELECT 1 FROM "Chat" WHERE "NextDueAt" <= @a AND "DailyIsOn" AND "PausedReason" IS NULL LIMIT 1""", 1), now);

        public bool IsPostOver(long now) => Finds(post ??= Prepare("""SELECT 1 FROM "Post" WHERE "ClosedAt" IS NULL AND "ClosesAt" <= @a LIMIT 1""", 1), now);

        public bool IsMessageDue(string platform, long now) =>
            Finds(message ??= Prepare($"""SELECT 1 FROM "Delivery" WHERE "Platform" = @a AND "State" = {(int)DeliveryState.Pending} AND "NotBefore" <= @b LIMIT 1""", 2), platform, now);

        public bool IsLeaseOver(string platform, long now) =>
            Finds(lease ??= Prepare($"""SELECT 1 FROM "Delivery" WHERE "Platform" = @a AND "State" = {(int)DeliveryState.Claimed} AND "LeaseUntil" <= @b LIMIT 1""", 2), platform, now);

        private bool Finds(DbCommand command, params ReadOnlySpan<object> values) => Fill(command, values).ExecuteScalar() is not null;
    }
}
