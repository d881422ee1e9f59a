using Drill.Data;
using Drill.Delivery;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Schedule;

/// <summary>What the host drives: jobs that look what is due, and loops that send. Each may be called at any time and as often as one likes.</summary>
public sealed class Ticks
{
    // Few enough that nobody waits for it who wants to write.
    private const int PruneBatch = 500;

    private static readonly Duration KeepUpdates = Duration.FromDays(3);

    private readonly IDrillDbFactory databases;
    private readonly PostPlanner planner;
    private readonly PostCloser closer;
    private readonly IReadOnlyList<OutboxSender> senders;
    private readonly TimeProvider time;

    internal Ticks(IDrillDbFactory databases, PostPlanner planner, PostCloser closer, IEnumerable<OutboxSender> senders, TimeProvider time)
    {
        this.databases = databases;
        this.planner = planner;
        this.closer = closer;
        this.senders = [.. senders];
        this.time = time;
    }

    /// <summary>Brings the database to the newest migration; before anything else.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => databases.MigrateAsync(cancellationToken);

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> CanReachDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    /// <summary>Makes posts of the dailies that are due, and returns how many.</summary>
    public Task<int> PlanAsync(CancellationToken cancellationToken) => planner.PlanAsync(cancellationToken);

    /// <summary>Closes the posts whose time is over, and returns how many.</summary>
    public Task<int> CloseAsync(CancellationToken cancellationToken) => closer.CloseAsync(cancellationToken);

    /// <summary>Sends what lies in the outbox, one loop for each platform, so that a slow one delays nobody, until cancelled.</summary>
    public Task SendAsync(CancellationToken cancellationToken) => Task.WhenAll(senders.Select(s => s.RunAsync(cancellationToken)));

    /// <summary>Sends what lies in the outbox now, and returns how many messages that were.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var sender in senders)
        {
            sent += await sender.DrainAsync(cancellationToken);
        }

        return sent;
    }

    /// <summary>Forgets which updates were handled three days ago: no platform repeats them that late.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var before = (time.GetInstant() - KeepUpdates).ToStored();
        while (await OldAsync(db, before, cancellationToken) is { Count: > 0 } old)
        {
            foreach (var (platform, keys) in old.GroupBy(u => u.Platform, u => u.Key, StringComparer.Ordinal).Select(g => (g.Key, g.ToArray())))
            {
                using var turn = await db.Turns.TakeAsync(isUrgent: false, cancellationToken);
                await db.HandledUpdates.Where(u => u.Platform == platform && keys.Contains(u.Key)).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    // Read first, since whoever writes is not held up by it: there is no index by time, because every press would have to keep it.
    private static Task<List<HandledUpdateRow>> OldAsync(DrillDb db, long before, CancellationToken cancellationToken) =>
        db.HandledUpdates.AsNoTracking().Where(u => u.At < before).Take(PruneBatch).ToListAsync(cancellationToken);
}
