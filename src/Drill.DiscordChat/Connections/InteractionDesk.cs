using Drill.DiscordChat.Rest;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Connections;

/// <summary>
/// Lets interactions begin in the order in which they came, never more at once than may be, and lets a bounded number wait. What could not begin in time is dropped: its token is
/// dead, and work for dead tokens keeps the living waiting until theirs are dead too. Nobody is held up by it, so that whoever reads from Discord goes on reading.
/// </summary>
internal sealed partial class InteractionDesk(InteractionLimits limits, TimeProvider time, ILogger logger)
{
    /// <summary>How long an interaction may wait before it begins: a first response needs a moment too.</summary>
    public static readonly TimeSpan Patience = DiscordLimits.FirstResponse - TimeSpan.FromMilliseconds(500);

    /// <summary>How often dropped ones are told of in the log.</summary>
    public static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Queue<Waiter> waiting = new();
    private readonly Lateness lateness = new(time);
    private int unanswered;
    private int open;
    private long? busyAt;
    private long dropped;
    private long told;
    private string lastDropped = "";
    private ITimer? telling;

    /// <summary>Interactions that have begun and whose first response is not through.</summary>
    public int Unanswered
    {
        get
        {
            lock (gate)
            {
                return unanswered;
            }
        }
    }

    /// <summary>Interactions that were dropped.</summary>
    public long Dropped
    {
        get
        {
            lock (gate)
            {
                return dropped;
            }
        }
    }

    private bool IsFull => unanswered >= limits.Unanswered || open >= limits.Open;

    // What an id tells is believed only while there was much to do lately: else what is perhaps in vain costs nobody anything, and a clock that was set must not silence the bot.
    private bool WasBusyLately => busyAt is { } at && time.GetElapsedTime(at) < Busy;

    /// <summary>Takes an interaction and returns at once.</summary>
    /// <param name="received">What came, just now.</param>
    /// <param name="handle">Handles it, if it may begin in time; throws nothing.</param>
    /// <param name="drop">Is called instead when it may not; must be quick.</param>
    public void Take(DiscordEvent.InteractionReceived received, Func<DiscordEvent.InteractionReceived, Task> handle, Action drop)
    {
        lock (gate)
        {
            waiting.Enqueue(new Waiter(received, handle, drop, time.GetTimestamp(), lateness.Of(received.Interaction.Id)));
            Pump();
        }
    }

    private void Pump()
    {
        while (waiting.TryPeek(out var first))
        {
            var waited = time.GetElapsedTime(first.Since);
            if (waited >= Patience || (waited + first.Late >= Patience && WasBusyLately))
            {
                Drop(waiting.Dequeue());
            }
            else if (!IsFull)
            {
                waiting.Dequeue();
                unanswered++;
                open++;
                busyAt = unanswered >= limits.Many || IsFull ? time.GetTimestamp() : busyAt;
                _ = Task.Run(() => HandleAsync(first));
            }
            else if (waiting.Count > limits.Waiting)
            {
                // Whoever has waited longest has the least time left.
                Drop(waiting.Dequeue());
            }
            else
            {
                return;
            }
        }
    }

    private async Task HandleAsync(Waiter begun)
    {
        var isAnswered = false;
        try
        {
            await begun.Handle(begun.Received with { RespondAsync = RespondAsync });
        }
        finally
        {
            lock (gate)
            {
                open--;
                Answer();
            }
        }

        async Task<RestOutcome<Nothing>> RespondAsync(Wire.InteractionResponse response, IReadOnlyList<RestFile> files, CancellationToken cancellationToken)
        {
            try
            {
                return await begun.Received.RespondAsync(response, files, cancellationToken);
            }
            finally
            {
                lock (gate)
                {
                    Answer();
                }
            }
        }

        void Answer()
        {
            unanswered -= isAnswered ? 0 : 1;
            isAnswered = true;
            Pump();
        }
    }

    private void Drop(Waiter late)
    {
        dropped++;
        lastDropped = late.Received.Interaction.Id;
        telling ??= time.CreateTimer(_ => Tell(), null, BetweenWords, Timeout.InfiniteTimeSpan);
        late.Drop();
    }

    /// <summary>One line for all that were dropped since the line before.</summary>
    private void Tell()
    {
        long count;
        string last;
        lock (gate)
        {
            (count, last, told) = (dropped - told, lastDropped, dropped);
            telling?.Dispose();
            telling = null;
        }

        Log.Dropped(logger, count, last);
    }

    private readonly record struct Waiter(DiscordEvent.InteractionReceived Received, Func<DiscordEvent.InteractionReceived, Task> Handle, Action Drop, long Since, TimeSpan Late);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "More interactions came from Discord than could be begun in time: {Count} were dropped, the last was {Interaction}")]
        public static partial void Dropped(ILogger logger, long count, string interaction);
    }
}

/// <summary>How many interactions there may be at once.</summary>
/// <param name="Unanswered">Begun and without their first response.</param>
/// <param name="Open">Begun and not at their end: also those that were acknowledged and wait for the engine, which have a quarter of an hour.</param>
/// <param name="Waiting">Not begun. More than one core acknowledges in the time they may wait would be dropped anyway.</param>
internal sealed record InteractionLimits(int Unanswered, int Open, int Waiting)
{
    /// <summary>Measured: docs/performance.md.</summary>
    public static InteractionLimits Usual { get; } = new(512, 4_096, 4_096);

    /// <summary>So many unanswered at once are there when much comes, and hardly ever else.</summary>
    public int Many => Math.Max(1, Unanswered / 16);
}
