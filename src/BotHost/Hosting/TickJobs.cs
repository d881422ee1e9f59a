using Drill.Schedule;
using Quartz;

namespace BotHost.Hosting;

// Quartz only ticks: what is due lies in our rows, so that 100,000 chats cost no triggers.

/// <summary>Makes posts of the dailies that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanJob(Ticks ticks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await ticks.PlanAsync(cancellationToken);
}

/// <summary>Closes the posts whose time is over.</summary>
[DisallowConcurrentExecution]
internal sealed class CloseJob(Ticks ticks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await ticks.CloseAsync(cancellationToken);
}

/// <summary>Forgets what nobody will ask for again.</summary>
[DisallowConcurrentExecution]
internal sealed class PruneJob(Ticks ticks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await ticks.PruneAsync(cancellationToken);
}
