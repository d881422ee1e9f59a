using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>All that exists on the server: people, chats, messages. One lock guards it; whoever waits is woken by every change.</summary>
public sealed class TelegramWorld
{
    /// <summary>The bot's user id.</summary>
    public const long BotId = 4242;

    /// <summary>The bot's user name.</summary>
    public const string BotName = "drill_test_bot";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TimeProvider time;
    private readonly Dictionary<long, FakePerson> people = [];
    private readonly Dictionary<long, FakeChat> chats = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long ids = 1000;

    internal TelegramWorld(TimeProvider time)
    {
        this.time = time;
        Updates = new UpdateStream(this, time);
    }

    /// <summary>What happens with ephemeral messages: a server of an older version takes no notice of them and shows everybody the message.</summary>
    public EphemeralSupport Ephemeral { get; set; } = EphemeralSupport.Full;

    internal Lock Gate { get; } = new();

    internal UpdateStream Updates { get; }

    internal DateTimeOffset Now => time.GetUtcNow();

    internal Dictionary<string, FakeQuery> Queries { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, FakeMessage> Polls { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(string Scope, string Language), JsonArray> Menus { get; } = [];

    /// <summary>The commands of a scope and language, as last set.</summary>
    public IReadOnlyList<(string Name, string Description, bool IsEphemeral)> MenuOf(string scope, string language = "")
    {
        lock (Gate)
        {
            return Menus.TryGetValue((scope, language), out var menu)
                ? [.. menu.Select(c => ((string)c!["command"]!, (string)c["description"]!, (bool?)c["is_ephemeral"] ?? false))]
                : [];
        }
    }

    /// <summary>Pictures that were uploaded, not counting those sent again by file id.</summary>
    public int Uploads => Files.Count;

    /// <summary>The updates that the bot has not confirmed.</summary>
    public int Unconfirmed => Updates.Count;

    /// <summary>Where the webhook points, or null.</summary>
    public string? Webhook => Updates.Url;

    internal long NewId()
    {
        lock (Gate)
        {
            return ++ids;
        }
    }

    internal FakePerson AddPerson(string name, string language)
    {
        lock (Gate)
        {
            var person = new FakePerson(this, NewId(), name, language);
            people[person.Id] = person;
            chats[person.Id] = person.Private;
            return person;
        }
    }

    /// <summary>A group with the bot in it.</summary>
    public FakeChat AddGroup(string title, ChatKind kind, params ReadOnlySpan<FakePerson> members)
    {
        lock (Gate)
        {
            var id = kind == ChatKind.Group ? -NewId() : -1_000_000_000_000 - NewId();
            var chat = new FakeChat(this, id, title, kind) { Bot = { Status = "member" } };
            foreach (var member in members)
            {
                chat.Members[member.Id] = new FakeMember { Status = "member" };
            }

            chats[id] = chat;
            return chat;
        }
    }

    internal void Register(FakeChat chat) => chats[chat.Id] = chat;

    internal FakeChat? FindChat(long id) => chats.GetValueOrDefault(id);

    internal FakePerson? FindPerson(long id) => people.GetValueOrDefault(id);

    internal IEnumerable<FakeChat> Chats => chats.Values;

    internal Task NextChange => changed.Task;

    /// <summary>Tells the bot again everything that it ever confirmed, as after a crash of the server.</summary>
    public void RepeatsEverything() => Updates.Repeat();

    /// <summary>A week passes in which nothing happens; the next update gets some other number. https://core.telegram.org/bots/api#update</summary>
    public void QuietWeek(long nextUpdate) => Updates.NumberFrom(nextUpdate);

    /// <summary>What the webhook said to updates that it did not take.</summary>
    public IReadOnlyList<int> WebhookRefusals => Updates.Refusals;

    /// <summary>A webhook that some earlier setting left behind.</summary>
    public void LeaveWebhook(string url) => Updates.Leave(url);

    /// <summary>Returns once the bot has confirmed all that it was told.</summary>
    public Task SettledAsync() => UntilAsync(() => Updates.IsEmpty, () => $"{Updates.Count} updates are not confirmed.");

    internal void Changed()
    {
        TaskCompletionSource done;
        lock (Gate)
        {
            done = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        done.TrySetResult();
    }

    /// <summary>Returns once something holds; looks again after every change.</summary>
    internal Task UntilAsync(Func<bool> holds, Func<string> whyNot, TimeSpan? atMost = null) => UntilAsync(() => holds() ? (object)true : null, whyNot, atMost);

    internal async Task<T> UntilAsync<T>(Func<T?> find, Func<string> whyNot, TimeSpan? atMost = null)
        where T : class
    {
        using var patience = new CancellationTokenSource(atMost ?? Patience);
        for (; ; )
        {
            Task next;
            lock (Gate)
            {
                if (find() is { } found)
                {
                    return found;
                }

                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException exception)
            {
                lock (Gate)
                {
                    throw new TimeoutException(whyNot(), exception);
                }
            }
        }
    }
}

/// <summary>What a server makes of ephemeral messages.</summary>
public enum EphemeralSupport
{
    /// <summary>As documented.</summary>
    Full,

    /// <summary>It refuses them.</summary>
    Refused,

    /// <summary>It does not know the parameter, and everybody sees the message.</summary>
    Ignored,
}

/// <summary>A press that waits for an answer.</summary>
internal sealed class FakeQuery(FakePerson person, FakeMessage message, DateTimeOffset at)
{
    public FakePerson Person { get; } = person;

    public FakeMessage Message { get; } = message;

    public DateTimeOffset At { get; } = at;

    public CallbackAnswer? Answer { get; set; }
}

/// <summary>What a person sees for a moment after a press.</summary>
/// <param name="Text">The toast or alert; empty for none.</param>
/// <param name="IsAlert">Whether it must be closed by hand.</param>
/// <param name="Url">What opens, or null.</param>
public sealed record CallbackAnswer(string Text, bool IsAlert, string? Url);
