using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Delivery;

/// <summary>Words in private to whoever switched a daily on, when it is paused.</summary>
internal static class Notices
{
    /// <summary>
    /// Adds one for the caller to save, unless nobody is to be told, the person cannot be reached, or was told of this post already: being thrown out is heard twice, from the platform and
    /// from the refusal of what is sent.
    /// </summary>
    /// <param name="db">The context, with a transaction.</param>
    /// <param name="platform">The chat's.</param>
    /// <param name="chat">Whose daily is paused.</param>
    /// <param name="postId">The post that was refused, else the chat's latest.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task AddAsync(DrillDb db, IChatPlatform platform, ChatRow chat, long postId, Instant now, CancellationToken cancellationToken)
    {
        if (chat.IsPrivate || chat.DailyUser is not { } user || platform.PrivateAddressOf(user) is not { } address
            || await db.Deliveries.AnyAsync(d => d.PostId == postId && d.Kind == DeliveryKind.Notice, cancellationToken))
        {
            return;
        }

        var home = await db.Chats.FirstOrDefaultAsync(c => c.Platform == address.Platform && c.Key == address.Chat && c.Thread == string.Empty, cancellationToken);
        if (home is null)
        {
            // Only then: for a chat that is there this would lift its pause.
            (home, _) = await Chats.GetAsync(db, address, chat.Language, new ChatDefaults(chat.Language, chat.Zone), now, cancellationToken);
        }

        if (home.PausedReason is null)
        {
            var post = await db.Posts.AsNoTracking().FirstAsync(p => p.Id == postId, cancellationToken);
            db.Deliveries.Add(Posts.DeliveryOf(home, post, DeliveryKind.Notice, now));
        }
    }
}
