using System.Collections.Immutable;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Receiving;
using Drill.TelegramChat.Rendering;
using Drill.TelegramChat.Wording;
using Drill.Text;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat.Replying;

/// <summary>Brings the engine's replies to those they are for, and answers every press.</summary>
internal sealed partial class ReplyPresenter(
    TelegramClient client, Speaker speaker, PrivateReveal reveal, HiddenAnswers hidden, Undelivered undelivered, GroupTokens tokens, OpenPrompts prompts, IPlatformMemory memory, ILogger<ReplyPresenter> logger)
{
    private const int ShortToast = 60;

    public async Task PresentAsync(ReplyPlace place, IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        // First of all, for until then everybody reads it.
        var isSeen = place is { IsPublicAnswer: true, Message: { } message } && !await hidden.TryHideAsync(place.Where, message, cancellationToken);
        var press = new PressAnswer(place.Query);
        try
        {
            if (place is { IsInGroup: false, Query: null } && undelivered.Take(place.User) is { } late)
            {
                await SayPrivatelyAsync(place with { Home = late.Home }, late.Message, cancellationToken);
            }

            foreach (var reply in replies)
            {
                await PresentAsync(place, reply, press, cancellationToken);
            }
        }
        finally
        {
            // A press that is not answered leaves the person's button spinning.
            await speaker.AnswerAsync(press, null, isAlert: false, cancellationToken);
        }

        if (isSeen)
        {
            await hidden.TellAdminAsync(place.Where, place.Title, place.Language, cancellationToken);
        }
    }

    /// <summary>Something of the adapter's own, in the person's language.</summary>
    public Task PresentAsync(ReplyPlace place, string text, CancellationToken cancellationToken) =>
        PresentAsync(place, [new MessageReply(place.Query is null ? ReplyTarget.AskerOnly : ReplyTarget.Notice, new ChatMessage(Body.Plain(text)))], cancellationToken);

    private async Task PresentAsync(ReplyPlace place, Reply reply, PressAnswer press, CancellationToken cancellationToken)
    {
        switch (reply)
        {
            case MessageReply { Target: ReplyTarget.Notice } notice:
                await NoticeAsync(place, notice.Message, press, cancellationToken);
                break;
            case MessageReply { Target: ReplyTarget.Chat } message when Destination.TryOf(place.Home, out var home):
                Note(place, (await speaker.SayAsync(home, message.Message, Keyboard.Plain, null, cancellationToken)).Trouble);
                break;
            case MessageReply { Target: ReplyTarget.Original } edit when place.Pressed is { MayBeReplaced: true } pressed:
                await EditAsync(place, pressed, edit.Message, press, cancellationToken);
                break;
            case MessageReply message:
                await TellAsync(place, message.Message, press, cancellationToken);
                break;
            case TextRequest request:
                await AskAsync(place, request, press, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"Telegram does not know how to show a {reply.GetType().Name}.");
        }
    }

    private async Task NoticeAsync(ReplyPlace place, ChatMessage message, PressAnswer press, CancellationToken cancellationToken)
    {
        if (press.TryTake() is { } query)
        {
            var text = Gist.Of(message.Body, TelegramLimits.CallbackAnswer);
            await speaker.AnswerAsync(query, text, isAlert: text.Length > ShortToast, null, cancellationToken);
        }
        else if (!place.IsInGroup)
        {
            await SayPrivatelyAsync(place, message, cancellationToken);
        }

        // After a command in a group a notice only says what everybody will see in a moment.
    }

    private async Task TellAsync(ReplyPlace place, ChatMessage message, PressAnswer press, CancellationToken cancellationToken)
    {
        if (!place.IsInGroup)
        {
            await SayPrivatelyAsync(place, message, cancellationToken);
        }
        else if (place.IsAnonymous)
        {
            // Whoever speaks in the name of the group cannot be reached alone; what may be asked so holds no answers.
            Note(place, (await speaker.SayAsync(place.Where with { ReplyTo = place.Message }, message, Keyboard.Plain, null, cancellationToken)).Trouble);
        }
        else if (!place.IsVote)
        {
            Note(place, await reveal.TellAsync(place, message, press, cancellationToken));
        }
    }

    private async Task EditAsync(ReplyPlace place, PressedMessage pressed, ChatMessage message, PressAnswer press, CancellationToken cancellationToken)
    {
        var limit = pressed.Ephemeral is not null ? TelegramLimits.EphemeralEdit : pressed.IsCaption ? TelegramLimits.Caption : TelegramLimits.Text;
        var texts = TelegramRenderer.Render(message.Body, limit);
        CallTrouble? trouble = null;
        if (texts.Length == 1)
        {
            trouble = await speaker.EditAsync(place.Where, pressed, place.User, texts[0], Keyboard.Of(message.Buttons, DataOf(place)), cancellationToken);
            if (trouble is null or { Kind: TroubleKind.NotModified })
            {
                return;
            }

            if (trouble.Kind != TroubleKind.Refused)
            {
                // It may have been edited, or nothing would arrive either.
                Note(place, trouble);
                await speaker.AnswerAsync(press, TelegramPhrases.For(place.Language).SomethingWentWrong, isAlert: true, cancellationToken);
                return;
            }
        }

        // Too long for its place, or the message has gone: a new one takes over.
        var to = pressed.Ephemeral is null ? place.Where : place.Where with { OnlyFor = place.User, Query = place.Query };
        (_, trouble) = await speaker.SayAsync(to, message, DataOf(place), null, cancellationToken);
        Note(place, trouble);
        if (trouble is null && pressed.Ephemeral is { } ephemeral)
        {
            await speaker.DeleteEphemeralAsync(place.Where.Chat, place.User, ephemeral, cancellationToken);
        }
    }

    private async Task AskAsync(ReplyPlace place, TextRequest request, PressAnswer press, CancellationToken cancellationToken)
    {
        if (place.IsInGroup && tokens.ForLink(request.Token, place.Home, place.User) is { } parameter && press.TryTake() is { } query)
        {
            await speaker.AnswerAsync(query, null, isAlert: false, Links.Start(client, parameter), cancellationToken);
            return;
        }

        var phrases = TelegramPhrases.For(place.Language);
        var prompt = Body.Plain(phrases.WriteHere);
        var message = new ChatMessage(place.Home.IsPrivate ? prompt : request.Context.Then(new Body([new Rule()])).Then(prompt));

        // Before it is sent, so that nobody is too quick for it.
        prompts.Open(place.User, place.Home, request.Token);
        var force = new ForceReplyMarkup { InputFieldPlaceholder = Gist.Cut(request.Label, 64) };
        var (sent, trouble) = await speaker.SayAsync(Destination.PrivateOf(place.User), message, Keyboard.Plain, force, cancellationToken);
        Note(place, trouble);
        if (sent.Count > 0 && trouble is null)
        {
            await PromptNames.StoreAsync(memory, place.User, sent[^1].MessageId, place.Home, request.Token, cancellationToken);
        }
    }

    private async Task SayPrivatelyAsync(ReplyPlace place, ChatMessage message, CancellationToken cancellationToken) =>
        Note(place, (await speaker.SayAsync(place.Where with { ReplyTo = null }, message, DataOf(place), null, cancellationToken)).Trouble);

    /// <summary>A button in a private chat that acts upon a group's post says which group.</summary>
    private Func<ActionToken, string?> DataOf(ReplyPlace place) => place.IsRemote ? token => tokens.ForButton(token, place.Home, place.User) : Keyboard.Plain;

    private void Note(ReplyPlace place, CallTrouble? trouble)
    {
        if (trouble is not null)
        {
            Log.NotSaid(logger, place.Where.Chat, trouble.Kind, trouble.Description);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A reply could not be said in Telegram chat {Chat}: {Kind}, {Description}")]
        public static partial void NotSaid(ILogger logger, long chat, TroubleKind kind, string description);
    }
}

/// <summary>A press, which can be answered once.</summary>
internal sealed class PressAnswer(string? query)
{
    private string? query = query;

    public bool IsOpen => query is not null;

    public string? TryTake() => Interlocked.Exchange(ref query, null);
}

/// <summary>Links to the bot. https://core.telegram.org/bots/features#deep-linking</summary>
internal static class Links
{
    public static string Start(TelegramClient client, string parameter) => $"https://t.me/{client.UserName}?start={parameter}";
}

/// <summary>The beginning of a text, for places with little room.</summary>
internal static class Gist
{
    public static string Of(Body body, int maximum) => Cut(string.Join('\n', TelegramRenderer.Render(body).Take(1).Select(t => t.Text)), maximum);

    public static string Cut(string text, int maximum) => text.Length <= maximum ? text : Shown.Cut(text, maximum)[..^1].TrimEnd() + "…";
}
