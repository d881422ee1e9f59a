using System.Collections.Concurrent;

namespace Drill.DiscordChat.Rest;

/// <summary>
/// All of Discord's limits as far as they are known: which routes share a bucket is learned from answers; each bucket is kept apart by channel, guild
/// or webhook. Buckets nobody uses are forgotten.
/// </summary>
internal sealed class Limits(TimeProvider time)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Hash, string Major), Bucket> buckets = new();
    private readonly Lock gate = new();
    private DateTimeOffset sweptAt = time.GetUtcNow();

    /// <summary>How many buckets are remembered.</summary>
    public int Count => buckets.Count;

    /// <summary>The bucket that a route's next request belongs to.</summary>
    public Bucket Of(string route, string major)
    {
        Sweep();
        return buckets.GetOrAdd((hashes.GetValueOrDefault(route, route), major), _ => new Bucket(time));
    }

    /// <summary>Notes which bucket a route belongs to. Requests that are waiting in the old one go on there.</summary>
    public void Learn(string route, string hash) => hashes[route] = hash;

    private void Sweep()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (now - sweptAt < Between)
            {
                return;
            }

            sweptAt = now;
        }

        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsIdle(Idle))
            {
                buckets.TryRemove(new KeyValuePair<(string, string), Bucket>(key, bucket));
            }
        }
    }
}

/// <summary>
/// Counts the answers that Discord counts as invalid, and stops everything long before it bans the address.
/// https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
/// </summary>
internal sealed class InvalidRequests(TimeProvider time)
{
    public const int Most = DiscordLimits.InvalidRequests / 2;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private DateTimeOffset windowEnds;
    private int count;

    /// <summary>How many there were in the window that is running.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return time.GetUtcNow() < windowEnds ? count : 0;
            }
        }
    }

    /// <summary>Counts one, and says how long to be silent when there were too many.</summary>
    public TimeSpan? Add()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now >= windowEnds)
            {
                (windowEnds, count) = (now + Window, 0);
            }

            return ++count >= Most ? windowEnds - now : null;
        }
    }
}
