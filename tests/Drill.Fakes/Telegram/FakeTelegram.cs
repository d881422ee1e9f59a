using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Drill.Fakes.Telegram;

/// <summary>
/// A Bot API server on this machine over real HTTP, with chats, people, messages and everything a bot can get wrong. It is strict: what the documentation
/// forbids is refused with the words of the real server and makes <see cref="DisposeAsync"/> throw.
/// </summary>
public sealed class FakeTelegram : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Trouble>> troubles = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<BotCall> calls = new();
    private readonly ConcurrentQueue<string> violations = new();
    private readonly TelegramSpecification? specification;

    private WebApplication app = null!;

    private FakeTelegram(TimeProvider time, TelegramSpecification? specification)
    {
        this.specification = specification;
        World = new TelegramWorld(time);
        Methods = new BotMethods(World, Blame);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The bot's token.</summary>
    public string Token { get; } = "4242:AAFakeTokenOfTheOneBotThatThisServerKnows";

    /// <summary>Everything that exists.</summary>
    public TelegramWorld World { get; }

    /// <summary>Every call that the bot made, in order.</summary>
    public IReadOnlyList<BotCall> Calls => [.. calls];

    /// <summary>What the bot did that the documentation forbids.</summary>
    public IReadOnlyList<string> Violations => [.. violations];

    /// <summary>Whether calls are kept; a load test turns it off.</summary>
    public bool KeepsCalls { get; set; } = true;

    /// <summary>How long every answer takes, beside the work itself.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How fast a bot may send, or null for no limit.</summary>
    public FloodLimits? Flood { get; set; }

    private BotMethods Methods { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="time">Its clock; the system's when null.</param>
    /// <param name="port">A port, or 0 for a free one.</param>
    /// <param name="specification">Validates every request, when it is at hand.</param>
    public static async Task<FakeTelegram> StartAsync(TimeProvider? time = null, int port = 0, TelegramSpecification? specification = null)
    {
        var fake = new FakeTelegram(time ?? TimeProvider.System, specification);
        await fake.ListenAsync(port);
        return fake;
    }

    /// <summary>The line to the server goes dead: every connection ends and none is taken.</summary>
    public async Task StopListeningAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    /// <summary>The server can be reached again, at the same address.</summary>
    public Task ListenAgainAsync() => ListenAsync(Address.Port);

    /// <summary>A person who has never spoken with the bot.</summary>
    public FakePerson Person(string name, string language = "en") => World.AddPerson(name, language);

    /// <summary>A supergroup with the bot in it as a member.</summary>
    public FakeChat Group(string title, params ReadOnlySpan<FakePerson> members) => World.AddGroup(title, ChatKind.Supergroup, members);

    /// <summary>The next call of a method meets some trouble.</summary>
    public void Next(string method, Trouble trouble) => troubles.GetOrAdd(method, _ => new ConcurrentQueue<Trouble>()).Enqueue(trouble);

    /// <summary>Calls of one method.</summary>
    public IReadOnlyList<JsonObject> CallsOf(string method) => [.. calls.Where(c => c.Method == method).Select(c => c.Parameters)];

    /// <summary>Returns once so many calls of a method have come.</summary>
    public Task CallsReachAsync(string method, int count, TimeSpan? patience = null) =>
        World.UntilAsync(() => calls.Count(c => c.Method == method) >= count, () => $"only {calls.Count(c => c.Method == method)} calls of {method}, not {count}", patience);

    /// <summary>Tells that the bot broke a rule.</summary>
    public void Blame(string violation) => violations.Enqueue(violation);

    /// <summary>Forgets violations that a test provoked, and returns them.</summary>
    public IReadOnlyList<string> Forgive()
    {
        var forgiven = violations.ToArray();
        violations.Clear();
        return forgiven;
    }

    /// <summary>Ends the server.</summary>
    /// <exception cref="InvalidOperationException">The bot broke a rule.</exception>
    public async ValueTask DisposeAsync()
    {
        World.Updates.Close();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        if (!violations.IsEmpty)
        {
            throw new InvalidOperationException("The bot broke the rules of the Bot API:\n" + string.Join('\n', violations.Distinct()));
        }
    }

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(HandleGuardedAsync);
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
    }

    private async Task HandleGuardedAsync(HttpContext context)
    {
        try
        {
            await HandleAsync(context);
        }
        catch (BadHttpRequestException)
        {
            // Whoever called has hung up in the middle of it: a bot that stops, or the network.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Blame($"the server itself failed: {exception}");
            await AnswerAsync(context, BotAnswer.Error(500, "Internal Server Error"));
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        // /bot<token>/<method>
        var path = context.Request.Path.Value ?? "";
        var slash = path.LastIndexOf('/');
        var method = path[(slash + 1)..];
        if (!string.Equals(path[..slash], "/bot" + Token, StringComparison.Ordinal))
        {
            await AnswerAsync(context, BotAnswer.Error(401, "Unauthorized"));
            return;
        }

        var (parameters, files) = await BotRequest.ReadAsync(context.Request, Rules.For(method));
        if (KeepsCalls)
        {
            calls.Enqueue(new BotCall(method, parameters));
            World.Changed();
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, TimeProvider.System, context.RequestAborted);
        }

        var trouble = troubles.TryGetValue(method, out var waiting) && waiting.TryDequeue(out var next) ? next : null;
        if (trouble?.Before is { } before && !await before(context))
        {
            return;
        }

        var answer = trouble?.Instead ?? await DoAsync(method, parameters, files, context.RequestAborted);
        if (trouble?.After is { } after && !await after(context))
        {
            return;
        }

        await AnswerAsync(context, answer);
    }

    private async Task<BotAnswer> DoAsync(string method, JsonObject parameters, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        foreach (var problem in Rules.Check(method, parameters).Concat(specification?.Check(method, parameters) ?? []))
        {
            Blame($"{method}: {problem}");
        }

        if (method.StartsWith("send", StringComparison.Ordinal) && parameters["chat_id"] is { } chat && Flood?.Take(chat.ToString(), World.Now) is { } wait)
        {
            return BotAnswer.TooManyRequests(wait);
        }

        return method == "getUpdates" ? await World.Updates.GetAsync(parameters, cancellationToken) : Methods.Do(method, parameters, files);
    }

    private static async Task AnswerAsync(HttpContext context, BotAnswer answer)
    {
        context.Response.StatusCode = answer.Code;
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.WriteAsync(answer.ToJson(), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The bot has hung up.
        }
    }
}

