namespace Drill.Data;

/// <summary>
/// Whose turn it is to write, where a database lets one write at a time. SQLite itself keeps no queue: whoever finds it locked tries again, at first after a millisecond and in the end every tenth
/// of a second, and loses against whoever comes back at once, so that during a fan-out a press waited for half a second. Here people go before what is scheduled. It is only an order: the lock of the
/// database decides, also between processes, and whoever does not ask here does no harm but waits longer.
/// </summary>
/// <param name="patience">How long anybody waits for a turn before going ahead without one; as long as SQLite tries, unless said otherwise.</param>
internal sealed class WriteTurns(TimeSpan? patience = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After so many people one that is scheduled has its turn, so that it comes about at all.</summary>
    private const int PeopleInARow = 8;

    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource> people = new();
    private readonly LinkedList<TaskCompletionSource> scheduled = new();
    private bool isTaken;
    private int inARow;
    private long over;

    /// <summary>How many turns are over: as long as it stays the same, nobody has finished writing.</summary>
    public long Over => Volatile.Read(ref over);

    /// <summary>Waits for a turn, which lasts until it is disposed of.</summary>
    /// <param name="isUrgent">Whether a person waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<Turn> TakeAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> mine;
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isTaken)
            {
                isTaken = true;
                return new Turn(this);
            }

            mine = (isUrgent ? people : scheduled).AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience ?? Patience);
        await using var registration = limit.Token.UnsafeRegister(_ => Leave(mine, limit.Token), null);
        try
        {
            await mine.Value.Task;
            return new Turn(this);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Turn(null);
        }
    }

    private void Leave(LinkedListNode<TaskCompletionSource> waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Otherwise the turn has come, and whoever waited for it has it.
            if (waiter.List is { } list)
            {
                list.Remove(waiter);
                waiter.Value.SetCanceled(cancellationToken);
            }
        }
    }

    private void Next()
    {
        lock (gate)
        {
            over++;
            var isForPeople = people.Count > 0 && (scheduled.Count == 0 || inARow < PeopleInARow);
            inARow = isForPeople ? inARow + 1 : 0;
            var queue = isForPeople ? people : scheduled;
            if (queue.First is { } next)
            {
                queue.RemoveFirst();
                next.Value.SetResult();
            }
            else
            {
                isTaken = false;
            }
        }
    }

    /// <summary>A turn, or the end of the patience for one. To dispose of it again does nothing.</summary>
    public sealed class Turn(WriteTurns? turns) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
            {
                turns?.Next();
            }
        }
    }
}
