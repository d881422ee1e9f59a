using Drill.Conversation;

namespace Drill.TelegramChat.Replying;

/// <summary>
/// What could not be said to somebody who has never opened the private chat: said as soon as they do. A few minutes' help, kept in memory only; every fact in it
/// is in the database.
/// </summary>
internal sealed class Undelivered(TimeProvider time)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private readonly Dictionary<long, (ChatAddress Home, ChatMessage Message, DateTimeOffset At)> messages = [];

    public void Keep(long user, ChatAddress home, ChatMessage message)
    {
        lock (gate)
        {
            if (messages.Count >= MostRemembered)
            {
                messages.Clear();
            }

            messages[user] = (home, message, time.GetUtcNow());
        }
    }

    public (ChatAddress Home, ChatMessage Message)? Take(long user)
    {
        lock (gate)
        {
            return messages.Remove(user, out var kept) && time.GetUtcNow() - kept.At < Kept ? (kept.Home, kept.Message) : null;
        }
    }
}
