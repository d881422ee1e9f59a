using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>The kinds of chats.</summary>
public enum ChatKind
{
    /// <summary>One person and the bot.</summary>
    Private,

    /// <summary>A basic group.</summary>
    Group,

    /// <summary>A supergroup.</summary>
    Supergroup,

    /// <summary>A channel.</summary>
    Channel,
}

/// <summary>Somebody in a chat.</summary>
public sealed class FakeMember
{
    /// <summary><c>creator</c>, <c>administrator</c>, <c>member</c>, <c>restricted</c>, <c>left</c> or <c>kicked</c>.</summary>
    public string Status { get; set; } = "member";

    /// <summary>Whether an administrator writes in the name of the group.</summary>
    public bool IsAnonymous { get; set; }

    /// <summary>Whether they may delete others' messages.</summary>
    public bool MayDelete { get; set; }

    /// <summary>Whether they may pin.</summary>
    public bool MayPin { get; set; }

    /// <summary>Whether they may write.</summary>
    public bool MayWrite { get; set; } = true;

    /// <summary>Whether they may send pictures.</summary>
    public bool MaySendPhotos { get; set; } = true;

    /// <summary>Whether they may send polls.</summary>
    public bool MaySendPolls { get; set; } = true;

    internal bool IsIn => Status is "creator" or "administrator" or "member" or "restricted";

    internal bool IsAdmin => Status is "creator" or "administrator";
}

/// <summary>A chat with everything that was said in it.</summary>
public sealed class FakeChat
{
    private readonly TelegramWorld world;
    private readonly List<FakeMessage> messages = [];
    private int lastId = 10;

    internal FakeChat(TelegramWorld world, long id, string title, ChatKind kind)
    {
        this.world = world;
        Id = id;
        Title = title;
        Kind = kind;
    }

    /// <summary>Its id.</summary>
    public long Id { get; }

    /// <summary>Its title; a person's name for a private chat.</summary>
    public string Title { get; }

    /// <summary>What it is.</summary>
    public ChatKind Kind { get; }

    /// <summary>Whether it has topics.</summary>
    public bool IsForum { get; set; }

    /// <summary>The bot in it.</summary>
    public FakeMember Bot { get; } = new() { Status = "left" };

    /// <summary>Pinned messages.</summary>
    public List<int> Pinned { get; } = [];

    internal Dictionary<long, FakeMember> Members { get; } = [];

    internal Dictionary<int, string> Topics { get; } = [];

    internal long? MovedTo { get; private set; }

