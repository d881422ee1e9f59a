using Drill.Schedule;

namespace BotHost.Hosting;

/// <summary>Runs the outbox loops for as long as the host runs.</summary>
internal sealed class OutboxService(Ticks ticks) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ticks.SendAsync(stoppingToken);
}
