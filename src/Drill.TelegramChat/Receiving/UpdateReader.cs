using System.Collections.Frozen;
using System.Globalization;
using Drill.Commands;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat.Receiving;

/// <summary>Translates updates. Everything in them was typed by people or forged by their clients: it is data.</summary>
internal sealed class UpdateReader
{
    /// <summary>The parameter of a link that only opens the private chat.</summary>
    public const string PlainStart = "hi";

    /// <summary>What is asked of Telegram; what is not named does not come. https://core.telegram.org/bots/api#update</summary>
    public static readonly IReadOnlyList<UpdateType> Wanted =
    [
        UpdateType.Message, UpdateType.EditedMessage, UpdateType.ChannelPost, UpdateType.CallbackQuery, UpdateType.PollAnswer, UpdateType.MyChatMember,
    ];

    private readonly TelegramClient client;
    private readonly GroupTokens tokens;
    private readonly OpenPrompts prompts;
    private readonly IPlatformMemory memory;
    private readonly FrozenSet<string> commands;
    private readonly FrozenSet<string> nameless;

    public UpdateReader(TelegramClient client, GroupTokens tokens, OpenPrompts prompts, IPlatformMemory memory, CommandTable table)
    {
        this.client = client;
        this.tokens = tokens;
        this.prompts = prompts;
        this.memory = memory;
        var all = table.Summaries("en");
        commands = all.Select(c => c.Name).ToFrozenSet(StringComparer.Ordinal);

        // What somebody may do who writes in the name of the group: nothing that is kept about a person.
        nameless = all.Where(c => c.IsForAdmins).Select(c => c.Name).Append("question").Append("help").Append("topics").ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Updates of one lane are handled in order.</summary>
    public static long LaneOf(Update update) =>
        update.Message?.Chat.Id ?? update.EditedMessage?.Chat.Id ?? update.ChannelPost?.Chat.Id ?? update.CallbackQuery?.Message?.Chat.Id ?? update.MyChatMember?.Chat.Id
        ?? update.PollAnswer?.User?.Id ?? update.CallbackQuery?.From.Id ?? 0;

    /// <summary>What an update means that came at <paramref name="at"/>.</summary>
    public async Task<Heard> ReadAsync(Update update, DateTimeOffset at, CancellationToken cancellationToken) => update switch
    {
        { Message: { } message } => await MessageAsync(update, message, at, cancellationToken),
        { ChannelPost: { } post } => await MessageAsync(update, post, at, cancellationToken),
        { EditedMessage: { } edited } => Edited(edited, at),
        { CallbackQuery: { } query } => Press(update, query, at),
        { PollAnswer: { } vote } => await VoteAsync(update, vote, at, cancellationToken),
        { MyChatMember: { } changed } => Membership(changed),
        _ => Heard.Nothing.Instance,
    };

    private async Task<Heard> MessageAsync(Update update, Message message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var chat = AddressOf(message);
        if (message.MigrateToChatId is { } to)
        {
            return Moved(message.Chat.Id, to);
        }

        if (message.MigrateFromChatId is { } from)
        {
            return Moved(from, message.Chat.Id);
        }

        if (message.ForumTopicClosed is not null && chat.Thread is not null)
        {
            return new Heard.Changed(new ChatChange.Left(chat, "The topic was closed."), Where(message));
        }

        if (message.ForumTopicReopened is not null && chat.Thread is not null)
        {
            return new Heard.Changed(new ChatChange.Reopened(chat), Where(message));
        }

        if (message.From is { IsBot: true } && message.SenderChat is null)
        {
            return Heard.Nothing.Instance;
        }

        var text = message.Text ?? message.Caption;
        var isAnonymous = message.SenderChat is not null || message.From is null;
        if (text is null || message.IsAutomaticForward || (isAnonymous && message.SenderChat?.Id != message.Chat.Id))
        {
            // Channels that speak in a group are nobody we could grade.
            return Heard.Nothing.Instance;
        }

        var place = PlaceOf(message, at);
        var key = KeyOf(update);
        if (CommandText.Parse(text) is { } command)
        {
            return Command(command, message, place, key);
        }

        return message.Chat.Type switch
        {
            ChatType.Private => await PrivateTextAsync(text, message, place, key, cancellationToken),
            ChatType.Channel => Heard.Nothing.Instance,
            _ => await ReplyAsync(text, message, place, key, isAnonymous, cancellationToken),
        };
    }

    private Heard Command(CommandText command, Message message, ReplyPlace place, string key)
    {
        if (command.Bot is { } bot && !string.Equals(bot, client.UserName, StringComparison.OrdinalIgnoreCase))
        {
            return Heard.Nothing.Instance;
        }

        var isPrivate = place.Home.IsPrivate;
        if (isPrivate)
        {
            prompts.Close(place.User);
        }

        if (command.Name is "start")
        {
            return !isPrivate ? command.Bot is null ? Heard.Nothing.Instance : Call("help", "")
                : command.Arguments is "" or PlainStart ? Call("help", "")
                : tokens.TryReadLink(command.Arguments, place.User, out var action, out var group)
                    ? Did(new ButtonPress(action) { UpdateKey = key, Chat = group, Sender = SenderOf(message), Language = place.Language }, place with { Home = group, PressedToken = action })
                    : new Heard.Answered(place, p => p.LinkIsNotYours);
        }

        if (!isPrivate && command.Bot is null && !commands.Contains(command.Name))
        {
            // Another bot's command.
            return Heard.Nothing.Instance;
        }

        if (place.IsAnonymous && !nameless.Contains(command.Name))
        {
            return new Heard.Answered(place, p => p.YouAreAnonymous);
        }

        return Call(command.Name, command.Arguments);

        Heard Call(string name, string arguments) => Did(
            new CommandCall(name, arguments) { UpdateKey = key, Chat = place.Home, Sender = SenderOf(message), Language = place.Language },
            place with { IsPublicAnswer = !isPrivate && place.Ephemeral is null && name is "answer" && arguments.Length > 0 });
    }

    /// <summary>In private a reply is for what it replies to; any other text is for the prompt that is open, or else for the current question.</summary>
    private async Task<Heard> PrivateTextAsync(string text, Message message, ReplyPlace place, string key, CancellationToken cancellationToken)
    {
        var named = message.ReplyToMessage is { } original ? await NamedAsync(original, place, cancellationToken) : null;
        var asked = named ?? prompts.Find(place.User);
        var chat = asked?.Chat ?? place.Home;
        return Did(new TextSent(text) { RequestToken = asked?.Token, UpdateKey = key, Chat = chat, Sender = SenderOf(message), Language = place.Language }, place with { Home = chat });
    }

    /// <summary>The post that a message in the private chat is about, and its chat; null when it is about none.</summary>
    private async Task<(ChatAddress Chat, string Token)?> NamedAsync(Message original, ReplyPlace place, CancellationToken cancellationToken)
    {
        if (await PromptNames.FindAsync(memory, place.User, original.Id, cancellationToken) is { } prompt)
        {
            return prompt;
        }

        foreach (var data in original.ReplyMarkup is { } markup ? DataOf(markup) : [])
        {
            if (tokens.TryReadButton(data, place.User, out var action, out var group) && PostOf(action) is not null)
            {
                return (group, action);
            }

            if (PostOf(data) is not null)
            {
                return (place.Home, data);
            }
        }

        return null;
    }

    /// <summary>What somebody wrote has been stored: if it was for a prompt, that is filled. Not earlier, since another try must find the prompt as the first did.</summary>
    public void Filled(Heard.Did did)
    {
        if (did.Incoming is TextSent { RequestToken: { } token, Chat: var chat })
        {
            prompts.Close(did.Place.User, chat, token);
        }
    }

    /// <summary>In a group, a reply to a question of ours is an answer, and so is one to what we told its writer alone; all other talk is none of our business.</summary>
    private async Task<Heard> ReplyAsync(string text, Message message, ReplyPlace place, string key, bool isAnonymous, CancellationToken cancellationToken)
    {
        if (message.ReplyToMessage is not { } original || original.From?.Id != client.BotId)
        {
            return message.EphemeralMessageId is null ? Heard.Nothing.Instance : Did(Text(text), place);
        }

        // Below a solution, which everybody reads, people talk about it.
        var token = original.ReplyMarkup is { } markup ? DataOf(markup).FirstOrDefault(d => original.EphemeralMessageId is null ? IsOfQuestion(d) : PostOf(d) is not null) : null;
        var part = token is null && original.Id != 0 ? await PartNames.FindAsync(memory, message.Chat.Id, original.Id, cancellationToken) : null;
        if (token is null && part is null && original.Poll is null)
        {
            return Heard.Nothing.Instance;
        }

        if (isAnonymous)
        {
            return new Heard.Answered(place, p => p.YouAreAnonymous);
        }

        // The button names the post also where the outbox does not know, or not yet, which message it became.
        var sent = token is not null ? Text(text) with { RequestToken = token } : Text(text) with { ReplyTo = part ?? original.Id.ToString(CultureInfo.InvariantCulture) };
        return Did(sent, place with { IsPublicAnswer = message.EphemeralMessageId is null });

        TextSent Text(string typed) => new(typed) { UpdateKey = key, Chat = place.Home, Sender = SenderOf(message), Language = place.Language };
    }

    private static Heard Edited(Message message, DateTimeOffset at) =>
        message is { Chat.Type: ChatType.Private, From: { IsBot: false }, Text: { } text } && CommandText.Parse(text) is null
            ? new Heard.Answered(PlaceOf(message, at), p => p.EditsDoNotCount)
            : Heard.Nothing.Instance;

    private Heard Press(Update update, CallbackQuery query, DateTimeOffset at)
    {
        if (query is not { Message: { } message, Data: { } data })
        {
            return Heard.Nothing.Instance;
        }

        var chat = AddressOf(message);
        var isSeenByOthers = !chat.IsPrivate && message.EphemeralMessageId is null;
        IReadOnlyList<string>? carried = message.ReplyMarkup is { } markup ? [.. DataOf(markup)] : null;
        if (isSeenByOthers && carried?.Contains(data, StringComparer.Ordinal) == false)
        {
            // Forged; the engine says what it says to all buttons that it does not know. In one's own panel it may be the button of a moment ago.
            data = "";
        }

        var place = new ReplyPlace
        {
            Home = chat,
            Where = Where(message),
            User = query.From.Id,
            Language = query.From.LanguageCode,
            At = at,
            Query = query.Id,
            PressedToken = data,
            Pressed = new PressedMessage(message.Id, message.EphemeralMessageId, message.Caption is not null || message.Photo is not null)
            {
                MayBeReplaced = !isSeenByOthers || carried?.Any(d => PostOf(d) is not null) == false,
            },
            Title = message.Chat.Title ?? "",
        };
        if (chat.IsPrivate)
        {
            prompts.Close(place.User);
            if (tokens.TryReadButton(data, place.User, out var action, out var group))
            {
                (data, chat) = (action, group);
                place = place with { Home = group, PressedToken = action };
            }
        }

        return Did(new ButtonPress(data) { UpdateKey = KeyOf(update), Chat = chat, Sender = SenderOf(query.From), Language = query.From.LanguageCode }, place);
    }

    private async Task<Heard> VoteAsync(Update update, PollAnswer vote, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (vote.User is not { } user || await PollNames.FindAsync(memory, vote.PollId, cancellationToken) is not { } poll || !Destination.TryOf(poll.Chat, out var where))
        {
            return Heard.Nothing.Instance;
        }

        return Did(
            new PollVoted(poll.Message, [.. vote.OptionIds]) { UpdateKey = KeyOf(update), Chat = poll.Chat, Sender = SenderOf(user), Language = user.LanguageCode },
            new ReplyPlace { Home = poll.Chat, Where = where, User = user.Id, Language = user.LanguageCode, At = at, IsVote = true });
    }

    private static Heard Membership(ChatMemberUpdated changed)
    {
        var chat = TelegramAddress.Of(changed.Chat.Id, null, changed.Chat.Type == ChatType.Private);
        var where = new Destination(changed.Chat.Id, null);
        return changed.NewChatMember.Status switch
        {
            ChatMemberStatus.Kicked when chat.IsPrivate => new Heard.Changed(new ChatChange.Left(chat, "The bot was blocked."), where),
            ChatMemberStatus.Kicked or ChatMemberStatus.Left => new Heard.Changed(new ChatChange.Left(chat, "The bot was removed from the chat."), where),
            _ when chat.IsPrivate => Heard.Nothing.Instance,
            _ => new Heard.Changed(new ChatChange.Joined(chat, changed.From.LanguageCode), where),
        };
    }

    private static Heard Moved(long from, long to) =>
        new Heard.Changed(new ChatChange.Moved(TelegramAddress.Of(from, null, isPrivate: false), TelegramAddress.Of(to, null, isPrivate: false)), new Destination(to, null));

    private static Heard Did(Incoming incoming, ReplyPlace place) => new Heard.Did(incoming, place);

    /// <summary>Where the replies to a message go that came at <paramref name="at"/>.</summary>
    public static ReplyPlace PlaceOf(Message message, DateTimeOffset at) => new()
    {
        Home = AddressOf(message),
        Where = Where(message),
        User = message.SenderChat is null ? message.From?.Id ?? 0 : 0,
        Language = message.SenderChat is null ? message.From?.LanguageCode : null,
        At = at,
        Ephemeral = message.EphemeralMessageId,
        Message = message.Id == 0 ? null : message.Id,
        Title = message.Chat.Title ?? "",
    };

    private static ChatAddress AddressOf(Message message) =>
        TelegramAddress.Of(message.Chat.Id, TopicOf(message), message.Chat.Type == ChatType.Private);

    private static Destination Where(Message message) => new(message.Chat.Id, TopicOf(message));

    // Replies in ordinary supergroups have a thread id as well; only forums have topics. The topics of a private chat are its owner's business.
    private static int? TopicOf(Message message) => message is { IsTopicMessage: true, Chat.Type: not ChatType.Private } ? message.MessageThreadId : null;

    private static Sender SenderOf(Message message) => message.SenderChat is { } chat
        ? new Sender(FormattableString.Invariant($"{ChatRights.AnonymousPrefix}{chat.Id}"), chat.Title ?? "")
        : message.From is { } user ? SenderOf(user)
        : new Sender(FormattableString.Invariant($"{ChatRights.AnonymousPrefix}{message.Chat.Id}"), message.Chat.Title ?? "");

    private static Sender SenderOf(User user) =>
        new(user.Id.ToString(CultureInfo.InvariantCulture), string.IsNullOrEmpty(user.LastName) ? user.FirstName : $"{user.FirstName} {user.LastName}");

    private string KeyOf(Update update) => FormattableString.Invariant($"{client.BotId}-{update.Id}");

    private static IEnumerable<string> DataOf(InlineKeyboardMarkup markup) => markup.InlineKeyboard.SelectMany(r => r).Select(b => b.CallbackData).OfType<string>();

    private static bool IsOfQuestion(string data) => ActionToken.TryParse(data, out var token) && token.IsOfQuestion;

    private static long? PostOf(string data) => ActionToken.TryParse(data, out var token) && token.Post > 0 ? token.Post : null;
}
