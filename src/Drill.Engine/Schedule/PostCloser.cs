using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Drill.Schedule;

/// <summary>Closes posts whose time is over: in a group the answer then goes to all, through the outbox.</summary>
internal sealed class PostCloser(IDrillDbFactory databases, Lookout lookout, OutboxSignal signal, TimeProvider time)
{
    private const int BatchSize = 200;

    /// <summary>Closes everything that is due, and returns how many posts were closed.</summary>
    public async Task<int> CloseAsync(CancellationToken cancellationToken)
    {
        var closed = 0;
        while (await lookout.SeesPostToCloseAsync(cancellationToken))
        {
            await using var db = databases.Create();
            var now = time.GetInstant();
            var stored = now.ToStored();
            var due = await db.Posts.AsNoTracking().Where(p => p.ClosedAt == null && p.ClosesAt <= stored)
                .OrderBy(p => p.ClosesAt).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var post in due)
            {
                string? platform = null;
                await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: false, cancellationToken);
                if (await db.Posts.Where(p => p.Id == post.Id && p.ClosedAt == null).ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosedAt, stored), cancellationToken) == 1)
                {
                    var chat = await db.Chats.AsNoTracking().FirstAsync(c => c.Id == post.ChatId, cancellationToken);
                    if (!chat.IsPrivate)
                    {
                        db.Deliveries.Add(ClosingOf(chat, post, now));
                        await db.SaveChangesAsync(cancellationToken);
                    }

                    closed++;
                    platform = chat.Platform;
                }

                await transaction.CommitAsync(cancellationToken);
                if (platform is not null)
                {
                    // Not before the row can be seen: whoever is woken earlier finds nothing and sleeps on.
                    signal.Wake(platform);
                }

                db.Rows.DropPost(post.Id);
            }
        }

        return closed;
    }

    // To a chat that the bot has left, or may not speak in, nothing is even tried; the row tells why.
    private static DeliveryRow ClosingOf(ChatRow chat, PostRow post, NodaTime.Instant now)
    {
        var closing = Posts.DeliveryOf(chat, post, DeliveryKind.Closing, now);
        if (chat.PausedReason is { } reason)
        {
            (closing.State, closing.Reason) = (DeliveryState.Refused, reason);
        }

        return closing;
    }
}
