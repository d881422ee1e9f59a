using System.Globalization;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Telegram;

/// <summary>How long the first people wait after a start: for a question, a hint and an answer, and for the second of each, in groups and by people that the bot does not know yet.</summary>
internal static class TelegramFirst
{
    private const int Groups = 6;

    public static async Task RunAsync(LoadArguments load, string folder)
    {
        for (var start = 0; start < load.Whole("count", 3); start++)
        {
            await using var telegram = await LightTelegram.StartAsync();
            await using var bot = await TelegramLoad.StartBotAsync(load, folder, telegram);
            await Task.Delay(TimeSpan.FromSeconds(load.Whole("rest", 8)), TimeProvider.System);
            var (cpu, resident) = (bot.Cpu, bot.Resident);
            var questions = new List<double>();
            for (var i = 0; i < Groups; i++)
            {
                var (asked, group) = (TimeProvider.System.GetTimestamp(), TelegramLoad.GroupOf((start * Groups) + i));
                telegram.Updates.Say(group, TelegramLoad.FirstUser + i, "/question");
                await UntilAsync(() => telegram.Posts.ContainsKey(group), "a question");
                questions.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            }

            var people = TelegramLoad.FirstUser + 100 + (start * 100);
            var hints = await PressAsync(telegram, "hint", people);
            var answers = await PressAsync(telegram, "show", people + Groups);
            Print($"{(start == 0 ? "new database" : "restart")}: at rest {resident} MB, {cpu.TotalMilliseconds:F0} ms of processor; questions {Tell(questions)} ms; hints {Tell(hints)} ms; answers {Tell(answers)} ms; then {bot.Resident} MB");
        }
    }

    private static async Task<List<double>> PressAsync(LightTelegram telegram, string verb, int user)
    {
        var took = new List<double>();
        foreach (var post in telegram.Posts.OrderBy(p => p.Key).Select(p => p.Value))
        {
            var press = new Press(post, user + took.Count, verb);
            var before = telegram.Updates.AnsweredCount;
            telegram.Updates.Offer(press);
            await UntilAsync(() => telegram.Updates.AnsweredCount > before, "an answer");
            took.Add(press.Took.TotalMilliseconds);
        }

        return took;
    }

    private static string Tell(IEnumerable<double> milliseconds) => string.Join(", ", milliseconds.Select(m => m.ToString("F0", CultureInfo.InvariantCulture)));
}
