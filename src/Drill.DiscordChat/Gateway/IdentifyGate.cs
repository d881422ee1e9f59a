namespace Drill.DiscordChat.Gateway;

/// <summary>
/// Lets as many shards identify at once as Discord allows, each lane once in five seconds.
/// https://docs.discord.com/developers/events/gateway#rate-limiting-identify
/// </summary>
internal sealed class IdentifyGate(int maxConcurrency, TimeProvider time)
{
    // A little more than five: what is sent in time may arrive early.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5.25);

    private readonly (SemaphoreSlim Turn, Lane State)[] lanes = [.. Enumerable.Range(0, Math.Max(1, maxConcurrency)).Select(_ => (new SemaphoreSlim(1), new Lane()))];

    /// <summary>Waits until a shard may identify.</summary>
    public async Task WaitAsync(int shard, CancellationToken cancellationToken)
    {
        var (turn, lane) = lanes[shard % lanes.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (lane.FreeAt - time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            lane.FreeAt = time.GetUtcNow() + Between;
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed class Lane
    {
        public DateTimeOffset FreeAt { get; set; }
    }
}
