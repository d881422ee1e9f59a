using Drill.Content.Watching;

namespace BotHost.Hosting;

/// <summary>Keeps the bank in step with its files for as long as the host runs.</summary>
internal sealed class BankWatchService(BankWatcher watcher) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => watcher.RunAsync(stoppingToken);
}
