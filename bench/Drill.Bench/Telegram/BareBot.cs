using System.Diagnostics;
using System.Globalization;
using Drill.Bench.Load;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Telegram;

/// <summary>
/// What the client library and this machine allow: a program that only answers presses with the same two calls, without a question, a database or a pace. A rate is worth comparing only with
/// this one, taken in the same hour.
/// </summary>
internal static class BareBot
{
    public const string Verb = "telegram-bare";

    private const int Posts = 100;
    private const int TextLength = 1_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var bot = new TelegramBotClient(new TelegramBotClientOptions(LightTelegram.Token, arguments[0].TrimEnd('/')));
        var text = string.Concat(Enumerable.Repeat("An answer of some length. ", TextLength / 26));
        var markup = new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("Report", "1.flag.1."));
        for (var offset = 0; ;)
        {
            var updates = await bot.GetUpdates(offset, limit: 100, timeout: 50, [UpdateType.CallbackQuery], bot.GlobalCancelToken);
            await Task.WhenAll(updates.Select(async update =>
            {
                var query = update.CallbackQuery!;
                await bot.SendMessage(query.Message!.Chat.Id, text, replyMarkup: markup, ephemeralMessageParameters: new EphemeralMessageParameters { ReceiverUserId = query.From.Id, CallbackQueryId = query.Id }, cancellationToken: bot.GlobalCancelToken);
                await bot.AnswerCallbackQuery(query.Id, "Below, only for you.", cancellationToken: bot.GlobalCancelToken);
            }));
            offset = updates is [.., var last] ? last.Id + 1 : offset;
        }
    }

    /// <summary>Measures it as <see cref="TelegramLoad"/> measures the bot.</summary>
    public static async Task MeasureAsync(LoadArguments load)
    {
        var count = load.Whole("count", 60_000);
        var rate = load.Whole("rate", 200);
        var steady = rate * load.Whole("seconds", 30);
        await using var telegram = await LightTelegram.StartAsync(TimeSpan.FromMilliseconds(load.Number("delay", 0)));
        using var bare = Process.Start(Pinned.On(Pinned.BotCore, Environment.ProcessPath!, [.. Pinned.Itself(), Verb, telegram.Address.ToString()]))!;
        try
        {
            var message = """{"message_id":9,"date":1772438400,"chat":{"id":-1000000000001,"type":"supergroup","title":"Group"},"from":{"id":4242,"is_bot":true,"first_name":"Drill"},"text":"A question?"}"""u8.ToArray();
            var maker = new PressMaker<GroupPost, Press>([.. Enumerable.Range(1, Posts).Select(i => new GroupPost(i, message))], 1, (count + steady + 5_000 + Posts - 1) / Posts, (post, user, verb) => new Press(post, user, verb));
            var warm = maker.Take("show", 5_000);
            warm.ForEach(telegram.Updates.Offer);
            await UntilAsync(() => telegram.Updates.AnsweredCount == warm.Count, "the first presses");
            var presses = maker.Take("show", count);
            var (cpu, start) = (bare.TotalProcessorTime, TimeProvider.System.GetTimestamp());
            presses.ForEach(telegram.Updates.Offer);
            await UntilAsync(() => telegram.Updates.AnsweredCount == warm.Count + count, "all presses");
            bare.Refresh();
            var took = TimeProvider.System.GetElapsedTime(start, presses.Max(p => p.AnsweredAt));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"a bare loop: {count / took.TotalSeconds:F0} presses/s, {(bare.TotalProcessorTime - cpu).TotalMicroseconds / count:F0} µs of processor each, {bare.WorkingSet64 / 1024 / 1024} MB resident"));
            var paced = maker.Take("show", steady);
            (cpu, start) = (bare.TotalProcessorTime, TimeProvider.System.GetTimestamp());
            await Metronome.RunAsync(rate, paced.Count, i => telegram.Updates.Offer(paced[i]));
            await UntilAsync(() => paced.TrueForAll(p => p.Answers > 0), "the steady presses");
            bare.Refresh();
            Print($"a bare loop, {rate}/s offered: {new Latencies(paced.Select(p => p.Took))}; {Share(bare.TotalProcessorTime - cpu, start)} of its core");
        }
        finally
        {
            bare.Kill();
        }
    }
}
