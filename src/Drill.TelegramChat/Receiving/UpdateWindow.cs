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
    /// <param name="batch">What was told.</param>
    /// <param name="asked">The offset with which it was asked for.</param>
    /// <param name="handle">Begins with one.</param>
    public IReadOnlyList<Task> Begin(IReadOnlyCollection<Update> batch, int asked, Func<Update, Task> handle)
    {
        if (batch.Count > 0 && batch.Max(u => u.Id) < asked)
        {
            // After a week without updates Telegram goes on with some other number, takes no notice of an offset far beyond it, and would tell the same for ever.
            // https://core.telegram.org/bots/api#update
            underWay.Clear();
            finished.Clear();
            next = 0;
        }

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
