using System.Diagnostics;
using System.Globalization;

namespace Drill.Bench.Load;

/// <summary>
/// Holds processes to one core each, so that a rate is a rate on one core and whoever measures takes nothing from whom it measures. Needs <c>taskset</c>; without it, or on one core,
/// processes run where the system puts them, and the output says so.
/// </summary>
internal static class Pinned
{
    public const int MeasurerCore = 0, BotCore = 1;

    private const string Mark = "DRILL_BENCH_PINNED";

    public static bool IsPossible { get; } = OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 | IsPinned && File.Exists("/usr/bin/taskset");

    private static bool IsPinned => Environment.GetEnvironmentVariable(Mark) is not null;

    /// <summary>Runs this very program again on its own core; null when it is there already, or must do without.</summary>
    public static async Task<int?> RunAgainAsync(IEnumerable<string> arguments)
    {
        if (!IsPossible || IsPinned)
        {
            return null;
        }

        var start = On(MeasurerCore, Environment.ProcessPath!, [.. Itself(), .. arguments]);
        start.Environment[Mark] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>How to start a program on a core.</summary>
    public static ProcessStartInfo On(int core, string program, IEnumerable<string> arguments) => IsPossible
        ? new ProcessStartInfo("/usr/bin/taskset", ["-c", core.ToString(CultureInfo.InvariantCulture), program, .. arguments])
        : new ProcessStartInfo(program, arguments);

    /// <summary>What comes before the arguments to start this program again: started as "dotnet Drill.Bench.dll" the process is dotnet, and the program its first argument.</summary>
    public static IEnumerable<string> Itself() =>
        string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0]] : [];
}
