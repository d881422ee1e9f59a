using System.Diagnostics;
using System.Globalization;

namespace Drill.Bench;

/// <summary>Measures a piece of work that does the same thing many times.</summary>
internal static class Measurement
{
    /// <summary>Does the work and prints its rate, and processor time and allocated bytes for each of <paramref name="count"/>.</summary>
    public static async Task RunAsync(string what, int count, Func<Task<int>> work)
    {
        var process = Process.GetCurrentProcess();
        var (time, cpu, bytes) = (TimeProvider.System.GetTimestamp(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var done = await work();
        process.Refresh();
        var elapsed = TimeProvider.System.GetElapsedTime(time);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} of {count} {what}: {done / elapsed.TotalSeconds:F0}/s, {(process.TotalProcessorTime - cpu).TotalMicroseconds / count:F0} µs of processor and {(GC.GetTotalAllocatedBytes() - bytes) / count} bytes each, {process.WorkingSet64 / 1024 / 1024} MB resident"));
    }
}
