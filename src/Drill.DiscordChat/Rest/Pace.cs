namespace Drill.DiscordChat.Rest;

/// <summary>
/// The bot's own limit over all routes. Whatever the network does in between, Discord never sees more than allowed in any second: a place is free again a second after the
/// answer to the request that had it, less the time that every request and answer together are surely under way. Whoever somebody waits for goes first.
/// </summary>
internal sealed class Pace
{
    // One of the two ways may be quicker the next time than ever before, and the other slower: less of the shortest way than this is not believed. It costs 0.8 % of the rate.
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Memory = TimeSpan.FromMinutes(1);

    // A request that has had no answer for so long has arrived, or never will.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly DateTimeOffset[] freeAt;
    private readonly DateTimeOffset[] takenAt;
    private readonly LinkedList<TaskCompletionSource<int>> urgent = new();
    private readonly LinkedList<TaskCompletionSource<int>> scheduled = new();
    private DateTimeOffset heldUntil;
    private DateTimeOffset shortestSince;
    private TimeSpan shortest = TimeSpan.MaxValue;
    private TimeSpan shortestBefore = TimeSpan.MaxValue;
    private ITimer? timer;

    public Pace(int perSecond, TimeProvider time)
    {
        this.time = time;
        freeAt = new DateTimeOffset[perSecond];
        takenAt = new DateTimeOffset[perSecond];
    }

    /// <summary>How long everything is held back, or null.</summary>
    public TimeSpan? Held
    {
        get
        {
            lock (gate)
            {
                return heldUntil - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : null;
            }
        }
    }

    /// <summary>Waits for a place, which must be given back with <see cref="Leave"/> when the answer has come, or none will.</summary>
    public async Task<int> EnterAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource<int>> node;
        lock (gate)
        {
            node = (isUrgent ? urgent : scheduled).AddLast(turn);
            Pump();
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => Cancel(node, cancellationToken), null);
        return await turn.Task;
    }

    /// <summary>The request that had a place has ended.</summary>
    public void Leave(int place, bool isAnswered)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            freeAt[place] = now + Second;
            if (isAnswered)
            {
                freeAt[place] -= SurelyUnderWay(now, now - takenAt[place]);
            }

            Pump();
        }
    }

    /// <summary>Nearly the shortest time lately between a request and its answer.</summary>
    private TimeSpan SurelyUnderWay(DateTimeOffset now, TimeSpan took)
    {
        if (now - shortestSince > Memory)
        {
            (shortestSince, shortestBefore, shortest) = (now, now - shortestSince > 2 * Memory ? TimeSpan.MaxValue : shortest, TimeSpan.MaxValue);
        }

        shortest = took < shortest ? took : shortest;
        var least = new[] { shortest, shortestBefore, Moment }.Min();
        return least > Jitter ? least - Jitter : TimeSpan.Zero;
    }

    /// <summary>Stops everything for a while.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + wait;
            heldUntil = until > heldUntil ? until : heldUntil;
            Pump();
        }
    }

    private void Cancel(LinkedListNode<TaskCompletionSource<int>> node, CancellationToken token)
    {
        lock (gate)
        {
            if (node.List is { } list)
            {
                list.Remove(node);
                node.Value.TrySetCanceled(token);
            }
        }
    }

    private void Pump()
    {
        var now = time.GetUtcNow();
        while ((urgent.First ?? scheduled.First) is { } first)
        {
            var place = 0;
            for (var i = 1; i < freeAt.Length; i++)
            {
                place = freeAt[i] < freeAt[place] ? i : place;
            }

            var at = freeAt[place] > heldUntil ? freeAt[place] : heldUntil;
            if (at > now)
            {
                timer?.Dispose();
                timer = time.CreateTimer(_ => Wake(), null, at - now, Timeout.InfiniteTimeSpan);
                return;
            }

            first.List!.Remove(first);
            (takenAt[place], freeAt[place]) = (now, now + Longest);
            first.Value.TrySetResult(place);
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Pump();
        }
    }
}
