using Telegram.Bot.Types;

namespace Drill.TelegramChat.Receiving;

/// <summary>
/// What long polling has been told and not yet confirmed. Telegram tells everything again from the first update that is not finished, so nothing is lost by a crash, and one that
/// takes long keeps nobody else waiting: the others that were told with it are known when they come again. Not safe to use concurrently.
/// </summary>
internal sealed class UpdateWindow
{
    private readonly SortedDictionary<int, Task> underWay = [];
    private readonly HashSet<int> finished = [];
    private int next;

    /// <summary>From where to ask: all before it is finished, and is confirmed by asking.</summary>
    public int Offset
    {
        get
        {
            Sweep();
            return underWay.Count > 0 ? underWay.First().Key : next;
        }
    }

    /// <summary>Whether anything is not finished.</summary>
    public bool IsWaiting
    {
        get
        {
            Sweep();
            return underWay.Count > 0;
        }
    }

    /// <summary>Ends when one of those that are under way has.</summary>
    public Task AnyAsync() => underWay.Values.Where(t => !t.IsCompleted).ToList() is { Count: > 0 } open ? Task.WhenAny(open) : Task.CompletedTask;

    /// <summary>Ends when all have that are under way; never throws.</summary>
    public Task AllAsync() => Task.WhenAll(underWay.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Begins with those of a batch that are new; the tasks end when an update need not be told again.</summary>
    public IReadOnlyList<Task> Begin(IEnumerable<Update> batch, Func<Update, Task> handle)
    {
        var begun = new List<Task>();
        foreach (var update in batch)
        {
            // One that failed is begun again.
            if (finished.Contains(update.Id) || (underWay.TryGetValue(update.Id, out var known) && !known.IsFaulted && !known.IsCanceled))
            {
                continue;
            }

            var task = handle(update);
            underWay[update.Id] = task;
            begun.Add(task);
            next = Math.Max(next, update.Id + 1);
        }

        return begun;
    }

    // Those that failed or were cancelled are told again.
    private void Sweep()
    {
        foreach (var id in underWay.Where(u => u.Value.IsCompletedSuccessfully).Select(u => u.Key).ToList())
        {
            underWay.Remove(id);
            finished.Add(id);
        }

        if (underWay.Count == 0)
        {
            finished.Clear();
            return;
        }

        var first = underWay.First().Key;
        finished.RemoveWhere(id => id < first);
    }
}
