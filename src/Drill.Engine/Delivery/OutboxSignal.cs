using System.Collections.Concurrent;

namespace Drill.Delivery;

/// <summary>Wakes the sender of a platform when there is something new, so that nobody waits for its next look.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new(StringComparer.Ordinal);

    public void Wake(string platform)
    {
        var bell = Bell(platform);
        if (bell.CurrentCount == 0)
        {
            bell.Release();
        }
    }

    /// <summary>Returns when there is something new, or after a while.</summary>
    public async Task WaitAsync(string platform, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await Bell(platform).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the while is over.
        }
    }

    private SemaphoreSlim Bell(string platform) => bells.GetOrAdd(platform, _ => new SemaphoreSlim(0));
}
