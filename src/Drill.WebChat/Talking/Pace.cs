using System.Collections.Concurrent;

namespace Drill.WebChat.Talking;

/// <summary>How fast one person may act, over all their open pages: a bucket that refills steadily.</summary>
internal sealed class Pace(TimeProvider time, int burst, TimeSpan refill)
{
    private const int PruneAbove = 1_000;

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    public bool MayAct(string user)
    {
        if (buckets.Count > PruneAbove)
        {
            Prune();
        }

        var bucket = buckets.GetOrAdd(user, static (_, full) => new Bucket(full.burst, full.now), (burst, now: time.GetTimestamp()));
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Left = Math.Min(burst, bucket.Left + (time.GetElapsedTime(bucket.At, now) / refill));
            bucket.At = now;
            if (bucket.Left < 1)
            {
                return false;
            }

            bucket.Left--;
            return true;
        }
    }

    // A bucket that had time to fill up again is the same as none.
    private void Prune()
    {
        var now = time.GetTimestamp();
        foreach (var (user, bucket) in buckets)
        {
            if (time.GetElapsedTime(bucket.At, now) > refill * burst)
            {
                buckets.TryRemove(user, out _);
            }
        }
    }

    private sealed class Bucket(double left, long at)
    {
        public double Left { get; set; } = left;

        public long At { get; set; } = at;
    }
}
