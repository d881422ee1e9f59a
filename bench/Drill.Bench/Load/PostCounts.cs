using System.Collections.Concurrent;

namespace Drill.Bench.Load;

/// <summary>The messages to everybody that a platform was sent.</summary>
internal sealed class PostCounts
{
    private readonly ConcurrentDictionary<long, int> inEach = [];
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>How many places got more than one message.</summary>
    public int Twice => inEach.Count(p => p.Value > 1);

    /// <summary>The timestamps at which they came.</summary>
    public ConcurrentQueue<long> At { get; } = [];

    public void Add(long place, long at)
    {
        inEach.AddOrUpdate(place, 1, (_, before) => before + 1);
        At.Enqueue(at);
        Interlocked.Increment(ref count);
    }

    /// <summary>Forgets what was counted so far.</summary>
    public void Reset()
    {
        inEach.Clear();
        At.Clear();
        count = 0;
    }
}
