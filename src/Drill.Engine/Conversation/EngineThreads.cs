namespace Drill.Conversation;

/// <summary>
/// Threads for work that asks the database: SQLite holds on to the thread that asks it until the disk has answered. Otherwise the pool, on whose threads everybody is answered, would need many, and it wakes
/// most of them for nothing. Work gets the thread that was idle last, so that with a quick disk it is nearly always the same one.
/// </summary>
/// <param name="patience">How long a thread waits for work before it ends; 20 s otherwise.</param>
internal sealed class EngineThreads(TimeSpan? patience = null) : TaskScheduler
{
    /// <summary>So many may wait for the database at once; one of them writes, in any case.</summary>
    private const int Most = 24;

    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(20);

    [ThreadStatic]
    private static EngineThreads? mine;

    private readonly Lock gate = new();
    private readonly List<Worker> idle = [];
    private readonly Queue<Task> waiting = [];
    private int count;

    /// <summary>Those of the process, like the pool.</summary>
    public static EngineThreads Shared { get; } = new();

    public override int MaximumConcurrencyLevel => Most;

    /// <summary>How many threads there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    /// <summary>How many of them have work.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
            {
                return count - idle.Count;
            }
        }
    }

    /// <summary>Begins work on one of the threads; what it goes on with after waiting runs on them, too.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        Worker worker;
        lock (gate)
        {
            if (idle is [.., var last])
            {
                idle.RemoveAt(idle.Count - 1);
                last.Next = task;
                last.Bell.Set();
                return;
            }

            if (count == Most)
            {
                waiting.Enqueue(task);
                return;
            }

            count++;
            worker = new Worker { Next = task };
        }

        new Thread(() => Work(worker)) { IsBackground = true, Name = "Engine" }.UnsafeStart();
    }

    // What was queued has its place in the queue.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => mine == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate)
        {
            return [.. waiting];
        }
    }

    private void Work(Worker worker)
    {
        mine = this;
        do
        {
            TryExecuteTask(worker.Next!);
        }
        while (MayGoOn(worker));
        worker.Bell.Dispose();
    }

    /// <summary>Waits for more work; false when none came for long, and then the thread is not counted any more.</summary>
    private bool MayGoOn(Worker worker)
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out worker.Next))
            {
                return true;
            }

            worker.Bell.Reset();
            idle.Add(worker);
        }

        if (worker.Bell.Wait(patience ?? UsualPatience))
        {
            return true;
        }

        lock (gate)
        {
            if (!idle.Remove(worker))
            {
                // Somebody gave it work in the last moment.
                return true;
            }

            count--;
            return false;
        }
    }

    private sealed class Worker
    {
        // Field, because it is filled by reference.
        public Task? Next;

        /// <summary>Does not spin: on one core that keeps those from working who have work.</summary>
        public ManualResetEventSlim Bell { get; } = new(initialState: false, spinCount: 0);
    }
}
