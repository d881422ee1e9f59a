using Drill.Content;
using Drill.Delivery;

namespace BotHost.Hosting;

/// <summary>
/// Lets the bot talk once where nobody hears it, soon after the start and on a database that is thrown away. The first who asks after a start would otherwise wait for all the code that answers people to be loaded and
/// compiled: a second and more on a small server. docs/decisions/0028 tells what it costs.
/// </summary>
internal sealed partial class RehearsalService(DrillSettings settings, BankLibrary library, IHostApplicationLifetime lifetime, CallClock clock, TimeProvider time, ILogger<RehearsalService> logger) : BackgroundService
{
    /// <summary>Whoever wrote while the bot was away is answered first.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.UnsafeRegister(_ => started.TrySetResult(), null);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(Pause, time, stoppingToken);
        try
        {
            await clock.WithinAsync(Longest, PlayAsync, stoppingToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nobody misses it: the first who asks waits a little longer.
            LogFailed(logger, exception);
        }

        if (!stoppingToken.IsCancellationRequested)
        {
            // The bot has rested before it, and would not give back again so soon.
            SpareMemory.GiveBack();
        }
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        await using var services = Rehearsal.Services(settings.Database, library, settings.Telegram);
        await Rehearsal.PlayAsync(services, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The rehearsal was not finished")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
