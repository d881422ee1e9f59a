using System.Globalization;

namespace Drill.Bench.Load;

/// <summary>What every load does: wait for something to become so, and say what was found.</summary>
internal static class LoadRun
{
    /// <summary>How long to wait for anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Returns once something holds.</summary>
    /// <exception cref="TimeoutException">It does not hold for too long.</exception>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("The bench waits no longer for " + what);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>The share of one core that some processor time is of the time since a timestamp.</summary>
    public static string Share(TimeSpan cpu, long since) => string.Create(CultureInfo.InvariantCulture, $"{100 * cpu / TimeProvider.System.GetElapsedTime(since):F0} %");
}
