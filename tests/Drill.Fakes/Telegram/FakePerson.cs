using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Drill.Fakes.Telegram;

/// <summary>A person with a client: what they do becomes updates for the bot, what they see is told by the chats.</summary>
public sealed partial class FakePerson
{
    private readonly TelegramWorld world;

    internal FakePerson(TelegramWorld world, long id, string name, string language)
    {
        this.world = world;
        Id = id;
        Name = name;
        Language = language;
        Private = new FakeChat(world, id, name, ChatKind.Private);
    }

    /// <summary>Their user id.</summary>
    public long Id { get; }

    /// <summary>Their first name.</summary>
    public string Name { get; set; }

    /// <summary>The language of their client.</summary>
    public string Language { get; }

    /// <summary>Whether the client is too old for ephemeral commands.</summary>
    public bool HasOldClient { get; set; }

    /// <summary>Their chat with the bot.</summary>
    public FakeChat Private { get; }

    /// <summary>Opens the private chat and presses Start, with a deep link's parameter or without.</summary>
    public FakeMessage Starts(string? parameter = null)
    {
        lock (world.Gate)
        {
            Private.Bot.Status = "member";
        }

        return Says(Private, parameter is null ? "/start" : "/start " + parameter);
    }

    /// <summary>Opens a link to the bot.</summary>
    public FakeMessage Opens(string? link)
    {
        var match = DeepLink().Match(link ?? "");
        return match.Success ? Starts(match.Groups["parameter"].Value) : throw new InvalidOperationException($"'{link}' is no link to the bot.");
    }

    /// <summary>Blocks the bot.</summary>
    public void BlocksBot() => Private.RemovesBot(this);

