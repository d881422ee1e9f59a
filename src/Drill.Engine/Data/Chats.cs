using System.Globalization;
using Drill.Conversation;
using Drill.Phrasing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Data;

/// <summary>Finds the row of a chat, and makes it when somebody speaks there for the first time.</summary>
internal static class Chats
{
    private const string DefaultReveal = "12h";
    private const int DefaultSlot = 9 * 60;

    /// <summary>The row of a chat, and whether the bot is new there or was let in again.</summary>
    public static async Task<(ChatRow Chat, bool WasNew)> GetAsync(DrillDb db, ChatAddress address, string? language, ChatDefaults defaults, Instant now, CancellationToken cancellationToken)
    {
        var (platform, key, thread) = (address.Platform, address.Chat, address.Thread ?? string.Empty);
        var chat = await db.Chats.FirstOrDefaultAsync(c => c.Platform == platform && c.Key == key && c.Thread == thread, cancellationToken);
        if (chat is { PausedReason: null })
        {
            return (chat, false);
        }

        if (chat is null)
        {
            chat = new ChatRow
            {
                Platform = platform,
                Key = key,
                Thread = thread,
                IsPrivate = address.IsPrivate,
                Language = Languages.Choose(language, defaults.Language),
                Zone = defaults.Zone,
                Form = "mixed",
                CreatedAt = now.ToStored(),
                DailySlots = DefaultSlot.ToString(CultureInfo.InvariantCulture),
                DailyWeekdays = 0b111_1111,
                DailyTopics = string.Empty,
                DailyLevels = string.Empty,
                DailyReveal = DefaultReveal,
            };
            db.Chats.Add(chat);
        }

        // Somebody spoke to us there, so the platform lets us in again.
        chat.PausedReason = null;
        await db.SaveChangesAsync(cancellationToken);
        return (chat, true);
    }

    /// <summary>The address behind a row.</summary>
    public static ChatAddress AddressOf(ChatRow chat) => new(chat.Platform, chat.Key, chat.Thread.Length == 0 ? null : chat.Thread, chat.IsPrivate);
}