    /// <summary>All messages that are still there, also those that one person alone sees.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (world.Gate)
            {
                return [.. messages.Where(m => !m.IsDeleted)];
            }
        }
    }

    /// <summary>What everybody in the chat sees.</summary>
    public IReadOnlyList<FakeMessage> Public => [.. Messages.Where(m => m.ReceiverId is null)];

    /// <summary>What the bot said to everybody.</summary>
    public IReadOnlyList<FakeMessage> FromBot => [.. Public.Where(m => m.IsFromBot)];

    /// <summary>Makes somebody an administrator.</summary>
    public FakeChat Promote(FakePerson person)
    {
        lock (world.Gate)
        {
            Members[person.Id] = new FakeMember { Status = "administrator" };
        }

        return this;
    }

    /// <summary>Lets an administrator write in the name of the group.</summary>
    public FakeChat Anonymous(FakePerson person)
    {
        lock (world.Gate)
        {
            Members[person.Id].IsAnonymous = true;
        }

        return this;
    }

    /// <summary>Somebody comes in.</summary>
    public FakeChat Joins(FakePerson person)
    {
        lock (world.Gate)
        {
            Members[person.Id] = new FakeMember();
        }

        return this;
    }

    /// <summary>Makes the bot an administrator.</summary>
    public FakeChat PromoteBot(bool mayDelete = true, bool mayPin = true)
    {
        lock (world.Gate)
        {
            (Bot.Status, Bot.MayDelete, Bot.MayPin) = ("administrator", mayDelete, mayPin);
        }

        return this;
    }

    /// <summary>Something written in this group in the name of another chat: a channel that speaks here, or a post that its linked channel forwards.</summary>
    /// <param name="channel">Which.</param>
    /// <param name="text">What it says.</param>
    /// <param name="replyTo">What it replies to, or null.</param>
    /// <param name="isForward">Whether the server forwarded it.</param>
    public void HearsChannel(FakeChat channel, string text, FakeMessage? replyTo = null, bool isForward = false)
    {
        lock (world.Gate)
        {
            var message = ServiceMessage(this, new JsonObject { ["text"] = text, ["sender_chat"] = channel.ToJson() });
            message["from"] = new JsonObject { ["id"] = 136817688, ["is_bot"] = true, ["first_name"] = "Channel", ["username"] = "Channel_Bot" };
            if (replyTo is not null)
            {
                message["reply_to_message"] = replyTo.ToJson(isNested: true);
            }

            if (isForward)
            {
                message["is_automatic_forward"] = true;
            }

            world.Updates.Add("message", message);
        }
    }

    /// <summary>Opens a topic and returns its id.</summary>
    public int AddTopic(string name)
    {
        lock (world.Gate)
        {
            IsForum = true;
            var id = ++lastId;
            Topics[id] = "open";
            _ = name;
            return id;
        }
    }

    /// <summary>Somebody closes a topic.</summary>
    public void CloseTopic(int topic, FakePerson by) => TurnTopic(topic, by, "closed");

    /// <summary>Somebody opens a closed topic again.</summary>
    public void ReopenTopic(int topic, FakePerson by) => TurnTopic(topic, by, "open");

    /// <summary>Somebody deletes a topic; the bot is not told.</summary>
    public void DeleteTopic(int topic) => Topics[topic] = "deleted";

    /// <summary>Somebody adds the bot, or lets it in again.</summary>
    public void AddsBot(FakePerson by) => SetBot(by, "member");

    /// <summary>Somebody removes the bot.</summary>
    public void RemovesBot(FakePerson by) => SetBot(by, "kicked");

    /// <summary>The group becomes a supergroup. Returns the new one.</summary>
    /// <param name="isTold">Whether the bot hears of it by service messages.</param>
    public FakeChat BecomesSupergroup(bool isTold = true)
    {
        lock (world.Gate)
        {
            var to = world.AddGroup(Title, ChatKind.Supergroup);
            foreach (var (id, member) in Members)
            {
                to.Members[id] = member;
            }

            (to.Bot.Status, to.Bot.MayDelete, to.Bot.MayPin) = (Bot.Status, Bot.MayDelete, Bot.MayPin);
            MovedTo = to.Id;
            if (isTold)
            {
                world.Updates.Add("message", ServiceMessage(this, new JsonObject { ["migrate_to_chat_id"] = to.Id }));
                world.Updates.Add("message", ServiceMessage(to, new JsonObject { ["migrate_from_chat_id"] = Id }));
            }

            return to;
        }
    }

    /// <summary>Returns the first message to everybody that contains a text, as soon as it is there.</summary>
    public Task<FakeMessage> ShowsAsync(string text) =>
        world.UntilAsync(() => Public.FirstOrDefault(m => m.IsFromBot && m.Contains(text)), () => $"Nothing in {Title} says '{text}'. There is:\n{Transcript()}");

    /// <summary>Returns once the bot has said so many things to everybody.</summary>
    public Task<FakeMessage> ShowsCountAsync(int count) =>
        world.UntilAsync(() => FromBot.Count >= count ? FromBot[^1] : null, () => $"The bot has said {FromBot.Count} things in {Title}, not {count}:\n{Transcript()}");

    /// <summary>Everything that was said, for people who read failed tests.</summary>
    public string Transcript() => string.Join('\n', Messages.Select(m => m.ToString()));

    internal FakeMessage Add(FakeMessage message)
    {
        messages.Add(message);
        return message;
    }

    internal int NextId() => ++lastId;

    internal FakeMessage? Find(int id) => messages.FirstOrDefault(m => m.Id == id && m.Id != 0 && !m.IsDeleted);

    internal FakeMessage? FindEphemeral(long receiver, int id) => messages.FirstOrDefault(m => m.EphemeralId == id && m.ReceiverId == receiver && !m.IsDeleted);

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = KindName };
        if (Kind == ChatKind.Private)
        {
            json["first_name"] = Title;
        }
        else
        {
            json["title"] = Title;
        }

        if (IsForum)
        {
            json["is_forum"] = true;
        }

        return json;
    }

    internal string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>Why the bot may not write here, or null.</summary>
    internal BotAnswer? Refusal(int? topic)
    {
        if (MovedTo is { } to)
        {
            return BotAnswer.Error(400, "Bad Request: group chat was upgraded to a supergroup chat", new JsonObject { ["migrate_to_chat_id"] = to });
        }

        if (Kind == ChatKind.Private)
        {
            return Bot.Status switch
            {
                "member" => null,
                "kicked" => BotAnswer.Error(403, "Forbidden: bot was blocked by the user"),
                _ => BotAnswer.Error(403, "Forbidden: bot can't initiate conversation with a user"),
            };
        }

        return Bot switch
        {
            { Status: "kicked" } => BotAnswer.Error(403, $"Forbidden: bot was kicked from the {KindName} chat"),
            { IsIn: false } => BotAnswer.Error(403, $"Forbidden: bot is not a member of the {KindName} chat"),
            { MayWrite: false } => BotAnswer.Error(400, "Bad Request: not enough rights to send text messages to the chat"),
            _ when topic is { } thread && Topics.GetValueOrDefault(thread) is "closed" && !Bot.IsAdmin => BotAnswer.Error(400, "Bad Request: TOPIC_CLOSED"),
            _ when topic is { } thread && Topics.GetValueOrDefault(thread) is not ("open" or "closed") => BotAnswer.Error(400, "Bad Request: message thread not found"),
            _ => null,
        };
    }

    /// <summary>Why the bot may not send a message of a kind here, or null.</summary>
    internal BotAnswer? Forbids(bool isPhoto, bool isPoll) =>
        Kind == ChatKind.Private || Bot.IsAdmin ? null
        : isPhoto && !Bot.MaySendPhotos ? BotAnswer.Error(400, "Bad Request: not enough rights to send photos to the chat")
        : isPoll && !Bot.MaySendPolls ? BotAnswer.Error(400, "Bad Request: not enough rights to send polls to the chat")
        : null;

    private void TurnTopic(int topic, FakePerson by, string state)
    {
        lock (world.Gate)
        {
            Topics[topic] = state;
            var message = ServiceMessage(this, new JsonObject { [state == "open" ? "forum_topic_reopened" : "forum_topic_closed"] = new JsonObject(), ["message_thread_id"] = topic, ["is_topic_message"] = true });
            message["from"] = by.ToJson();
            world.Updates.Add("message", message);
        }
    }

    private void SetBot(FakePerson by, string status)
    {
        lock (world.Gate)
        {
            var update = new JsonObject
            {
                ["chat"] = ToJson(),
                ["from"] = by.ToJson(),
                ["date"] = world.Now.ToUnixTimeSeconds(),
                ["old_chat_member"] = BotMethods.MemberJson(BotMethods.BotJson(), Bot),
            };
            Bot.Status = status;
            update["new_chat_member"] = BotMethods.MemberJson(BotMethods.BotJson(), Bot);
            world.Updates.Add("my_chat_member", update);
        }

        world.Changed();
    }

    private JsonObject ServiceMessage(FakeChat chat, JsonObject content)
    {
        content["message_id"] = chat.NextId();
        content["date"] = world.Now.ToUnixTimeSeconds();
        content["chat"] = chat.ToJson();
        return content;
    }
}
