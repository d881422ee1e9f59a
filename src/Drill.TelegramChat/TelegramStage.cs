using System.Globalization;
using Drill.Content;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Receiving;
using Telegram.Bot;

namespace Drill.TelegramChat;

/// <summary>Where a rehearsal is played with the whole of Telegram, over a line that leads nowhere: one person of a group says things, another presses.</summary>
public sealed class TelegramStage
{
    private const string Group = """{"id":-1001,"type":"supergroup","title":"G"}""";
    private readonly TelegramClient client;
    private readonly UpdateDesk desk;
    private readonly LineToNowhere line;
    private readonly IChatPlatform platform;
    private readonly BankLibrary library;

    internal TelegramStage(TelegramClient client, UpdateDesk desk, LineToNowhere line, IChatPlatform platform, BankLibrary library) =>
        (this.client, this.desk, this.line, this.platform, this.library) = (client, desk, line, platform, library);

    /// <summary>How many messages the bot has sent.</summary>
    public int Messages => line.Messages;

    /// <summary>Somebody types a command.</summary>
    public Task SayAsync(string command, string arguments, CancellationToken cancellationToken) => HearAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "message":{"message_id":7,"date":1772438400,"chat":{{Group}},"from":{{Person(1)}},"text":"{{$"/{command} {arguments}".TrimEnd()}}","entities":[{"type":"bot_command","offset":0,"length":{{command.Length + 1}}}]}
            """),
        cancellationToken);

    /// <summary>Somebody else presses a button.</summary>
    public Task PressAsync(ActionToken token, CancellationToken cancellationToken) => HearAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            "callback_query":{"id":"{{{token.Verb}}}{{{token.Post}}}","from":{{{Person(2)}}},"chat_instance":"1","data":"{{{token}}}","message":{"message_id":101,"date":1772438400,"chat":{{{Group}}},"from":{{{Person(1)}}},"text":"?"}}
            """),
        cancellationToken);

    /// <summary>Waits for the answers that are under way, and sends a picture of the bank, if it has one: it is uploaded the first time and named by its id the second.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await desk.FinishAsync(cancellationToken);
        if (library.Current.Questions.SelectMany(q => q.Variants).FirstOrDefault(v => v.Figures.Any(PhotoShelf.MayBeShown)) is { } shown)
        {
            for (var time = 0; time < 2; time++)
            {
                await platform.SendAsync(TelegramAddress.PrivateOf(2), new ChatMessage(shown.Prompt.Then(shown.Answer)), "rehearsal", cancellationToken);
            }
        }
    }

    private static string Person(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{number}},"is_bot":false,"first_name":"A","language_code":"en"}""");

    private async Task HearAsync(string update, CancellationToken cancellationToken)
    {
        await client.IntroduceAsync(cancellationToken);
        line.Put(update);
        foreach (var heard in await client.Bot.GetUpdates(cancellationToken: cancellationToken))
        {
            await desk.HandleAsync(heard, cancellationToken);
        }
    }
}
