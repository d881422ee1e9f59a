using System.Globalization;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Telegram;

/// <summary>A daily due in many groups in the same minute, with presses beside it.</summary>
internal static class TelegramFanOut
{
    private const int PressGroups = 100;
    private const int PressUsers = 200;

    /// <summary>How long it takes at least until the daily is due; time to make the groups.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(45);

    public static async Task RunAsync(LoadArguments load, string folder)
    {
        var chats = load.Whole("chats", 10_000);
        var pace = load.Number("pace", 0);
        var delay = TimeSpan.FromMilliseconds(load.Number("delay", 0));
        var beside = load.Number("beside", 50);
        var seconds = load.Number("seconds", 60);
        var due = await ArrangeAsync(load, folder, chats);

        // One second of the pace and the burst that the governor lets through after a pause.
        await using var telegram = await LightTelegram.StartAsync(delay, pace > 0 ? new FloodWindow((int)pace + 5) : null);
        await using var bot = await TelegramLoad.StartBotAsync(load, folder, telegram, pace);
        var maker = pace > 0 ? null : await TelegramLoad.PrepareAsync(telegram, PressGroups, PressUsers);
        telegram.Counts.Reset();
        var usual = maker?.Take("show", (int)(beside * 10));
        if (usual is not null)
        {
            await Metronome.RunAsync(beside, usual.Count, i => telegram.Updates.Offer(usual[i]));
        }

        Print($"{chats} groups are due at {due:HH:mm:ss}; {bot.Resident} MB resident");
        await UntilAsync(() => telegram.Counts.Count > 0, "the first post");
        var (cpu, start) = (bot.Cpu, TimeProvider.System.GetTimestamp());
        var meanwhile = new List<Press>();
        while (telegram.Counts.Count < chats && (pace == 0 || TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds))
        {
            if (maker is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                continue;
            }

            var some = maker.Take("show", Math.Max(1, (int)(beside / 5)));
            meanwhile.AddRange(some);
            await Metronome.RunAsync(beside, some.Count, i => telegram.Updates.Offer(some[i]));
        }

        var times = telegram.Counts.At.Order().ToArray();
        var took = TimeProvider.System.GetElapsedTime(times[0], times[^1]);
        var posted = times.Length;
        Print($"{posted} posts in {took.TotalSeconds:F1} s: {(posted - 1) / took.TotalSeconds:F1}/s{(pace > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * (posted - 1) / took.TotalSeconds / pace:F2} % of the pace") : "")}, {(bot.Cpu - cpu).TotalMicroseconds / posted:F0} µs of processor each, {telegram.TurnedAway} turned away, {telegram.Counts.Twice} groups with more than one; {bot.Resident} MB resident, {bot.Peak} at most");
        if (usual is not null)
        {
            await UntilAsync(() => meanwhile.TrueForAll(p => p.Answers > 0), "the presses beside it");
            Print($"presses, {beside}/s, before: {new Latencies(usual.Select(p => p.Took))}");
            Print($"presses, {beside}/s, meanwhile: {new Latencies(meanwhile.Select(p => p.Took))}");
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Print($"in the database: {Rows.Count(folder, "Delivery", "State = " + SentState)} deliveries sent, {Rows.Count(folder, "Delivery", "State NOT IN (" + SentState + ", " + PendingState + ")")} in any other state but waiting");
    }

    // DeliveryState, which the engine keeps to itself.
    private const string PendingState = "0", SentState = "2";

    /// <summary>Turns a daily on in one group, as its admin does, and multiplies the group. Returns when it is due.</summary>
    private static async Task<DateTimeOffset> ArrangeAsync(LoadArguments load, string folder, int chats)
    {
        var due = TimeProvider.System.GetUtcNow() + Lead + TimeSpan.FromMinutes(1);
        due = new DateTimeOffset(due.Year, due.Month, due.Day, due.Hour, due.Minute, 0, TimeSpan.Zero);
        var first = TelegramLoad.GroupOf(1_000_000);
        await using (var telegram = await LightTelegram.StartAsync())
        await using (await TelegramLoad.StartBotAsync(load, folder, telegram))
        {
            telegram.Updates.Say(first, 1, string.Create(CultureInfo.InvariantCulture, $"/daily on {due:HH:mm} UTC"));
            await UntilAsync(() => telegram.Updates.IsEmpty, "the daily to be turned on");
        }

        Rows.Multiply(folder, "Chat", string.Create(CultureInfo.InvariantCulture, $"Key = '{first}'"), "Key", Enumerable.Range(1_000_001, chats - 1).Select(i => TelegramLoad.GroupOf(i).ToString(CultureInfo.InvariantCulture)));
        return Rows.Count(folder, "Chat", "DailyIsOn AND NextDueAt IS NOT NULL") == chats ? due : throw new InvalidOperationException("The dailies are not on.");
    }
}
