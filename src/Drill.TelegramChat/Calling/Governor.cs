namespace Drill.TelegramChat.Calling;

/// <summary>How fast may be sent; 0 for no limit. The defaults are what Telegram's FAQ names: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this</summary>
/// <param name="PerSecond">Messages a second in all.</param>
/// <param name="PerSecondInChat">Messages a second to one chat.</param>
/// <param name="PerMinuteInGroup">Messages in any minute to one group.</param>
internal sealed record SendRates(double PerSecond = 30, double PerSecondInChat = 1, int PerMinuteInGroup = 20);

/// <summary>
/// When the next message may go: in all and to a chat evenly with a small burst and never more than so many in any second, to a group never more than so many in any minute, and not at all where
/// Telegram asked for patience. Pure: time is an argument, which must not run backwards. Not safe to use concurrently.
/// </summary>
internal sealed class Governor(SendRates rates)
{
    /// <summary>How many may go at once after a pause: an answer in several parts should not drip.</summary>
    public const int ChatBurst = 3, Burst = 5;

    private const int TooManyChats = 20_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // A message may be a little faster on its way than the one before it.
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(1_004);

    private readonly Dictionary<long, ChatState> chats = [];
    private readonly Pacer all = new(rates.PerSecond, Burst);
    private readonly Window second = new(rates.PerSecond > Burst ? (int)rates.PerSecond : 0, Second);
    private TimeSpan allBlockedUntil;
    private TimeSpan floodUntil;
    private long floodChat;

    /// <summary>Takes the right to send a message now, or says how long to wait at least before it is worth asking again.</summary>
    public TimeSpan TryTake(long chat, bool isGroup, TimeSpan now)
    {
        var state = StateOf(chat, now);
        var wait = Longest(allBlockedUntil - now, state.BlockedUntil - now, all.Wait(now), second.Wait(now), state.Pacer.Wait(now), isGroup ? state.Minute.Wait(now) : TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        all.Take(now);
        second.Take(now);
        state.Pacer.Take(now);
        if (isGroup)
        {
            state.Minute.Take(now);
        }

        return TimeSpan.Zero;
    }

    /// <summary>
    /// Telegram asked for patience and does not say whether for one chat or for all. It is taken to be for the chat, until a second chat is told the same
    /// in that time.
    /// </summary>
    public void Block(long chat, TimeSpan patience, TimeSpan now)
    {
        var state = StateOf(chat, now);
        var until = now + patience;
        state.BlockedUntil = until > state.BlockedUntil ? until : state.BlockedUntil;
        if (now < floodUntil && chat != floodChat)
        {
            allBlockedUntil = until > allBlockedUntil ? until : allBlockedUntil;
        }

        (floodChat, floodUntil) = (chat, until > floodUntil ? until : floodUntil);
    }

    private ChatState StateOf(long chat, TimeSpan now)
    {
        if (chats.TryGetValue(chat, out var state))
        {
            return state;
        }

        if (chats.Count >= TooManyChats)
        {
            foreach (var idle in chats.Where(c => c.Value.IsIdle(now)).Select(c => c.Key).ToList())
            {
                chats.Remove(idle);
            }
        }

        return chats[chat] = new ChatState(rates);
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        var longest = TimeSpan.Zero;
        foreach (var wait in waits)
        {
            longest = wait > longest ? wait : longest;
        }

        return longest;
    }

    private sealed class ChatState(SendRates rates)
    {
        public Pacer Pacer { get; } = new(rates.PerSecondInChat, ChatBurst);

        public Window Minute { get; } = new(rates.PerMinuteInGroup, Governor.Minute);

        public TimeSpan BlockedUntil { get; set; }

        public bool IsIdle(TimeSpan now) => BlockedUntil <= now && Pacer.IsFull(now) && Minute.IsEmpty(now);
    }

    /// <summary>Never more than so many in any stretch of so long; 0 for no limit.</summary>
    private sealed class Window(int most, TimeSpan length)
    {
        private readonly Queue<TimeSpan> taken = new(0);

        public TimeSpan Wait(TimeSpan now)
        {
            Forget(now);
            return most == 0 || taken.Count < most ? TimeSpan.Zero : taken.Peek() + length - now;
        }

        public void Take(TimeSpan now)
        {
            if (most > 0)
            {
                taken.Enqueue(now);
            }
        }

        public bool IsEmpty(TimeSpan now)
        {
            Forget(now);
            return taken.Count == 0;
        }

        private void Forget(TimeSpan now)
        {
            while (taken.TryPeek(out var first) && first + length <= now)
            {
                taken.Dequeue();
            }
        }
    }

    /// <summary>The generic cell rate algorithm: one at every interval, and so many ahead of time.</summary>
    private sealed class Pacer(double perSecond, int burst)
    {
        private readonly TimeSpan interval = perSecond > 0 ? TimeSpan.FromSeconds(1 / perSecond) : TimeSpan.Zero;
        private TimeSpan next;

        public TimeSpan Wait(TimeSpan now) => next - ((burst - 1) * interval) - now;

        public void Take(TimeSpan now) => next = (next > now ? next : now) + interval;

        public bool IsFull(TimeSpan now) => next <= now;
    }
}
