using System.Globalization;

namespace Drill.Bench.Load;

/// <summary>How long things took.</summary>
internal sealed class Latencies(IEnumerable<TimeSpan> all)
{
    private readonly TimeSpan[] sorted = [.. all.Order()];

    public int Count => sorted.Length;

    public TimeSpan At(double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {At(0.5).TotalMilliseconds:F1} ms, p90 {At(0.9).TotalMilliseconds:F1} ms, p99 {At(0.99).TotalMilliseconds:F1} ms, worst {At(1).TotalMilliseconds:F1} ms of {Count}");
}
