using System.Globalization;
using Drill.Bench;
using Drill.Bench.Discord;
using Drill.Bench.Telegram;

// Speed and memory are measured here and never asserted by a test; figures with their machine stand in docs/performance.md.
return args switch
{
    ["presses", .. var rest] => await EnginePresses.RunAsync(rest),
    ["fan-out", .. var rest] => await FanOut.RunAsync(rest),
    ["standings", .. var rest] => await Leaderboards.RunAsync(rest),
    ["telegram", .. var rest] => await TelegramLoad.RunAsync(rest),
    ["discord", .. var rest] => await DiscordLoad.RunAsync(rest),
    [SlowBot.Name, var delay] => await SlowBot.RunAsync(TimeSpan.FromMilliseconds(double.Parse(delay, CultureInfo.InvariantCulture))),
    [BareBot.Verb, .. var rest] => await BareBot.RunAsync(rest),
    ["bank", .. var rest] => BankBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: dotnet run -c Release --project bench/Drill.Bench -- WHAT [ARGUMENTS]

          presses [COUNT] [AT-ONCE]   presses on "Show answer" through the engine on a SQLite file: presses/s, processor time and bytes for each
          fan-out [CHATS]             a daily due in many chats in the same minute, planned and sent to a platform that answers at once
          telegram presses|start|fan-out|bare [--delay MS] [--bot FOLDER]   the published bot on a core of its own beside a Bot API server
          discord gateway|endpoint|flood|fan-out|memory [--slow MS] [--bot FOLDER]   the published bot on a core of its own beside a Discord
          bank [--filter *]           reading a bank in each manner against a bare parse of the same text: time and allocated bytes as ratios
          standings [TIMES]           /leaderboard in the largest chat of a million attempts: milliseconds, week, month, all time, one topic
        """);
    return 2;
}
