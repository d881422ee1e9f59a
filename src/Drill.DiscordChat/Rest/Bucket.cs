namespace Drill.DiscordChat.Rest;

/// <summary>
/// One of Discord's limits: so many requests in a window that Discord tells with every answer. Until the first answer requests go one by one; when
/// nothing remains they wait for the window's end. A route may be held back alone, by a limit below the bucket's.
/// https://docs.discord.com/developers/topics/rate-limits
/// </summary>
internal sealed class Bucket(TimeProvider time)
{
    // Two answers tell the same end of a window but for the time that they were under way.
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiters = new();
    private readonly Dictionary<string, DateTimeOffset> heldRoutes = new(StringComparer.Ordinal);
    private ITimer? timer;
    private int inFlight;
    private int? limit;
    private int remaining;
    private DateTimeOffset resetsAt = DateTimeOffset.MaxValue;
    private DateTimeOffset heldUntil;
    private DateTimeOffset lastUsed = time.GetUtcNow();

    /// <summary>Whether nobody has used it for a while.</summary>
    public bool IsIdle(TimeSpan after)
    {
        lock (gate)
        {
            return inFlight == 0 && waiters.Count == 0 && heldUntil <= time.GetUtcNow() && time.GetUtcNow() - lastUsed > after;
        }
    }

    /// <summary>Waits for a turn. Whoever gets one must <see cref="Release"/> it.</summary>
    /// <returns>Null with a turn, or how long it would take when that is longer than <paramref name="patience"/>.</returns>
    public async Task<TimeSpan?> EnterAsync(string route, TimeSpan patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (gate)
        {
            lastUsed = time.GetUtcNow();
            if (waiters.Count == 0 && CanGo(route))
            {
                Take();
                return null;
            }

            if (WaitOf(route) is { } wait && wait > patience)
            {
                return wait;
            }

            waiter = new Waiter(route);
            waiters.AddLast(waiter);
            Pump();
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (bucket, waiter) = ((Bucket, Waiter))state!;
                bucket.Cancel(waiter, token);
            },
            (this, waiter));
        await waiter.Turn.Task;
        return null;
    }

    /// <summary>Gives a turn back. What Discord said, when it said something, decides who goes next.</summary>
    public void Release(LimitHeaders? headers = null)
    {
        lock (gate)
        {
            inFlight--;
            var now = time.GetUtcNow();
            lastUsed = now;
            Take(headers);
            if (headers is null && inFlight == 0 && remaining <= 0 && resetsAt == DateTimeOffset.MaxValue)
            {
                // Nobody answered in this window, so nobody will say when it ends: the next goes alone and learns it.
                limit = null;
            }

            Pump();
        }
    }

    /// <summary>What Discord said to a request that entered by another bucket.</summary>
    public void Note(LimitHeaders headers)
    {
        lock (gate)
        {
            Take(headers);
            Pump();
        }
    }

    private void Take(LimitHeaders? headers)
    {
        if (headers is not { } said)
        {
            return;
        }

        var now = time.GetUtcNow();
        var ends = now + said.ResetAfter;

        // Requests under way may not be counted yet.
        var left = Math.Max(0, said.Remaining - inFlight);
        if (said.Limit == limit && (resetsAt == DateTimeOffset.MaxValue || (resetsAt > now && ends - resetsAt < SameWindow)))
        {
            // Answers of one window come in any order, and what an early one says remains has been used by those it knows nothing of.
            remaining = Math.Min(Math.Max(0, remaining), left);
            resetsAt = ends < resetsAt ? ends : resetsAt;
        }
        else
        {
            (limit, remaining, resetsAt) = (said.Limit, left, ends);
        }
    }

    /// <summary>Holds back everything, after a 429 without anything remaining.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            heldUntil = Later(heldUntil, time.GetUtcNow() + wait);
            Pump();
        }
    }

    /// <summary>Holds back one route, after a 429 although something remained.</summary>
    public void HoldRoute(string route, TimeSpan wait)
    {
        lock (gate)
        {
            heldRoutes[route] = Later(heldRoutes.GetValueOrDefault(route), time.GetUtcNow() + wait);
            Pump();
        }
    }

    private void Cancel(Waiter waiter, CancellationToken token)
    {
        lock (gate)
        {
            if (waiters.Remove(waiter))
            {
                waiter.Turn.TrySetCanceled(token);
                Pump();
            }
        }
    }

    private bool CanGo(string route)
    {
        var now = time.GetUtcNow();
        if (heldUntil > now || (heldRoutes.TryGetValue(route, out var held) && held > now))
        {
            return false;
        }

        if (limit is not { } most)
        {
            return inFlight == 0;
        }

        if (resetsAt <= now)
        {
            remaining = Math.Max(0, most - inFlight);
            resetsAt = DateTimeOffset.MaxValue;
        }

        return remaining > 0;
    }

    /// <summary>How long a route surely waits, or null when that is not known.</summary>
    private TimeSpan? WaitOf(string route)
    {
        var now = time.GetUtcNow();
        var until = Later(heldUntil, heldRoutes.GetValueOrDefault(route));
        if (limit is not null && remaining == 0 && resetsAt < DateTimeOffset.MaxValue)
        {
            until = Later(until, resetsAt);
        }

        return until > now ? until - now : null;
    }

    private void Take()
    {
        inFlight++;
        remaining--;
    }

    private void Pump()
    {
        for (var node = waiters.First; node is not null;)
        {
            var next = node.Next;
            if (CanGo(node.Value.Route))
            {
                waiters.Remove(node);
                Take();
                node.Value.Turn.TrySetResult();
            }

            node = next;
        }

        var now = time.GetUtcNow();
        foreach (var route in heldRoutes.Where(r => r.Value <= now).Select(r => r.Key).ToList())
        {
            heldRoutes.Remove(route);
        }

        var wake = waiters.Select(w => WaitOf(w.Route)).Min();
        timer?.Dispose();
        timer = wake is { } wait ? time.CreateTimer(_ => Wake(), null, wait, Timeout.InfiniteTimeSpan) : null;
    }

    private void Wake()
    {
        lock (gate)
        {
            Pump();
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Waiter(string route)
    {
        public string Route { get; } = route;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What Discord says about a limit with every answer.</summary>
internal readonly record struct LimitHeaders(string Bucket, int Limit, int Remaining, TimeSpan ResetAfter);