    /// <summary>Writes something. In a group the bot hears only commands and replies to its own messages, as with privacy mode on.</summary>
    public FakeMessage Says(FakeChat chat, string text, int? topic = null, FakeMessage? replyTo = null, bool asCaption = false)
    {
        lock (world.Gate)
        {
            var isEphemeral = chat.Kind is ChatKind.Group or ChatKind.Supergroup && !HasOldClient && (IsEphemeralCommand(chat, text) || replyTo?.ReceiverId == Id);
            var message = chat.Add(new FakeMessage(chat, isEphemeral ? 0 : chat.NextId(), this, world.Now)
            {
                Text = text,
                Topic = topic ?? replyTo?.Topic,
                ReplyTo = replyTo,
                ReceiverId = isEphemeral ? Id : null,
                EphemeralId = isEphemeral ? chat.NextId() : 0,
                Photo = asCaption ? "photo-of-" + Name : null,
                Entities = Command().Match(text) is { Success: true } command
                    ? [new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = command.Length }]
                    : null,
            });
            if (chat.Kind is ChatKind.Private or ChatKind.Channel || Hears(message))
            {
                world.Updates.Add(chat.Kind == ChatKind.Channel ? "channel_post" : "message", message.ToJson());
            }

            world.Changed();
            return message;
        }
    }

    /// <summary>Replies to a message.</summary>
    public FakeMessage Replies(FakeMessage message, string text) => Says(message.Chat, text, replyTo: message);

    /// <summary>Changes what they wrote.</summary>
    public void Edits(FakeMessage message, string text)
    {
        lock (world.Gate)
        {
            message.Text = text;
            message.Edits++;
            world.Updates.Add("edited_message", message.ToJson());
        }
    }

    /// <summary>Presses a button; what comes back is told by <see cref="Press"/>.</summary>
    public Press Presses(FakeMessage message, string label) => PressesData(message, (string?)message.Button(label)["callback_data"] ?? throw new InvalidOperationException($"'{label}' is a link."));

    /// <summary>Sends what a button might carry, as a forged client can.</summary>
    /// <param name="message">Below which.</param>
    /// <param name="data">What it carries.</param>
    /// <param name="isAccessible">Whether the server still has the message, and tells its text and buttons.</param>
    public Press PressesData(FakeMessage message, string data, bool isAccessible = true)
    {
        lock (world.Gate)
        {
            var id = world.NewId().ToString(CultureInfo.InvariantCulture);
            var query = world.Queries[id] = new FakeQuery(this, message, world.Now);
            world.Updates.Add("callback_query", new JsonObject
            {
                ["id"] = id,
                ["from"] = ToJson(),
                ["message"] = isAccessible ? message.ToJson() : new JsonObject { ["message_id"] = message.Id, ["chat"] = message.Chat.ToJson(), ["date"] = 0 },
                ["chat_instance"] = "1",
                ["data"] = data,
            });
            return new Press(world, query);
        }
    }

    /// <summary>Votes in a quiz.</summary>
    public void Votes(FakeMessage message, params ReadOnlySpan<int> options)
    {
        lock (world.Gate)
        {
            var poll = message.Poll ?? throw new InvalidOperationException("There is no poll: " + message);
            if (!poll.Voters.Add(Id) || poll.IsAnonymous)
            {
                return;
            }

            var chosen = new JsonArray();
            foreach (var option in options)
            {
                chosen.Add(option);
            }

            world.Updates.Add("poll_answer", new JsonObject { ["poll_id"] = poll.Id, ["user"] = ToJson(), ["option_ids"] = chosen, ["option_persistent_ids"] = new JsonArray() });
        }
    }

    /// <summary>Returns the first message of the bot that this person sees anywhere and that contains a text, as soon as it is there.</summary>
    public Task<FakeMessage> SeesAsync(string text) => world.UntilAsync(
        () => Visible().FirstOrDefault(m => m.Contains(text)),
        () => $"{Name} sees nothing that says '{text}', but:\n{string.Join('\n', Visible())}");

    /// <summary>Everything of the bot that this person can see now.</summary>
    public IReadOnlyList<FakeMessage> Visible() =>
        [.. world.Chats.Where(c => c == Private || c.Members.GetValueOrDefault(Id)?.IsIn == true).SelectMany(c => c.Messages).Where(m => m.IsFromBot && (m.ReceiverId is null || m.ReceiverId == Id))];

    internal JsonObject ToJson() => new() { ["id"] = Id, ["is_bot"] = false, ["first_name"] = Name, ["language_code"] = Language };

    private static bool Hears(FakeMessage message) =>
        message.ReceiverId is not null
        || message.ReplyTo is { IsFromBot: true }
        || (Command().Match(message.Text) is { Success: true } command && (!command.Groups["bot"].Success || command.Groups["bot"].Value == TelegramWorld.BotName));

    private bool IsEphemeralCommand(FakeChat chat, string text)
    {
        if (Command().Match(text) is not { Success: true } command)
        {
            return false;
        }

        // The narrower scope wins, and within it the person's language.
        var scope = chat.Members.GetValueOrDefault(Id)?.IsAdmin == true && world.MenuOf("all_chat_administrators").Count > 0 ? "all_chat_administrators" : "all_group_chats";
        var menu = world.MenuOf(scope, Language);
        return (menu.Count > 0 ? menu : world.MenuOf(scope)).Any(c => c.IsEphemeral && c.Name == command.Groups["name"].Value);
    }

    [GeneratedRegex(@"^/(?<name>[a-zA-Z0-9_]{1,32})(@(?<bot>\w+))?(?=\s|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"^https://t\.me/" + TelegramWorld.BotName + @"\?start=(?<parameter>[A-Za-z0-9_-]{1,64})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeepLink();
}

/// <summary>A press that was made.</summary>
public sealed class Press
{
    private readonly TelegramWorld world;
    private readonly FakeQuery query;

    internal Press(TelegramWorld world, FakeQuery query)
    {
        this.world = world;
        this.query = query;
    }

    /// <summary>The answer, as soon as it is there.</summary>
    public Task<CallbackAnswer> AnswerAsync() => world.UntilAsync(() => query.Answer, () => $"The press of {query.Person.Name} was not answered.");
}
