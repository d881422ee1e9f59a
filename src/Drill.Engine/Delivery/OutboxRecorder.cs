using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Delivery;

/// <summary>Writes down what became of sends, all that have ended together in one transaction. Rows that follow from it are found by the sender, which looks for more after every recording.</summary>
internal sealed partial class OutboxRecorder(IDrillDbFactory databases, IChatPlatform platform, TimeProvider time, ILogger logger)
{
    public async Task RecordAsync(IReadOnlyList<Finished> finished, CancellationToken cancellationToken)
    {
        var known = finished.Where(f => f.Outcome is not null).ToDictionary(f => f.DeliveryId);
        if (known.Count == 0)
        {
            return;
        }

        await using var db = databases.Create();
        var now = time.GetInstant();
        await db.Database.OpenConnectionAsync(cancellationToken);
        using var statements = new OutboxStatements(db);
        await using (var transaction = await WriteTransaction.BeginAsync(db, isUrgent: false, cancellationToken))
        {
            foreach (var one in known.Values.Where(IsPlain))
            {
                statements.MarkSent(one.DeliveryId, one.Claim, ((SendOutcome.Sent)one.Outcome!).MessageId, now.ToStored());
            }

            await RecordTheRestAsync(db, known.Where(k => !IsPlain(k.Value)).ToDictionary(), now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        foreach (var one in finished)
        {
            if (one.Outcome is SendOutcome.Moved moved)
            {
                // From where it was sent to: the update that tells the same may have been handled meanwhile.
                db.ChangeTracker.Clear();
                await ChatChanges.MovedAsync(db, one.Chat, moved.To, cancellationToken);
            }
        }
    }

    // Sent, and nothing more is to be done: so it is with nearly all.
    private static bool IsPlain(Finished finished) => finished is { Outcome: SendOutcome.Sent, HasFollowUps: false };

    private async Task RecordTheRestAsync(DrillDb db, Dictionary<long, Finished> finished, Instant now, CancellationToken cancellationToken)
    {
        if (finished.Count == 0)
        {
            return;
        }

        var ids = finished.Keys.ToArray();
        var rows = await db.Deliveries.Where(d => ids.Contains(d.Id)).Join(db.Chats, d => d.ChatId, c => c.Id, (d, c) => new { Delivery = d, Chat = c }).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            // Otherwise the send outlived its lease, and somebody has dealt with the doubt.
            if (row.Delivery.State == DeliveryState.Claimed && row.Delivery.Claim == finished[row.Delivery.Id].Claim)
            {
                await RecordAsync(db, row.Chat, row.Delivery, finished[row.Delivery.Id].Outcome!, now, cancellationToken);
            }
        }
    }

    private async Task RecordAsync(DrillDb db, ChatRow chat, DeliveryRow delivery, SendOutcome outcome, Instant now, CancellationToken cancellationToken)
    {
        delivery.LeaseUntil = null;
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                (delivery.State, delivery.SentAt, delivery.MessageId, delivery.Reason) = (DeliveryState.Sent, now.ToStored(), sent.MessageId, null);
                await AddFollowUpsAsync(db, chat, delivery, now, cancellationToken);
                break;
            case SendOutcome.RetryAfter retry:
                (delivery.State, delivery.NotBefore) = (DeliveryState.Pending, (now + Duration.FromTimeSpan(retry.After)).ToStored());
                break;
            case SendOutcome.Moved:
                (delivery.State, delivery.NotBefore) = (DeliveryState.Pending, now.ToStored());
                break;
            case SendOutcome.Refused refused:
                (delivery.State, delivery.Reason) = (DeliveryState.Refused, refused.Reason);
                Log.NotSent(logger, delivery.Id, platform.Name, refused.Reason);
                if (delivery.Kind == DeliveryKind.Question)
                {
                    Log.Paused(logger, chat.Id);
                    await PauseAsync(db, chat, delivery, refused.Reason, now, cancellationToken);
                }

                break;
            case SendOutcome.Skipped skipped:
                (delivery.State, delivery.Reason) = (DeliveryState.Refused, skipped.Reason);
                Log.NotSent(logger, delivery.Id, platform.Name, skipped.Reason);
                break;
            default:
                throw new InvalidOperationException($"Nobody records {outcome.GetType().Name}.");
        }
    }

    // Steps of their own, so that a missing right to pin neither loses nor repeats the post.
    private async Task AddFollowUpsAsync(DrillDb db, ChatRow chat, DeliveryRow delivery, Instant now, CancellationToken cancellationToken)
    {
        if (delivery.Kind != DeliveryKind.Question || ChatDaily.Steps(chat) is not { Count: > 0 } steps)
        {
            return;
        }

        var post = await db.Posts.AsNoTracking().FirstAsync(p => p.Id == delivery.PostId, cancellationToken);
        if (post.Slot is null)
        {
            return;
        }

        foreach (var step in steps.Where(platform.FollowUps.Contains))
        {
            db.Deliveries.Add(Posts.DeliveryOf(chat, post, step is FollowUp.Thread ? DeliveryKind.Thread : DeliveryKind.Pin, now));
        }
    }

    private async Task PauseAsync(DrillDb db, ChatRow chat, DeliveryRow delivery, string reason, Instant now, CancellationToken cancellationToken)
    {
        var isNews = chat.PausedReason is null;
        chat.PausedReason = reason;
        if (isNews)
        {
            await Notices.AddAsync(db, platform, chat, delivery.PostId, now, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} is given up: {Reason}")]
        public static partial void NotSent(ILogger logger, long delivery, string platform, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The daily of chat {Chat} is paused")]
        public static partial void Paused(ILogger logger, long chat);
    }
}
