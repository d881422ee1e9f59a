using System.Collections.Concurrent;

namespace Drill.TelegramChat.Replying;

/// <summary>What happened not long ago, in memory only. When it is too much, all of it is forgotten. Safe to use concurrently.</summary>
internal sealed class Recent<T>(TimeSpan kept, TimeProvider time)
    where T : notnull
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<T, DateTimeOffset> ends = [];

    public bool Contains(T key) => ends.TryGetValue(key, out var end) && time.GetUtcNow() < end;

    public void Add(T key)
    {
        if (ends.Count >= Most)
        {
            ends.Clear();
        }

        ends[key] = time.GetUtcNow() + kept;
    }
}
