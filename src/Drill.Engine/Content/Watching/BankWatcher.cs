using Microsoft.Extensions.Logging;

namespace Drill.Content.Watching;

/// <summary>
/// Keeps the bank in use in step with the files it was read from, for as long as the bot runs: by the file system's events, and by a look now and then
/// for file systems that have none. Files are read when they have stopped changing, compiled whole away from everything that answers people, and swapped at once.
/// </summary>
public sealed partial class BankWatcher
{
    /// <summary>How long files must lie still before they are read: an editor saves in several steps, a copy takes its time.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    /// <summary>How often the files are looked at without being told.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    // Something that never lies still is read all the same; whatever is half written is an error, and errors change nothing.
    private const int MostUnsettledLooks = 20;
    private const int MostLoggedErrors = 20;

    private readonly BankLibrary library;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private string? seen;
    private string? pending;
    private int unsettled;

    internal BankWatcher(BankLibrary library, TimeProvider time, ILogger<BankWatcher> logger)
    {
        this.library = library;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (library.Compilation.Readings is not { } readings)
        {
            return;
        }

        using var events = new FolderEvents(readings.Paths);
        if (!events.IsComplete)
        {
            Log.NoEvents(logger, Poll.TotalSeconds);
        }

        while (true)
        {
            var look = await Task.Run(TryLook, cancellationToken);
            await WaitAsync(events, look == Look.Unsettled ? Settle : Poll, isTold: look != Look.Unsettled, cancellationToken);
        }
    }

    /// <summary>Looks once: whether the files are as they were, are changing, or have been read again.</summary>
    internal Look LookOnce()
    {
        if (library.Compilation.Readings is not { } readings)
        {
            return Look.Same;
        }

        seen ??= readings.Fingerprint;
        var now = ContentFingerprint.Of(readings.Paths);
        if (string.Equals(now, seen, StringComparison.Ordinal))
        {
            (pending, unsettled) = (null, 0);
            return Look.Same;
        }

        if (!string.Equals(now, pending, StringComparison.Ordinal) && ++unsettled < MostUnsettledLooks)
        {
            pending = now;
            return Look.Unsettled;
        }

        (seen, pending, unsettled) = (now, null, 0);
        var next = BankReload.Next(library.Compilation, BankCompiler.ReadFolders(readings.Paths).WithoutText());
        library.Swap(next);
        Report(next);
        return Look.Reloaded;
    }

    private Look TryLook()
    {
        try
        {
            return LookOnce();
        }
#pragma warning disable CA1031 // The edge of the loop: whatever went wrong, the bank in use stays in use.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception);
            return Look.Same;
        }
    }

    private async Task WaitAsync(FolderEvents events, TimeSpan longest, bool isTold, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(longest, time, stop.Token);
        var told = isTold ? events.WaitAsync(stop.Token) : pause;
        await Task.WhenAny(pause, told);
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Report(Compilation next)
    {
        var errors = next.Problems.Where(p => p.Severity == Severity.Error).ToList();
        if (next.KeptBanks.IsEmpty)
        {
            Log.Reloaded(logger, next.Bank.Questions.Length, errors.Count, next.Problems.Length - errors.Count);
        }
        else
        {
            Log.Kept(logger, string.Join(", ", next.KeptBanks), errors.Count);
        }

        foreach (var error in errors.Take(MostLoggedErrors))
        {
            Log.Error(logger, error.Path, error.Line, error.Column, error.Code);
        }
    }

    /// <summary>What a look found.</summary>
    internal enum Look
    {
        /// <summary>Nothing has changed since the bank in use was read.</summary>
        Same,

        /// <summary>Something is changing.</summary>
        Unsettled,

        /// <summary>The files were read again.</summary>
        Reloaded,
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The bank was read again: {Questions} questions, {Errors} errors, {Warnings} warnings.")]
        public static partial void Reloaded(ILogger logger, int questions, int errors, int warnings);

        [LoggerMessage(2, LogLevel.Warning, "The last good version stays in use of: {Banks}. Their files have errors now, {Errors} in all.")]
        public static partial void Kept(ILogger logger, string banks, int errors);

        [LoggerMessage(3, LogLevel.Warning, "{Path}:{Line}:{Column} error {Code}")]
        public static partial void Error(ILogger logger, string path, int line, int column, string code);

        [LoggerMessage(4, LogLevel.Information, "The file system does not tell of every change below the content folders; they are looked at every {Seconds} seconds.")]
        public static partial void NoEvents(ILogger logger, double seconds);

        [LoggerMessage(5, LogLevel.Error, "The bank could not be read again; the one in use stays.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
