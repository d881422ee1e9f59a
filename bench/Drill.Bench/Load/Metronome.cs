namespace Drill.Bench.Load;

/// <summary>Does something at a steady rate, whether or not the one that is measured keeps up: whoever waits for answers before asking again measures too well.</summary>
internal static class Metronome
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);

    /// <summary>Beats at a rate, in the order of the numbers, each as soon after its time as the system's timer allows.</summary>
    public static async Task RunAsync(double perSecond, int count, Action<int> beat, CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(Beat, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        for (var done = 0; done < count;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var due = Math.Min(count, (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * perSecond) + 1);
            while (done < due)
            {
                beat(done++);
            }
        }
    }
}
