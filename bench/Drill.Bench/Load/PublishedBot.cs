using System.Diagnostics;
using System.Globalization;

namespace Drill.Bench.Load;

/// <summary>The bot as it is published, as a process of its own on its own core.</summary>
internal sealed class PublishedBot : IAsyncDisposable
{
    private const int MegaByte = 1024 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly StreamWriter log;

    private PublishedBot(Process process, StreamWriter log, long startedAt)
    {
        this.process = process;
        this.log = log;
        StartedAt = startedAt;
    }

    /// <summary>The timestamp just before the process was started.</summary>
    public long StartedAt { get; }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MB.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / MegaByte;
        }
    }

    /// <summary>The most that was ever resident, in MB.</summary>
    public long Peak
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / MegaByte;
        }
    }

    /// <summary>Starts it with a database and a log in a folder; the web chat listens on a free port.</summary>
    /// <param name="bot">The published folder.</param>
    /// <param name="folder">Where its database and log lie.</param>
    /// <param name="settings">More settings, below <c>Drill</c>.</param>
    public static PublishedBot Start(string bot, string folder, IEnumerable<(string Key, string Value)> settings) => Start(Path.Combine(bot, "BotHost"), [], folder, settings);

    /// <summary>Starts another program that is the bot.</summary>
    public static PublishedBot Start(string program, IEnumerable<string> arguments, string folder, IEnumerable<(string Key, string Value)> settings)
    {
        var start = Pinned.On(Pinned.BotCore, program, arguments);
        start.UseShellExecute = false;
        start.WorkingDirectory = folder;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (key, value) in settings.Prepend(("Content", Path.Combine(Repository(), "content"))).Prepend(("Database", Database(folder))).Prepend(("Url", "http://127.0.0.1:0")))
        {
            start.Environment["Drill__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var output = new StreamWriter(Path.Combine(folder, "bot.log"), append: true) { AutoFlush = true };
        var startedAt = TimeProvider.System.GetTimestamp();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Write(line.Data);
        started.ErrorDataReceived += (_, line) => Write(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new PublishedBot(started, output, startedAt);

        void Write(string? line)
        {
            lock (output)
            {
                output.WriteLine(line);
            }
        }
    }

    /// <summary>Its database within a folder.</summary>
    public static string Database(string folder) => Path.Combine(folder, "drill.db");

    /// <summary>Publishes the bot of this checkout into a folder, as the container does; nothing when it lies there already.</summary>
    public static async Task PublishAsync(string folder)
    {
        if (File.Exists(Path.Combine(folder, "BotHost")))
        {
            return;
        }

        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository(), "src", "BotHost"), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true", "-o", folder, "-v", "quiet"]);
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The bot could not be published.");
        }
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(Farewell);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
        await log.DisposeAsync();
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotHost.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmark does not run below the repository.");
        }

        return folder.FullName;
    }
}
