namespace BotHost.Hosting;

/// <summary>Gives memory back that is not needed, when the bot rests after work.</summary>
internal sealed class SpareMemoryService(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rest = new RestAfterWork();
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (rest.Begins(Environment.CpuUsage.TotalTime, time.GetUtcNow()))
            {
                SpareMemory.GiveBack();
            }
        }
    }
}
