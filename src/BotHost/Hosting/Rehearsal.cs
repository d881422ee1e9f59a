using Drill;
using Drill.Content;
using Drill.Conversation;
using Drill.Schedule;
using Drill.Storage;
using Drill.TelegramChat;

namespace BotHost.Hosting;

/// <summary>A group talks with the bot where nobody hears it: two questions, hints, answers, a verdict, standings. On Telegram's stage when Telegram is on, else on the engine's.</summary>
internal static class Rehearsal
{
    /// <summary>The bot's services a second time, on an empty database beside its own that goes away with them, and with nothing that runs by itself.</summary>
    public static ServiceProvider Services(string database, BankLibrary library, TelegramOptions? telegram)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(library).AddScratchStorage(database).AddDrillEngine();
        if (telegram is not null)
        {
            services.AddTelegramStage(telegram);
        }
        else
        {
            services.AddSingleton<IChatPlatform, EngineStage.Silent>().AddSingleton<EngineStage>();
        }

        return services.BuildServiceProvider();
    }

    /// <summary>Plays it on services of its own.</summary>
    public static async Task PlayAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var ticks = services.GetRequiredService<Ticks>();
        await ticks.MigrateAsync(cancellationToken);
        if (services.GetService<TelegramStage>() is { } telegram)
        {
            await PlayAsync(ticks, telegram.SayAsync, telegram.PressAsync, cancellationToken);
            await telegram.FinishAsync(cancellationToken);
        }
        else
        {
            var engine = services.GetRequiredService<EngineStage>();
            await PlayAsync(ticks, engine.SayAsync, engine.PressAsync, cancellationToken);
        }
    }

    private static async Task PlayAsync(Ticks ticks, Func<string, string, CancellationToken, Task> say, Func<ActionToken, CancellationToken, Task> press, CancellationToken cancellationToken)
    {
        for (var post = 1; post <= 2; post++)
        {
            await say("question", "", cancellationToken);
            await ticks.DrainAsync(cancellationToken);
            await press(new ActionToken("hint", post), cancellationToken);

            // Of these the one that fits the question is an answer, and the other is told so.
            await press(new ActionToken("pick", post, "0"), cancellationToken);
            await say("answer", "It depends on how often it is read and how often it is written.", cancellationToken);
            await press(new ActionToken("show", post), cancellationToken);
        }

        await say("leaderboard", "", cancellationToken);
        await say("me", "", cancellationToken);
    }
}
