namespace Drill.TelegramChat.Calling;

/// <summary>
/// Lets messages through at the governor's pace, whoever answers a person before whoever posts on schedule. Safe to use concurrently.
/// </summary>
internal sealed class SendGate : IDisposable
{
    private readonly Lock gate = new();
    private readonly Governor governor;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly LinkedList<Waiter> urgent = new();
    private readonly LinkedList<Waiter> scheduled = new();
    private readonly ITimer timer;

    public SendGate(SendRates rates, TimeProvider time)
    {
        governor = new Governor(rates);
        this.time = time;
        start = time.GetTimestamp();
        timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>Waits for the right to send one message. Returns null when it was given, else how long it would take at least, which is longer than the caller's patience.</summary>
    public async ValueTask<TimeSpan?> EnterAsync(long chat, bool isGroup, bool isUrgent, TimeSpan patience, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (gate)
        {
            if (urgent.Count == 0 && (isUrgent || scheduled.Count == 0))
            {
                var wait = governor.TryTake(chat, isGroup, Now);
                if (wait <= TimeSpan.Zero)
                {
                    return null;
                }

                if (wait > patience)
                {
                    return wait;
                }
            }

            waiter = new Waiter(chat, isGroup, Now + patience);
            waiter.Node = (isUrgent ? urgent : scheduled).AddLast(waiter);
            PumpLocked();
        }

        using var registration = cancellationToken.Register(() => Leave(waiter, cancellationToken));
        return await waiter.Turn.Task;
    }

    /// <summary>Telegram asked for patience.</summary>
    public void Block(long chat, TimeSpan patience)
    {
        lock (gate)
        {
            governor.Block(chat, patience, Now);
            PumpLocked();
        }
    }

    public void Dispose() => timer.Dispose();

    private void Pump()
    {
        lock (gate)
        {
            PumpLocked();
        }
    }

    private void PumpLocked()
    {
        var now = Now;
        var soonest = Pass(urgent, now, Timeout.InfiniteTimeSpan);
        soonest = Pass(scheduled, now, soonest);
        timer.Change(soonest == Timeout.InfiniteTimeSpan ? soonest : soonest + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Pass(LinkedList<Waiter> waiters, TimeSpan now, TimeSpan soonest)
    {
        for (var node = waiters.First; node is not null;)
        {
            var next = node.Next;
            var wait = governor.TryTake(node.Value.Chat, node.Value.IsGroup, now);
            if (wait <= TimeSpan.Zero)
            {
                waiters.Remove(node);
                node.Value.Turn.TrySetResult(null);
            }
            else if (now + wait > node.Value.Until)
            {
                waiters.Remove(node);
                node.Value.Turn.TrySetResult(wait);
            }
            else if (soonest == Timeout.InfiniteTimeSpan || wait < soonest)
            {
                soonest = wait;
            }

            node = next;
        }

        return soonest;
    }

    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiter.Node?.List is { } list)
            {
                list.Remove(waiter.Node);
                waiter.Turn.TrySetCanceled(cancellationToken);
            }
        }
    }

    private sealed class Waiter(long chat, bool isGroup, TimeSpan until)
    {
        public long Chat { get; } = chat;

        public bool IsGroup { get; } = isGroup;

        public TimeSpan Until { get; } = until;

        public LinkedListNode<Waiter>? Node { get; set; }

        public TaskCompletionSource<TimeSpan?> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