/// <summary>A call that the bot made.</summary>
public sealed record BotCall(string Method, JsonObject Parameters);

/// <summary>What the server answers.</summary>
public sealed record BotAnswer(int Code, JsonNode? Result, string? Description, JsonObject? Parameters = null)
{
    internal static BotAnswer Ok(JsonNode? result) => new(200, result, null);

    internal static BotAnswer True => Ok(JsonValue.Create(true));

    /// <summary>A refusal in the words of the real server.</summary>
    public static BotAnswer Error(int code, string description, JsonObject? parameters = null) => new(code, null, description, parameters);

    /// <summary>Flood control.</summary>
    public static BotAnswer TooManyRequests(int seconds) => Error(429, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds });

    internal string ToJson()
    {
        var json = new JsonObject { ["ok"] = Code == 200 };
        if (Code == 200)
        {
            json["result"] = Result?.DeepClone();
        }
        else
        {
            json["error_code"] = Code;
            json["description"] = Description;
            if (Parameters is not null)
            {
                json["parameters"] = Parameters.DeepClone();
            }
        }

        return json.ToJsonString();
    }
}

/// <summary>Something that goes wrong with one call.</summary>
public sealed class Trouble
{
    internal Func<HttpContext, Task<bool>>? Before { get; private init; }

    internal Func<HttpContext, Task<bool>>? After { get; private init; }

    internal BotAnswer? Instead { get; private init; }

    /// <summary>The server refuses.</summary>
    public static Trouble Error(int code, string description) => new() { Instead = BotAnswer.Error(code, description) };

    /// <summary>The server asks for patience.</summary>
    public static Trouble RetryAfter(int seconds) => new() { Instead = BotAnswer.TooManyRequests(seconds) };

    /// <summary>A proxy in front of the server answers with a page.</summary>
    public static Trouble Page(int status) => new()
    {
        Before = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<html><body>Bad Gateway</body></html>");
            return false;
        },
    };

    /// <summary>The line goes dead before the server has done anything, as far as the bot can tell.</summary>
    public static Trouble HangUp() => new() { Before = Abort };

    /// <summary>The server does its work, and then the line goes dead.</summary>
    public static Trouble ArrivesUnseen() => new() { After = Abort };

    /// <summary>The server takes the call and neither does anything nor ever answers.</summary>
    public static Trouble Silence() => new() { Before = NeverAnswer };

    /// <summary>The server does its work and never answers.</summary>
    public static Trouble DoneInSilence() => new() { After = NeverAnswer };

    /// <summary>The answer waits until the task is done.</summary>
    public static Trouble Hold(Task until) => new()
    {
        After = async _ =>
        {
            await until;
            return true;
        },
    };

    private static async Task<bool> NeverAnswer(HttpContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    private static Task<bool> Abort(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(false);
    }
}
