using Drill.Data;
using Drill.Delivery;
using Drill.Phrasing;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Conversation;

/// <summary>What becomes of a chat's rows when something happens to the chat.</summary>
internal static class ChatChanges
{
    public static async Task<IReadOnlyList<Reply>> JoinedAsync(DrillDb db, ChatChange.Joined joined, ChatDefaults defaults, Instant now, CancellationToken cancellationToken)
    {
        var (chat, wasNew) = await Chats.GetAsync(db, joined.Chat, joined.Language, defaults, now, cancellationToken);

        // Whoever left a server left all its channels, and comes back to all of them.
        var (platform, key) = (joined.Chat.Platform, joined.Chat.Chat);
        await db.Chats.Where(c => c.Platform == platform && c.Key == key && c.PausedReason != null).ExecuteUpdateAsync(s => s.SetProperty(c => c.PausedReason, (string?)null), cancellationToken);
        return wasNew ? [new MessageReply(ReplyTarget.Chat, new ChatMessage(Body.Plain(PhraseBook.For(chat.Language).Welcome)))] : [];
    }

    /// <summary>Pauses the chat, gives up what was to be said there, and tells whoever switched a daily on. A daily that has posted nothing yet has no row that the word could hang on.</summary>
    public static async Task LeftAsync(DrillDb db, ChatChange.Left left, IChatPlatform? chatPlatform, Instant now, CancellationToken cancellationToken)
    {
        var (platform, key, thread) = (left.Chat.Platform, left.Chat.Chat, left.Chat.Thread);
        await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, cancellationToken);
        var chats = db.Chats.Where(c => c.Platform == platform && c.Key == key && (thread == null || c.Thread == thread));
        var stopped = await chats.AsNoTracking().Where(c => c.PausedReason == null && c.DailyIsOn && c.DailyUser != null)
            .Select(c => new { Chat = c, LastPost = db.Posts.Where(p => p.ChatId == c.Id).Max(p => (long?)p.Id) }).ToListAsync(cancellationToken);
        await chats.ExecuteUpdateAsync(s => s.SetProperty(c => c.PausedReason, left.Reason), cancellationToken);
        await db.Deliveries.Where(d => d.State == DeliveryState.Pending && chats.Any(c => c.Id == d.ChatId))
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Refused).SetProperty(d => d.Reason, left.Reason), cancellationToken);
        foreach (var one in stopped)
        {
            if (chatPlatform is not null && one.LastPost is { } post)
            {
                await Notices.AddAsync(db, chatPlatform, one.Chat, post, now, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.Rows.Clear();
    }

    /// <summary>Lets the daily of a thread go on that is open again; one in which nobody has spoken with the bot stays unknown to it.</summary>
    public static async Task ReopenedAsync(DrillDb db, ChatChange.Reopened reopened, CancellationToken cancellationToken)
    {
        var (platform, key, thread) = (reopened.Chat.Platform, reopened.Chat.Chat, reopened.Chat.Thread ?? string.Empty);
        await db.Chats.Where(c => c.Platform == platform && c.Key == key && c.Thread == thread && c.PausedReason != null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.PausedReason, (string?)null), cancellationToken);
    }

    /// <summary>
    /// Gives the rows of a chat its new id. Somebody may have spoken under the new id before the platform told us: then the older row, which has the settings and the history,
    /// stays, and what the newer one has gathered is added to it.
    /// </summary>
    public static async Task MovedAsync(DrillDb db, ChatAddress from, ChatAddress to, CancellationToken cancellationToken)
    {
        if (string.Equals(from.Chat, to.Chat, StringComparison.Ordinal))
        {
            return;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, System.Data.IsolationLevel.Serializable, cancellationToken);
        var olds = await db.Chats.Where(c => c.Platform == from.Platform && c.Key == from.Chat).ToListAsync(cancellationToken);
        foreach (var old in olds)
        {
            if (await db.Chats.FirstOrDefaultAsync(c => c.Platform == to.Platform && c.Key == to.Chat && c.Thread == old.Thread, cancellationToken) is { } young)
            {
                await MergeAsync(db, young.Id, old.Id, cancellationToken);
                db.Chats.Remove(young);
                await db.SaveChangesAsync(cancellationToken);
            }

            (old.Key, old.PausedReason) = (to.Chat, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.Rows.Clear();
    }

    private static async Task MergeAsync(DrillDb db, long young, long old, CancellationToken cancellationToken)
    {
        // A daily that both have for one date and slot stays the older row's; the other becomes a post that somebody asked for.
        await db.Posts.Where(p => p.ChatId == young && db.Posts.Any(o => o.ChatId == old && o.LocalDate == p.LocalDate && o.Slot == p.Slot))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Slot, (int?)null), cancellationToken);
        await db.Posts.Where(p => p.ChatId == young).ExecuteUpdateAsync(s => s.SetProperty(p => p.ChatId, old), cancellationToken);
        await db.Attempts.Where(a => a.ChatId == young).ExecuteUpdateAsync(s => s.SetProperty(a => a.ChatId, old), cancellationToken);
        await db.Deliveries.Where(d => d.ChatId == young).ExecuteUpdateAsync(s => s.SetProperty(d => d.ChatId, old), cancellationToken);
        await db.HiddenPersons.Where(h => h.ChatId == young && !db.HiddenPersons.Any(o => o.ChatId == old && o.PersonId == h.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.ChatId, old), cancellationToken);
        await db.HiddenPersons.Where(h => h.ChatId == young).ExecuteDeleteAsync(cancellationToken);

        // The limit for a day holds over both halves of it.
        var persons = await db.StandingTotals.Where(t => t.ChatId == young).Select(t => t.PersonId).ToListAsync(cancellationToken);
        await db.StandingTotals.Where(t => t.ChatId == young).ExecuteDeleteAsync(cancellationToken);
        await Rebuild.PersonsAsync(db, old, persons, cancellationToken);
    }
}
