using System.Globalization;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Discord;

/// <summary>A daily due in many channels in the same minute, sent to a Discord that keeps its limits.</summary>
internal static class DiscordFanOut
{
    private const long FirstChannel = 800_000_000_001_000_000, Admin = 700_000_000_000_999_998;

    // DeliveryState, which the engine keeps to itself.
    private const string SentState = "2";

    /// <summary>How long it takes at least until the daily is due; time to make the channels.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(LoadArguments load, string folder)
    {
        var channels = load.Whole("channels", 10_000);
        var pace = load.Whole("pace", 50);
        var delay = TimeSpan.FromMilliseconds(load.Number("delay", 0));
        var due = await ArrangeAsync(load, folder, channels);
        await using var discord = await LightDiscord.StartAsync(delay, new LightLimits(pace));
        await using var bot = await DiscordLoad.StartBotAsync(load, folder, discord, ("Discord:RequestsPerSecond", pace.ToString(CultureInfo.InvariantCulture)));
        Print($"{channels} channels are due at {due:HH:mm:ss}; {bot.Resident} MB resident");
        await UntilAsync(() => discord.Counts.Count > 0, "the first post");
        var cpu = bot.Cpu;
        await UntilAsync(() => discord.Counts.Count >= channels, "all posts");
        var times = discord.Counts.At.Order().ToArray();
        var took = TimeProvider.System.GetElapsedTime(times[0], times[^1]);

        // What the limit lets through in its very first moment is no rate.
        var rate = (times.Length - pace) / took.TotalSeconds;
        Print($"{times.Length} posts in {took.TotalSeconds:F1} s: {rate:F2}/s, {100 * rate / pace:F2} % of {pace}/s, {(bot.Cpu - cpu).TotalMicroseconds / times.Length:F0} µs of processor each, {discord.Refused} answers 429, {discord.Counts.Twice} channels with more than one; {bot.Resident} MB resident, {bot.Peak} at most");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Print($"in the database: {Rows.Count(folder, "Delivery", "State = " + SentState)} deliveries sent, {Rows.Count(folder, "Delivery", "State <> " + SentState)} in any other state");
    }

    /// <summary>Turns a daily on in one channel, as its admin does, and multiplies the channel. Returns when it is due.</summary>
    private static async Task<DateTimeOffset> ArrangeAsync(LoadArguments load, string folder, int channels)
    {
        var due = TimeProvider.System.GetUtcNow() + Lead + TimeSpan.FromMinutes(1);
        due = new DateTimeOffset(due.Year, due.Month, due.Day, due.Hour, due.Minute, 0, TimeSpan.Zero);
        await using (var discord = await LightDiscord.StartAsync())
        await using (await DiscordLoad.StartBotAsync(load, folder, discord))
        {
            var number = discord.Presses.Other();
            await discord.Gateway.DispatchAsync(
                "INTERACTION_CREATE",
                Interactions.Command(number, Interactions.Guild, FirstChannel, Admin, "daily", ("action", "on"), ("value", string.Create(CultureInfo.InvariantCulture, $"{due:HH:mm} UTC"))));
            await UntilAsync(() => discord.Presses.SaidCount > 0, "the daily to be turned on");
        }

        Rows.Multiply(folder, "Chat", string.Create(CultureInfo.InvariantCulture, $"Thread = '{FirstChannel}'"), "Thread", Enumerable.Range(1, channels - 1).Select(i => (FirstChannel + i).ToString(CultureInfo.InvariantCulture)));
        return Rows.Count(folder, "Chat", "DailyIsOn AND NextDueAt IS NOT NULL") == channels ? due : throw new InvalidOperationException("The dailies are not on.");
    }
}
