using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Delivery;

/// <summary>
/// Finds out what became of messages whose sender has not said so before its lease ended: it crashed, or had no answer in time. The platform is asked; where it cannot tell, the row is in doubt,
/// counted and shown, and not repeated.
/// </summary>
internal sealed partial class OutboxDoubts(IDrillDbFactory databases, IChatPlatform platform, OutboxRecorder recorder, OutboxOptions options, TimeProvider time, ILogger logger)
{
    private const int BatchSize = 50;

    /// <summary>Looks at what is in doubt now.</summary>
    /// <param name="busy">
    /// The chats to which something is being sent: what this sender has under way itself is no doubt, even when the clock leapt over the lease, as it does when a machine wakes up.
    /// </param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task ResolveAsync(IReadOnlyCollection<long> busy, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var stored = time.GetInstant().ToStored();

        // Asked here: within a query it would be asked by reflection.
        var name = platform.Name;
        var stale = await db.Deliveries.AsNoTracking()
            .Where(d => d.Platform == name && d.State == DeliveryState.Claimed && d.LeaseUntil <= stored && !busy.Contains(d.ChatId))
            .OrderBy(d => d.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var delivery in stale)
        {
            if (delivery.Kind is DeliveryKind.Thread or DeliveryKind.Pin)
            {
                // Doing these again does nothing.
                await MoveAsync(db, delivery, DeliveryState.Pending, cancellationToken);
                continue;
            }

            try
            {
                await ResolveAsync(db, delivery, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
            {
                // The platform does not answer now: the doubt stays, and nobody else waits for it.
                Log.StillInDoubt(logger, exception, delivery.Id, platform.Name);
                var later = (time.GetInstant() + Duration.FromTimeSpan(options.Lease)).ToStored();
                await Still(db, delivery).ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, later), cancellationToken);
            }
        }
    }

    private async Task ResolveAsync(DrillDb db, DeliveryRow delivery, CancellationToken cancellationToken)
    {
        var chat = await db.Chats.AsNoTracking().FirstAsync(c => c.Id == delivery.ChatId, cancellationToken);
        switch (await platform.FindSentAsync(Chats.AddressOf(chat), delivery.SendKey, cancellationToken))
        {
            case SendTrace.Arrived arrived:
                // As if it had been said in time, with the steps that come after it.
                await recorder.RecordAsync(
                    [new Finished(delivery.Id, chat.Id, Chats.AddressOf(chat), delivery.Claim ?? 0, new SendOutcome.Sent(arrived.MessageId), ChatDaily.Steps(chat).Count > 0)], cancellationToken);
                break;
            case SendTrace.Absent:
                await MoveAsync(db, delivery, DeliveryState.Pending, cancellationToken);
                break;
            default:
                Log.InDoubt(logger, delivery.Id, platform.Name);
                await MoveAsync(db, delivery, DeliveryState.InDoubt, cancellationToken);
                break;
        }
    }

    private static Task<int> MoveAsync(DrillDb db, DeliveryRow delivery, DeliveryState state, CancellationToken cancellationToken) =>
        Still(db, delivery).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, state).SetProperty(d => d.LeaseUntil, (long?)null), cancellationToken);

    // Another process may resolve the same doubt.
    private static IQueryable<DeliveryRow> Still(DrillDb db, DeliveryRow delivery) =>
        db.Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Claimed && d.LeaseUntil == delivery.LeaseUntil);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} is in doubt and will not be repeated")]
        public static partial void InDoubt(ILogger logger, long delivery, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Whether delivery {Delivery} on {Platform} arrived cannot be found out now; it is asked again")]
        public static partial void StillInDoubt(ILogger logger, Exception exception, long delivery, string platform);
    }
}
