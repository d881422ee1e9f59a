using System.Globalization;
using Drill.Content;
using Drill.Conversation;
using Drill.Schedule;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Receiving;
using Telegram.Bot;

namespace Drill.TelegramChat;

/// <summary>
/// A group talks with the bot where nobody hears it: two questions, hints, answers, a verdict, standings. All the code that answers people has run once then, and the first of them need not wait for it.
/// </summary>
public sealed class TelegramRehearsal
{
    private const string Group = """{"id":-1001,"type":"supergroup","title":"G"}""";
    private readonly TelegramClient client;
    private readonly UpdateDesk desk;
    private readonly LineToNowhere line;
    private readonly Ticks ticks;
    private readonly IChatPlatform platform;
    private readonly BankLibrary library;

    internal TelegramRehearsal(TelegramClient client, UpdateDesk desk, LineToNowhere line, Ticks ticks, IChatPlatform platform, BankLibrary library) =>
        (this.client, this.desk, this.line, this.ticks, this.platform, this.library) = (client, desk, line, ticks, platform, library);

    /// <summary>Plays it.</summary>
    /// <returns>How many messages the bot sent.</returns>
    public async Task<int> PlayAsync(CancellationToken cancellationToken)
    {
        await client.IntroduceAsync(cancellationToken);
        for (var post = 1; post <= 2; post++)
        {
            await SayAsync("/question", cancellationToken);
            await ticks.DrainAsync(cancellationToken);
            await PressAsync(new ActionToken("hint", post), cancellationToken);

            // Of these the one that fits the question is an answer, and the other is told so.
            await PressAsync(new ActionToken("pick", post, "0"), cancellationToken);
            await SayAsync("/answer It depends on how often it is read and how often it is written.", cancellationToken);
            await PressAsync(new ActionToken("show", post), cancellationToken);
        }

        await SayAsync("/leaderboard", cancellationToken);
        await SayAsync("/me", cancellationToken);
        await desk.FinishAsync(cancellationToken);
        if (library.Current.Questions.SelectMany(q => q.Variants).FirstOrDefault(v => v.Figures.Any(PhotoShelf.MayBeShown)) is { } shown)
        {
            // A picture is uploaded the first time and named by its id the second.
            for (var time = 0; time < 2; time++)
            {
                await platform.SendAsync(TelegramAddress.PrivateOf(2), new ChatMessage(shown.Prompt.Then(shown.Answer)), "rehearsal", cancellationToken);
            }
        }

        return line.Messages;
    }

    private Task SayAsync(string text, CancellationToken cancellationToken) => HearAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "message":{"message_id":7,"date":1772438400,"chat":{{Group}},"from":{{Person(1)}},"text":"{{text}}","entities":[{"type":"bot_command","offset":0,"length":{{text.Split(' ')[0].Length}}}]}
            """),
        cancellationToken);

    private Task PressAsync(ActionToken token, CancellationToken cancellationToken) => HearAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            "callback_query":{"id":"{{{token.Verb}}}{{{token.Post}}}","from":{{{Person(2)}}},"chat_instance":"1","data":"{{{token}}}","message":{"message_id":101,"date":1772438400,"chat":{{{Group}}},"from":{{{Person(1)}}},"text":"?"}}
            """),
        cancellationToken);

    private static string Person(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{number}},"is_bot":false,"first_name":"A","language_code":"en"}""");

    private async Task HearAsync(string update, CancellationToken cancellationToken)
    {
        line.Put(update);
        foreach (var heard in await client.Bot.GetUpdates(cancellationToken: cancellationToken))
        {
            await desk.HandleAsync(heard, cancellationToken);
        }
    }
}
