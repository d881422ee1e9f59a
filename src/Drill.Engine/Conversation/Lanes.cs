namespace Drill.Conversation;

/// <summary>Runs work of one lane in order, of different lanes at once: what happens in a chat is handled in the order in which it happened, and no chat waits for another. Safe to use concurrently.</summary>
public sealed class Lanes
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Lane> lanes = [];

    /// <summary>Runs some work after all earlier work of its lane, whatever became of that; the task ends with the work and tells its exception. It begins on another thread.</summary>
    public Task RunAsync(long key, Func<Task> work)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(key, out var lane))
            {
                lanes[key] = lane = new Lane();
            }

            lane.Waiting++;
            return lane.Tail = AfterAsync(key, lane, lane.Tail, work);
        }
    }

    private async Task AfterAsync(long key, Lane lane, Task before, Func<Task> work)
    {
        // Leaves the lock, and keeps going whatever became of the work before.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await work();
        }
        finally
        {
            lock (gate)
            {
                if (--lane.Waiting == 0)
                {
                    lanes.Remove(key);
                }
            }
        }
    }

    private sealed class Lane
    {
        public Task Tail { get; set; } = Task.CompletedTask;

        public int Waiting { get; set; }
    }
}
