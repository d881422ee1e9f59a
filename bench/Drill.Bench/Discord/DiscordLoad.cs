using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Discord;

/// <summary>
/// The published bot with a Discord beside it, each a process on its own core: presses over the gateway and over the interactions endpoint, as fast as they are handled and at a steady
/// rate; a daily due in many channels; memory over a million events. Whatever is counted was seen by Discord, and is looked for in the bot's database afterwards.
/// </summary>
internal static class DiscordLoad
{
    private const int Channels = 400, AtOnce = 32;
    private const long FirstChannel = 800_000_000_000_000_000, Asker = 700_000_000_000_999_999;

    // So that nobody's id is that of a server or channel.
    private const long FirstUser = 700_000_000_000_000_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5), Quiet = TimeSpan.FromSeconds(4);

    // https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response
    private static readonly TimeSpan FirstResponse = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (await Pinned.RunAgainAsync(["discord", .. arguments]) is { } code)
        {
            return code;
        }

        if (arguments is not [var what, .. var rest] || what is not ("gateway" or "endpoint" or "flood" or "fan-out" or "memory"))
        {
            Console.Error.WriteLine("usage: discord gateway|endpoint|flood|fan-out|memory [--slow MS] [--count N] [--rate N] [--seconds N] [--channels N] [--pace N] [--delay MS] [--bot FOLDER]");
            return 2;
        }

        var load = new LoadArguments(rest);
        if (load.Number("slow", 0) == 0)
        {
            await PublishedBot.PublishAsync(load.Bot);
        }

        Console.WriteLine(Pinned.IsPossible ? "The bot has one core, Discord another." : "There is no taskset or only one core: bot and Discord share what there is.");
        using var folder = new LoadFolder();
        await (what switch
        {
            "fan-out" => DiscordFanOut.RunAsync(load, folder.Path),
            "memory" => DiscordMemory.RunAsync(load, folder.Path),
            "flood" => FloodAsync(load, folder.Path),
            _ => PressesAsync(load, folder.Path, isEndpoint: what is "endpoint"),
        });
        return 0;
    }

    /// <summary>Starts the bot and waits until it is there.</summary>
    public static async Task<PublishedBot> StartBotAsync(LoadArguments load, string folder, LightDiscord discord, params IReadOnlyList<(string Key, string Value)> more)
    {
        (string, string)[] settings = [("Discord:Token", LightDiscord.Token), ("Discord:ApplicationId", LightDiscord.Application), ("Discord:ApiUrl", discord.Api.ToString()), .. more];
        var slow = load.Number("slow", 0);
        var bot = slow > 0
            ? PublishedBot.Start(Environment.ProcessPath!, [.. Pinned.Itself(), SlowBot.Name, slow.ToString(CultureInfo.InvariantCulture)], folder, settings)
            : PublishedBot.Start(load.Bot, folder, settings);

        // Commands are registered once for a database; over the endpoint there is nothing else to see.
        await Task.WhenAny(discord.Registered, discord.Gateway.Ready).WaitAsync(Patience);
        return bot;
    }

    /// <summary>Asks a question in each of so many channels, and lets so many people press once, so that the bot knows them.</summary>
    private static async Task<PressMaker<ChannelPost, Press>> PrepareAsync(LightDiscord discord, Func<int, byte[], Task> offer, LoadArguments load, int channels, int users)
    {
        for (var i = 0; i < channels; i++)
        {
            var number = discord.Presses.Other();
            await offer(number, Interactions.Command(number, Interactions.Guild, FirstChannel + i, Asker, "question", ("topic", load.Text("topic", "async"))));
        }

        await UntilAsync(() => discord.Posts.Count == channels, "the questions");
        var maker = new PressMaker<ChannelPost, Press>([.. discord.Posts.Values], FirstUser, users, (post, user, verb) => new Press(post, user, verb));
        var warm = maker.Take("hint", Math.Min(maker.Total, load.Whole("warm", 4_000)));
        warm.ForEach(discord.Presses.Add);
        await SomeAtOnceAsync(warm, i => offer(warm[i].Number, Interactions.Of(warm[i])));
        return maker.Again();
    }

    // Never more than the bot lets in: those past their time it drops, and nobody would ever answer them.
    private static Task SomeAtOnceAsync(List<Press> presses, Func<int, Task> call) =>
        Parallel.ForEachAsync(Enumerable.Range(0, presses.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            presses[i].OfferedAt = TimeProvider.System.GetTimestamp();
            await call(i);
            await presses[i].Answered.WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
        });

    private static async Task PressesAsync(LoadArguments load, string folder, bool isEndpoint)
    {
        var slow = load.Number("slow", 0);
        var rate = load.Whole("rate", 200);
        var steady = rate * load.Whole("seconds", 20);
        var count = slow > 0 ? 0 : load.Whole("count", 40_000);
        var channels = load.Whole("channels", Channels);
        await using var discord = await LightDiscord.StartAsync(TimeSpan.FromMilliseconds(load.Number("delay", 0)));
        using var caller = isEndpoint ? new EndpointCaller(FreePort(), discord.Presses) : null;
        await using var bot = await StartBotAsync(load, folder, discord, caller is null ? [("Discord:RequestsPerSecond", "1000")] : [("Discord:RequestsPerSecond", "1000"), .. caller.Settings]);
        Func<int, byte[], Task> offer = caller is null ? (_, json) => discord.Gateway.DispatchAsync("INTERACTION_CREATE", json) : caller.CallAsync;
        await Task.Delay(Idle, TimeProvider.System);
        var idle = bot.Resident;
        var maker = await PrepareAsync(discord, offer, load, channels, (count + steady + channels - 1) / channels);

        var presses = maker.Take("show", steady);
        var calls = Sign(discord, caller, presses);
        var cpu = bot.Cpu;
        var start = TimeProvider.System.GetTimestamp();
        await Metronome.RunAsync(rate, steady, i =>
        {
            presses[i].OfferedAt = TimeProvider.System.GetTimestamp();
            _ = calls(i);
        });
        await UntilAsync(() => presses.TrueForAll(p => p.AcknowledgedAt > 0), "the steady presses");
        Print($"{rate}/s offered: acknowledged {new Latencies(presses.Select(p => p.ToAcknowledge))}; {Share(bot.Cpu - cpu, start)} of its core, {bot.Resident} MB resident");
        if (slow > 0)
        {
            return;
        }

        await UntilAsync(() => presses.TrueForAll(p => p.AnsweredAt > 0), "the steady answers");
        Print($"{rate}/s offered: answered {new Latencies(presses.Select(p => p.ToAnswer))}");

        var all = maker.Take("show", count);
        calls = Sign(discord, caller, all);
        (cpu, start) = (bot.Cpu, TimeProvider.System.GetTimestamp());
        var own = Environment.CpuUsage.TotalTime;
        await SomeAtOnceAsync(all, calls);
        var took = TimeProvider.System.GetElapsedTime(start, all.Max(p => p.AnsweredAt));
        Print($"{AtOnce} at once: {count / took.TotalSeconds:F0} presses/s, {(bot.Cpu - cpu).TotalMicroseconds / count:F0} µs of processor each; Discord used {Share(Environment.CpuUsage.TotalTime - own, start)} of its core");
        Print($"resident: {idle} MB idle, {bot.Resident} MB loaded, {bot.Peak} MB at most");
        Print($"seen: {presses.Concat(all).Count(p => p is { Responses: 1, AnsweredAt: > 0 })} of {steady + count} presses acknowledged once and answered; in the database {Rows.Count(folder, "Peek", "Kind = 'reveal'")} reveals");
    }

    /// <summary>Presses all at once over the gateway, as fast as it takes them: how many are acknowledged while Discord would wait for it, and what that takes of memory.</summary>
    private static async Task FloodAsync(LoadArguments load, string folder)
    {
        var count = load.Whole("count", 30_000);
        var channels = load.Whole("channels", Channels);
        await using var discord = await LightDiscord.StartAsync(TimeSpan.FromMilliseconds(load.Number("delay", 0)));
        await using var bot = await StartBotAsync(load, folder, discord, ("Discord:RequestsPerSecond", "1000"));
        await Task.Delay(Idle, TimeProvider.System);
        var maker = await PrepareAsync(discord, (_, json) => discord.Gateway.DispatchAsync("INTERACTION_CREATE", json), load, channels, (count + channels - 1) / channels);
        var presses = maker.Take("show", count);
        foreach (var press in presses)
        {
            discord.Presses.Add(press);
        }

        var bodies = presses.Select(Interactions.Of).ToArray();
        var (before, cpu, start) = (bot.Resident, bot.Cpu, TimeProvider.System.GetTimestamp());
        for (var i = 0; i < count; i++)
        {
            presses[i].OfferedAt = TimeProvider.System.GetTimestamp();
            await discord.Gateway.DispatchAsync("INTERACTION_CREATE", Interactions.Stamped(bodies[i], presses[i].Number));
        }

        var offered = TimeProvider.System.GetElapsedTime(start);
        var (seen, since) = (-1, TimeProvider.System.GetTimestamp());
        await UntilAsync(
            () =>
            {
                var now = discord.Presses.AcknowledgedCount + discord.Presses.AnsweredCount;
                (seen, since) = now == seen ? (seen, since) : (now, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > Quiet;
            },
            "the end of the flood");
        var acknowledged = presses.Where(p => p.Responses > 0).ToList();
        var inTime = acknowledged.Count(p => p.ToAcknowledge < FirstResponse);
        Print($"{count} at once, offered in {offered.TotalSeconds:F1} s: {inTime} acknowledged within 3 s, {acknowledged.Count - inTime} later, {count - acknowledged.Count} never; {new Latencies(acknowledged.Select(p => p.ToAcknowledge))}");
        Print($"answered {presses.Count(p => p.AnsweredAt > 0)}, the last {TimeProvider.System.GetElapsedTime(start, presses.Max(p => p.AnsweredAt)).TotalSeconds:F1} s after the first press, {(bot.Cpu - cpu).TotalSeconds:F1} s of processor");
        Print($"resident: {before} MB before, {bot.Resident} MB after, {bot.Peak} MB at most; {presses.Count(p => p.Responses > 1)} acknowledged twice; in the database {Rows.Count(folder, "Peek", "Kind = 'reveal'")} reveals");
    }

    /// <summary>What must not be measured is done before: writing, and signing where calls are signed.</summary>
    private static Func<int, Task> Sign(LightDiscord discord, EndpointCaller? caller, IReadOnlyList<Press> presses)
    {
        foreach (var press in presses)
        {
            discord.Presses.Add(press);
        }

        var bodies = presses.Select(Interactions.Of).ToArray();
        if (caller is null)
        {
            return i => discord.Gateway.DispatchAsync("INTERACTION_CREATE", bodies[i]);
        }

        var signatures = bodies.Select(caller.Sign).ToArray();
        return i => caller.CallAsync(presses[i].Number, bodies[i], signatures[i]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
