namespace Drill.Delivery;

/// <summary>
/// Limits how long calls to others may take. It measures by a clock of its own, which nobody sets: where the time of day leaps over hours, because a machine has slept or a test is in a
/// hurry, the calls under way have not become slow by it.
/// </summary>
/// <param name="time">Only its timers are used.</param>
public sealed class CallClock(TimeProvider time)
{
    /// <summary>Something that ends calls, to which a limit of time by this clock may be given later.</summary>
    public CancellationTokenSource NoLimit() => new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Calls with a limit of time; when that is over, nobody knows what became of the call.</summary>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("There was no answer in time.", exception);
        }
    }

    /// <inheritdoc cref="WithinAsync{T}"/>
    public Task WithinAsync(TimeSpan limit, Func<CancellationToken, Task> call, CancellationToken cancellationToken) => WithinAsync(
        limit,
        async token =>
        {
            await call(token);
            return true;
        },
        cancellationToken);
}
