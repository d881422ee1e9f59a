

namespace Drill.Fakes.Telegram;

/// <summary>Flood control by sliding windows: in all, and for each chat.</summary>
/// <param name="PerSecond">Messages in any second, in all.</param>
/// <param name="PerGroupMinute">Messages in any minute to one group.</param>
public sealed class FloodLimits(int PerSecond, int PerGroupMinute)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> all = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> groups = new(StringComparer.Ordinal);

    /// <summary>How many calls were turned away.</summary>
    public int TurnedAway { get; private set; }

    internal int? Take(string chat, DateTimeOffset now)
    {
        lock (gate)
        {
            var group = chat.StartsWith('-') ? groups.TryGetValue(chat, out var known) ? known : groups[chat] = new Queue<DateTimeOffset>() : null;
            Forget(all, now - TimeSpan.FromSeconds(1));
            if (group is not null)
            {
                Forget(group, now - TimeSpan.FromMinutes(1));
            }

            if (all.Count >= PerSecond || group?.Count >= PerGroupMinute)
            {
                TurnedAway++;
                return all.Count >= PerSecond ? 1 : (int)Math.Ceiling((group!.Peek() + TimeSpan.FromMinutes(1) - now).TotalSeconds);
            }

            all.Enqueue(now);
            group?.Enqueue(now);
            return null;
        }
    }

    private static void Forget(Queue<DateTimeOffset> queue, DateTimeOffset before)
    {
        while (queue.TryPeek(out var first) && first <= before)
        {
            queue.Dequeue();
        }
    }
}
