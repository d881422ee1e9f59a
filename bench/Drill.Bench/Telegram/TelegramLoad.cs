using System.Globalization;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Telegram;

/// <summary>
/// The published bot with a Bot API server beside it, each a process on its own core: presses as fast as they are handled and at a steady rate, the start, and a daily due in many
/// groups in the same minute. Whatever is counted was seen by the server, and is looked for in the bot's database afterwards.
/// </summary>
internal static class TelegramLoad
{
    public const int FirstUser = 5_000;
    private const int Groups = 400;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (await Pinned.RunAgainAsync(["telegram", .. arguments]) is { } code)
        {
            return code;
        }

        if (arguments is not [var what, .. var rest] || what is not ("presses" or "start" or "first" or "fan-out" or "bare"))
        {
            Console.Error.WriteLine("usage: telegram presses|start|first|fan-out|bare [--delay MS] [--count N] [--rate N] [--seconds N] [--chats N] [--pace N] [--beside N] [--rest SECONDS] [--bot FOLDER]");
            return 2;
        }

        var load = new LoadArguments(rest);
        await PublishedBot.PublishAsync(load.Bot);
        Console.WriteLine(Pinned.IsPossible ? "The bot has one core, the server another." : "There is no taskset or only one core: bot and server share what there is.");
        using var folder = new LoadFolder();
        await (what switch
        {
            "presses" => PressesAsync(load, folder.Path),
            "start" => StartAsync(load, folder.Path),
            "first" => TelegramFirst.RunAsync(load, folder.Path),
            "bare" => BareBot.MeasureAsync(load),
            _ => TelegramFanOut.RunAsync(load, folder.Path),
        });

        return 0;
    }

    /// <summary>Starts the bot and waits until it polls.</summary>
    public static async Task<PublishedBot> StartBotAsync(LoadArguments load, string folder, LightTelegram telegram, double pace = 0)
    {
        var bot = PublishedBot.Start(
            load.Bot, folder,
            [
                ("Telegram:Token", LightTelegram.Token), ("Telegram:ApiUrl", telegram.Address.ToString()), ("Telegram:Ephemeral", "true"),
                ("Telegram:MessagesPerSecond", pace.ToString(CultureInfo.InvariantCulture)), ("Telegram:MessagesPerSecondInChat", "0"), ("Telegram:MessagesPerMinuteInGroup", "0"),
            ]);
        await telegram.FirstPoll.WaitAsync(Patience);
        return bot;
    }

    /// <summary>Asks a question in each of so many groups, and lets so many people press once, so that the bot knows them.</summary>
    public static async Task<PressMaker<GroupPost, Press>> PrepareAsync(LightTelegram telegram, int groups, int users)
    {
        for (var i = 0; i < groups; i++)
        {
            telegram.Updates.Say(GroupOf(i), FirstUser, "/question");
        }

        await UntilAsync(() => telegram.Posts.Count == groups, "the questions");
        var maker = new PressMaker<GroupPost, Press>([.. telegram.Posts.Values], FirstUser, users, (post, user, verb) => new Press(post, user, verb));
        var warm = maker.Take("hint", Math.Min(maker.Total, 4_000));
        warm.ForEach(telegram.Updates.Offer);
        await UntilAsync(() => telegram.Updates.AnsweredCount == warm.Count, "the first presses");
        return maker.Again();
    }

    public static long GroupOf(int number) => -1_000_000_000_000 - number;

    private static async Task PressesAsync(LoadArguments load, string folder)
    {
        var count = load.Whole("count", 60_000);
        var rate = load.Whole("rate", 200);
        var steady = rate * load.Whole("seconds", 30);
        await using var telegram = await LightTelegram.StartAsync(TimeSpan.FromMilliseconds(load.Number("delay", 0)));
        await using var bot = await StartBotAsync(load, folder, telegram);
        await Task.Delay(Idle, TimeProvider.System);
        var idle = bot.Resident;
        var maker = await PrepareAsync(telegram, Groups, (count + 2 * steady + Groups - 1) / Groups);
        var first = await SteadyAsync("just started", telegram, bot, maker.Take("show", steady), rate);

        var all = maker.Take("show", count);
        var (before, cpu, start) = (telegram.Updates.AnsweredCount, bot.Cpu, TimeProvider.System.GetTimestamp());
        var own = Environment.CpuUsage.TotalTime;
        all.ForEach(telegram.Updates.Offer);
        await UntilAsync(() => telegram.Updates.AnsweredCount == before + count, "all presses");
        var took = TimeProvider.System.GetElapsedTime(start, all.Max(p => p.AnsweredAt));
        Print($"all at once: {count / took.TotalSeconds:F0} presses/s, {(bot.Cpu - cpu).TotalMicroseconds / count:F0} µs of processor each; the server used {Share(Environment.CpuUsage.TotalTime - own, start)} of its core");
        var second = await SteadyAsync("when it has run for a while", telegram, bot, maker.Take("show", steady), rate);
        Print($"resident: {idle} MB idle, {bot.Resident} MB loaded, {bot.Peak} MB at most");
        await UntilAsync(() => telegram.Updates.IsEmpty, "the last batch to be confirmed");
        Print($"seen: {first.Concat(all).Concat(second).Count(p => p is { Answers: 1, Said: >= 1 })} of {2 * steady + count} presses answered once with something said; in the database {Rows.Count(folder, "Peek", "Kind = 'reveal'")} reveals, {Rows.Count(folder, "HandledUpdate")} updates handled");
    }

    private static async Task<IReadOnlyList<Press>> SteadyAsync(string when, LightTelegram telegram, PublishedBot bot, IReadOnlyList<Press> presses, int rate)
    {
        var (before, cpu, start) = (telegram.Updates.AnsweredCount, bot.Cpu, TimeProvider.System.GetTimestamp());
        await Metronome.RunAsync(rate, presses.Count, i => telegram.Updates.Offer(presses[i]));
        await UntilAsync(() => telegram.Updates.AnsweredCount == before + presses.Count, "the steady presses");
        Print($"{rate}/s offered, {when}: {new Latencies(presses.Select(p => p.Took))}; {Share(bot.Cpu - cpu, start)} of its core, {bot.Resident} MB resident");
        return presses;
    }

    private static async Task StartAsync(LoadArguments load, string folder)
    {
        for (var i = 0; i < load.Whole("count", 10); i++)
        {
            await using var telegram = await LightTelegram.StartAsync(TimeSpan.FromMilliseconds(load.Number("delay", 0)));
            await using var bot = await StartBotAsync(load, folder, telegram);
            Print($"{(i == 0 ? "new database" : "restart")}: first getUpdates after {TimeProvider.System.GetElapsedTime(bot.StartedAt, await telegram.FirstPoll).TotalMilliseconds:F0} ms, {bot.Cpu.TotalMilliseconds:F0} ms of processor, {bot.Resident} MB");
        }
    }
}
