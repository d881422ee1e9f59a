using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Delivery;

/// <summary>
/// Sends what lies in the outbox of one platform: claim (committed before anything is sent), send, record. Any number of senders may run; a claim
/// makes the work happen once. A crash between send and record leaves a claim whose lease ends: then the platform is asked whether the message
/// arrived, and where it cannot tell the row is in doubt, counted and shown, and not repeated.
/// </summary>
internal sealed partial class OutboxSender(IDrillDbFactory databases, IChatPlatform platform, OutboxSignal signal, OutboxOptions options, TimeProvider time, ILogger<OutboxSender> logger)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Sends until cancelled. Whatever goes wrong with one row is logged and does not stop the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(cancellationToken);
                await signal.WaitAsync(platform.Name, Rest, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Log.LoopFailed(logger, exception, platform.Name);
                await Task.Delay(Rest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends everything that is due now, and returns how many rows it dealt with.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var handled = 0;
        await ResolveDoubtsAsync(cancellationToken);
        for (; ; )
        {
            IReadOnlyList<long> due;
            await using (var db = databases.Create())
            {
                var now = time.GetInstant().ToStored();
                due = await db.Deliveries.AsNoTracking()
                    .Where(d => d.Platform == platform.Name && d.State == DeliveryState.Pending && d.NotBefore <= now)
                    .OrderBy(d => d.NotBefore).ThenBy(d => d.Id).Take(BatchSize).Select(d => d.Id).ToListAsync(cancellationToken);
            }

            if (due.Count == 0)
            {
                return handled;
            }

            foreach (var id in due)
            {
                await DeliverAsync(id, cancellationToken);
                handled++;
            }
        }
    }

    private async Task DeliverAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var leaseUntil = (now + Duration.FromTimeSpan(options.Lease)).ToStored();
        var claimed = await db.Deliveries.Where(d => d.Id == id && d.State == DeliveryState.Pending).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DeliveryState.Claimed).SetProperty(d => d.LeaseUntil, leaseUntil).SetProperty(d => d.Tries, d => d.Tries + 1),
            cancellationToken);
        if (claimed == 0)
        {
            return;
        }

        var delivery = await db.Deliveries.FirstAsync(d => d.Id == id, cancellationToken);
        var chat = await db.Chats.FirstAsync(c => c.Id == delivery.ChatId, cancellationToken);
        SendOutcome outcome;
        try
        {
            var message = await DeliveryComposer.ComposeAsync(db, chat, delivery, cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.SendTimeout);
            outcome = message is null
                ? new SendOutcome.Refused("There is nothing left to send: the question itself never arrived.")
                : await platform.SendAsync(Chats.AddressOf(chat), message, delivery.SendKey, limit.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // It may have arrived: the lease runs out, and then the doubt is resolved.
            Log.SendFailed(logger, exception, delivery.Id, platform.Name);
            return;
        }

        // What was sent must be recorded although the host is stopping.
        await RecordAsync(db, chat, delivery, outcome, CancellationToken.None);
    }

    private async Task RecordAsync(DrillDb db, ChatRow chat, DeliveryRow delivery, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        delivery.LeaseUntil = null;
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                delivery.State = DeliveryState.Sent;
                delivery.SentAt = now.ToStored();
                delivery.MessageId = sent.MessageId;
                delivery.Reason = null;
                break;
            case SendOutcome.RetryAfter retry:
                delivery.State = DeliveryState.Pending;
                delivery.NotBefore = (now + Duration.FromTimeSpan(retry.After)).ToStored();
                break;
            case SendOutcome.Refused refused:
                delivery.State = DeliveryState.Refused;
                delivery.Reason = refused.Reason;
                if (delivery.Kind == DeliveryKind.Question)
                {
                    chat.PausedReason = refused.Reason;
                }

                Log.Refused(logger, delivery.Id, platform.Name, chat.Id, refused.Reason);
                break;
            default:
                throw new InvalidOperationException($"Nobody records {outcome.GetType().Name}.");
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task ResolveDoubtsAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var stored = now.ToStored();
        var stale = await db.Deliveries
            .Where(d => d.Platform == platform.Name && d.State == DeliveryState.Claimed && d.LeaseUntil <= stored)
            .OrderBy(d => d.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var delivery in stale)
        {
            if (!platform.CanFindSent)
            {
                Log.InDoubt(logger, delivery.Id, platform.Name);
                await MoveAsync(db, delivery, stored, DeliveryState.InDoubt, null, cancellationToken);
                continue;
            }

            var chat = await db.Chats.AsNoTracking().FirstAsync(c => c.Id == delivery.ChatId, cancellationToken);
            var messageId = await platform.FindSentAsync(Chats.AddressOf(chat), delivery.SendKey, cancellationToken);
            await MoveAsync(db, delivery, stored, messageId is null ? DeliveryState.Pending : DeliveryState.Sent, messageId, cancellationToken);
        }
    }

    // Conditional, because another replica may resolve the same doubt.
    private static Task MoveAsync(DrillDb db, DeliveryRow delivery, long now, DeliveryState state, string? messageId, CancellationToken cancellationToken)
    {
        long? sentAt = state == DeliveryState.Sent ? now : null;
        return db.Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Claimed && d.LeaseUntil == delivery.LeaseUntil).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.LeaseUntil, (long?)null).SetProperty(d => d.MessageId, messageId).SetProperty(d => d.SentAt, sentAt),
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox of {Platform} stumbled and goes on")]
        public static partial void LoopFailed(ILogger logger, Exception exception, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} failed; whether it arrived will be found out when its lease ends")]
        public static partial void SendFailed(ILogger logger, Exception exception, long delivery, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} was refused, chat {Chat} is paused: {Reason}")]
        public static partial void Refused(ILogger logger, long delivery, string platform, long chat, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} is in doubt and will not be repeated")]
        public static partial void InDoubt(ILogger logger, long delivery, string platform);
    }
}

/// <summary>How the outbox sends.</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a claim holds before its message is taken to be in doubt. Longer than <see cref="SendTimeout"/>.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try to send may take.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
