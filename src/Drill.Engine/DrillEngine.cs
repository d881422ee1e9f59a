using Drill.Authoring;
using Drill.Commands;
using Drill.Content;
using Drill.Content.Watching;
using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Drawing;
using Drill.Grading;
using Drill.Rooms;
using Drill.Schedule;
using Drill.Standing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Drill;

/// <summary>Adds the engine to a host.</summary>
public static class DrillEngine
{
    /// <summary>
    /// Adds everything of the engine but the database, which Drill.Storage adds, and the platforms. The host supplies a <see cref="TimeProvider"/> when it wants another than the
    /// system's, and drives <see cref="Ticks"/>.
    /// </summary>
    public static IServiceCollection AddDrillEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new CallClock(TimeProvider.System));
        services.TryAddSingleton<BankLibrary>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<OutboxOptions>();
        services.TryAddSingleton(new ChatDefaults("en", "UTC"));
        services.TryAddSingleton<IRoomLog>(s => new RoomLog(s.GetRequiredService<IDrillDbFactory>()));
        services.TryAddSingleton<IPlatformMemory>(s => new PlatformMemory(s.GetRequiredService<IDrillDbFactory>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new AnswerGrader(
            s.GetService<ModelGraderOptions>() is { } options ? ActivatorUtilities.CreateInstance<ModelGrader>(s, options) : null));
        services.TryAddSingleton(s => new Rescorer(s.GetRequiredService<IDrillDbFactory>(), s.GetRequiredService<BankLibrary>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => MakeTable(s.GetRequiredService<OutboxSignal>(), s.GetService<IPictures>()));
        services.TryAddSingleton(s => new QuestionUses(s.GetRequiredService<IDrillDbFactory>()));
        services.TryAddSingleton(s => new BankWatcher(s.GetRequiredService<BankLibrary>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<BankWatcher>>()));
        services.TryAddSingleton(s => new Engine(
            s.GetRequiredService<IDrillDbFactory>(),
            s.GetRequiredService<BankLibrary>(),
            s.GetRequiredService<CommandTable>(),
            s.GetServices<IChatPlatform>(),
            s.GetRequiredService<ChatDefaults>(),
            s.GetRequiredService<AnswerGrader>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Engine>>()));
        services.TryAddSingleton(s => new Lookout(s.GetRequiredService<IDrillDbFactory>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new Ticks(
            s.GetRequiredService<IDrillDbFactory>(),
            ActivatorUtilities.CreateInstance<PostPlanner>(s),
            ActivatorUtilities.CreateInstance<PostCloser>(s),
            s.GetServices<IChatPlatform>().Select(p => ActivatorUtilities.CreateInstance<OutboxSender>(s, p)),
            s.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static CommandTable MakeTable(OutboxSignal signal, IPictures? pictures)
    {
        var question = new QuestionCommand(signal);
        IReadOnlyList<Command> all = [];
        all =
        [
            question,
            new AnswerCommand(),
            new HintCommand(),
            new RevealCommand(),
            new SkipCommand(question),
            new TodayCommand(),
            new LeaderboardCommand(pictures),
            new MeCommand(pictures),
            new TopicsCommand(),
            new DailyCommand(signal),
            new SettingsCommand(),
            new ReportCommand(),
            new HelpCommand(() => all),
        ];
        return new CommandTable(all);
    }
}
