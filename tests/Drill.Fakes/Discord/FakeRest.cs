using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Drill.Fakes.Discord;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The path with <c>{id}</c> for each id.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The JSON, or null.</param>
/// <param name="At">When.</param>
public sealed record FakeRequest(string Method, string Route, string Path, JsonNode? Body, DateTimeOffset At)
{
    /// <summary>The file names that came with it, with their sizes.</summary>
    public IReadOnlyDictionary<string, int> Files { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>The REST side of the fake.</summary>
public sealed partial class FakeRest(FakeDiscord discord)
{
    private static readonly TimeSpan NonceMemory = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<FakeRequest> requests = new();
    private readonly List<Fault> faults = [];
    private int arrived;
    private int underWay;

    /// <summary>Every request, in the order of arrival.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. requests];

    /// <summary>Looks at each request with a body; what it returns is what is wrong with it.</summary>
    public Func<FakeRequest, IReadOnlyList<string>>? Inspect { get; set; }

    /// <summary>Whether messages read back carry their nonces.</summary>
    public bool ReturnsNonces { get; set; }

    /// <summary>Whether requests are kept. Off for measurements.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Everything that was wrong with a request.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>How the last client named itself.</summary>
    public string UserAgent { get; private set; } = "";

    /// <summary>Answers the next requests of a route in a way of the test's own.</summary>
    public void Next(string method, string route, Func<HttpContext, Task> answer, int times = 1)
    {
        lock (faults)
        {
            faults.AddRange(Enumerable.Range(0, times).Select(_ => new Fault(method, route, answer)));
        }
    }

    /// <summary>An answer with a status and Discord's error object.</summary>
    public static Func<HttpContext, Task> Error(int status, int code = 0, string message = "error") =>
        context => WriteAsync(context, status, new JsonObject { ["code"] = code, ["message"] = message });

    /// <summary>An answer 429.</summary>
    public static Func<HttpContext, Task> TooMany(double retryAfter, bool isGlobal = false, string scope = "user", int? remaining = null) => context =>
    {
        context.Response.Headers["X-RateLimit-Scope"] = scope;
        if (remaining is { } left)
        {
            context.Response.Headers["X-RateLimit-Bucket"] = "sub";
            context.Response.Headers["X-RateLimit-Limit"] = "5";
            context.Response.Headers["X-RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-RateLimit-Reset-After"] = "1";
        }

        return WriteAsync(context, 429, new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = retryAfter, ["global"] = isGlobal });
    };

    /// <summary>The page with which the network before Discord answers when it has banned an address.</summary>
    public static Func<HttpContext, Task> Banned(int seconds) => context =>
    {
        context.Response.StatusCode = 429;
        context.Response.ContentType = "text/html";
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.Remove("Via");
        return context.Response.WriteAsync("<html><body>error code: 1015</body></html>");
    };

    public static Task WriteAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        if (body is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    /// <summary>How many requests have come.</summary>
    public int Arrived => arrived;

    /// <summary>How many requests are being answered, but for those that a test lets hang.</summary>
    public int UnderWay => underWay;

    /// <summary>An answer that never comes.</summary>
    public Func<HttpContext, Task> Silence => async context =>
    {
        Interlocked.Decrement(ref underWay);
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        Interlocked.Increment(ref underWay);
    };

    public async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref arrived);
        Interlocked.Increment(ref underWay);
        try
        {
            await TakeAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>Answers as ever: for a fault that comes after requests that go well.</summary>
    public Task Pass(HttpContext context) => RouteAsync(context, (FakeRequest)context.Items["request"]!);

    private async Task TakeAsync(HttpContext context)
    {
        context.Response.Headers.Via = "1.1 google";
        UserAgent = context.Request.Headers.UserAgent.ToString();
        if (!BotAgent().IsMatch(UserAgent))
        {
            Complaints.Enqueue("a User-Agent with which Discord may refuse everything: " + UserAgent);
        }

        var path = context.Request.Path.Value!.Trim('/');
        var parts = path.Split('/');
        var route = RouteOf(parts);
        var method = context.Request.Method;
        var (body, files) = await ReadAsync(context);
        var request = new FakeRequest(method, route, path, body, discord.Time.GetUtcNow()) { Files = files };
        if (Keeps)
        {
            requests.Enqueue(request);
        }

        if (TakeFault(method, route) is { } fault)
        {
            context.Items["request"] = request;
            await fault.Answer(context);
            return;
        }

        await RouteAsync(context, request);
    }

    private async Task RouteAsync(HttpContext context, FakeRequest request)
    {
        var (method, route, body) = (request.Method, request.Route, request.Body);
        var parts = request.Path.Split('/');
        var isOpen = parts[0] is "interactions" or "webhooks";
        if (!isOpen && !string.Equals(context.Request.Headers.Authorization, "Bot " + FakeDiscord.Token, StringComparison.Ordinal))
        {
            await WriteAsync(context, 401, new JsonObject { ["message"] = "401: Unauthorized", ["code"] = 0 });
            return;
        }

        if (!isOpen && !await discord.Limits.LetInAsync(context, method + " " + route, parts.Length > 1 && parts[0] is "channels" or "guilds" ? parts[1] : ""))
        {
            return;
        }

        if (body is not null && Inspect?.Invoke(request) is { Count: > 0 } wrong)
        {
            Complain(request, wrong);
        }

        await (parts switch
        {
            ["gateway"] => WriteAsync(context, 200, new JsonObject { ["url"] = discord.Gateway.Url }),
            ["gateway", "bot"] => WriteAsync(context, 200, discord.Gateway.Describe()),
            ["users", "@me"] => WriteAsync(context, 200, Bot()),
            ["users", "@me", "channels"] => OpenDirectAsync(context, body),
            ["applications", "@me"] or ["oauth2", "applications", "@me"] => WriteAsync(context, 200, new JsonObject { ["id"] = FakeDiscord.ApplicationId, ["name"] = "Drill", ["description"] = "", ["bot"] = Bot() }),
            ["applications", _, "commands"] => CommandsAsync(context, "", body),
            ["applications", _, "guilds", var guild, "commands"] => CommandsAsync(context, guild, body),
            ["channels", var channel, "messages"] => MessagesAsync(context, channel, request),
            ["channels", var channel, "messages", "pins", var message] => PinAsync(context, channel, message),
            ["channels", var channel, "messages", var message, "threads"] => ThreadAsync(context, channel, message, body),
            ["channels", var channel] => GetChannelAsync(context, channel),
            ["interactions", var id, var token, "callback"] => discord.Interactions.CallBackAsync(context, id, token, request),
            ["webhooks", _, var token] => discord.Interactions.FollowUpAsync(context, token, request),
            ["webhooks", _, var token, "messages", var message] => discord.Interactions.EditAsync(context, token, message, request),
            _ => WriteAsync(context, 404, new JsonObject { ["message"] = "404: Not Found", ["code"] = 0 }),
        });
    }

    internal static JsonObject Bot() => new() { ["id"] = FakeDiscord.ApplicationId, ["username"] = "drill", ["discriminator"] = "0", ["avatar"] = null, ["bot"] = true };

    /// <summary>Checks a message; the answer is written when something is wrong with it.</summary>
    internal async Task<bool> RefusesAsync(HttpContext context, FakeRequest request, JsonObject? message)
    {
        var wrong = FakeRules.Check(message, request.Files);
        if (wrong.Count == 0)
        {
            return false;
        }

        Complain(request, wrong);
        await WriteAsync(context, 400, new JsonObject { ["code"] = 50035, ["message"] = "Invalid Form Body: " + string.Join("; ", wrong) });
        return true;
    }

    private void Complain(FakeRequest request, IReadOnlyList<string> wrong)
    {
        foreach (var complaint in wrong)
        {
            Complaints.Enqueue($"{request.Method} {request.Route}: {complaint}");
        }
    }

    private static string RouteOf(string[] parts) => string.Join('/', parts.Select((p, i) =>
        i > 0 && parts[i - 1] is "interactions" or "webhooks" || (i > 1 && parts[0] is "interactions" or "webhooks" && i == 2) || (p.Length > 5 && p.All(char.IsAsciiDigit)) ? "{id}" : p));

    private Fault? TakeFault(string method, string route)
    {
        lock (faults)
        {
            var index = faults.FindIndex(f => string.Equals(f.Method, method, StringComparison.Ordinal) && string.Equals(f.Route, route, StringComparison.Ordinal));
            if (index < 0)
            {
                return null;
            }

            var fault = faults[index];
            faults.RemoveAt(index);
            return fault;
        }
    }

    private static async Task<(JsonNode? Body, IReadOnlyDictionary<string, int> Files)> ReadAsync(HttpContext context)
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync();
            foreach (var file in form.Files)
            {
                files[file.FileName] = (int)file.Length;
            }

            // A JSON part is a file to ASP.NET when it has a content type, and a field when it has none.
            var field = form["payload_json"].ToString();
            return (JsonNode.Parse(field.Length > 0 ? field : "null"), files);
        }

        if (context.Request.ContentLength is null or 0 && !context.Request.Headers.TransferEncoding.Contains("chunked"))
        {
            return (null, files);
        }

        try
        {
            return (await JsonNode.ParseAsync(context.Request.Body), files);
        }
        catch (System.Text.Json.JsonException)
        {
            return (null, files);
        }
    }

    private async Task MessagesAsync(HttpContext context, string channelId, FakeRequest request)
    {
        if (!discord.Channels.TryGetValue(channelId, out var channel) || channel.IsDeleted)
        {
            await Error(404, 10003, "Unknown Channel")(context);
            return;
        }

        if ((channel.Permissions & FakePermissions.ViewChannel) == 0)
        {
            await Error(403, 50001, "Missing Access")(context);
            return;
        }

        if (context.Request.Method == "GET")
        {
            await ListAsync(context, channel);
            return;
        }

        if ((channel.Permissions & FakePermissions.SendMessages) == 0 || (request.Files.Count > 0 && (channel.Permissions & FakePermissions.AttachFiles) == 0))
        {
            await Error(403, 50013, "Missing Permissions")(context);
            return;
        }

        var body = request.Body as JsonObject;
        if (await RefusesAsync(context, request, body))
        {
            return;
        }

        FakeMessage message;
        var isNew = true;
        lock (channel.Messages)
        {
            var nonce = body!["nonce"]?.ToString();
            var now = discord.Time.GetUtcNow();
            var first = nonce is not null && (bool?)body["enforce_nonce"] == true
                ? channel.Messages.FirstOrDefault(m => string.Equals(m.Nonce, nonce, StringComparison.Ordinal) && now - m.At < NonceMemory)
                : null;
            isNew = first is null;
            message = first ?? new FakeMessage(discord.NewId(), channelId, body, FakeDiscord.ApplicationId, now) { Nonce = nonce, Files = request.Files };
            if (isNew)
            {
                channel.Messages.Add(message);
            }
        }

        await WriteAsync(context, 200, message.ToJson(withNonce: true));
    }

    private async Task ListAsync(HttpContext context, FakeChannel channel)
    {
        var before = context.Request.Query["before"].ToString();
        var limit = int.TryParse(context.Request.Query["limit"], CultureInfo.InvariantCulture, out var given) ? given : 50;
        if (limit is < 1 or > 100)
        {
            await Error(400, 50035, "limit")(context);
            return;
        }

        var canRead = (channel.Permissions & FakePermissions.ReadMessageHistory) != 0;
        var found = channel.Sent.Where(m => m.OnlyFor is null && !m.IsGone && canRead && (before.Length == 0 || string.CompareOrdinal(m.Id, before) < 0)).OrderByDescending(m => m.Id, StringComparer.Ordinal).Take(limit);
        await WriteAsync(context, 200, new JsonArray([.. found.Select(m => (JsonNode)m.ToJson(ReturnsNonces))]));
    }

    private async Task PinAsync(HttpContext context, string channelId, string messageId)
    {
        if (Find(channelId, messageId) is not { } message)
        {
            await Error(404, 10008, "Unknown Message")(context);
        }
        else if ((discord.Channels[channelId].Permissions & FakePermissions.PinMessages) == 0)
        {
            await Error(403, 50013, "Missing Permissions")(context);
        }
        else
        {
            message.IsPinned = true;
            await WriteAsync(context, 204, null);
        }
    }

    private async Task ThreadAsync(HttpContext context, string channelId, string messageId, JsonNode? body)
    {
        if (Find(channelId, messageId) is null)
        {
            await Error(404, 10008, "Unknown Message")(context);
        }
        else if ((discord.Channels[channelId].Permissions & FakePermissions.CreatePublicThreads) == 0)
        {
            await Error(403, 50013, "Missing Permissions")(context);
        }
        else if ((string?)body?["name"] is not { Length: > 0 and <= 100 } name)
        {
            await Error(400, 50035, "name")(context);
        }
        else if (discord.Channels.ContainsKey(messageId))
        {
            await Error(400, 160004, "A thread has already been created for this message")(context);
        }
        else
        {
            var thread = new FakeChannel(messageId, discord.Channels[channelId].GuildId, Type: 11, name) { ParentId = channelId, OwnerId = FakeDiscord.ApplicationId, Permissions = FakePermissions.All };
            discord.Channels[thread.Id] = thread;
            await WriteAsync(context, 201, thread.ToJson());
        }
    }

    private FakeMessage? Find(string channel, string message) =>
        discord.Channels.GetValueOrDefault(channel)?.Sent.FirstOrDefault(m => string.Equals(m.Id, message, StringComparison.Ordinal) && !m.IsGone);

    private Task GetChannelAsync(HttpContext context, string id) =>
        discord.Channels.TryGetValue(id, out var channel) ? WriteAsync(context, 200, channel.ToJson()) : Error(404, 10003, "Unknown Channel")(context);

    private Task OpenDirectAsync(HttpContext context, JsonNode? body) => (string?)body?["recipient_id"] is { } user
        ? WriteAsync(context, 200, discord.DirectChannel(new FakeUser(user, "somebody")).ToJson())
        : Error(400, 50035, "recipient_id")(context);

    private async Task CommandsAsync(HttpContext context, string scope, JsonNode? body)
    {
        if (context.Request.Method == "GET")
        {
            await WriteAsync(context, 200, discord.Commands.GetValueOrDefault(scope)?.DeepClone() ?? new JsonArray());
            return;
        }

        var commands = (body as JsonArray ?? [body?.DeepClone()]).OfType<JsonObject>().ToList();
        var wrong = commands.SelectMany(FakeRules.CheckCommand).ToList();
        if (wrong.Count > 0 || commands.Count > 100)
        {
            Complain(new FakeRequest(context.Request.Method, "commands", "", body, discord.Time.GetUtcNow()), wrong);
            await WriteAsync(context, 400, new JsonObject { ["code"] = 50035, ["message"] = string.Join("; ", wrong) });
            return;
        }

        var stored = new JsonArray([.. commands.Select(c =>
        {
            var copy = (JsonObject)c.DeepClone();
            copy["id"] = discord.NewId();
            copy["application_id"] = FakeDiscord.ApplicationId;
            copy["version"] = discord.NewId();
            return (JsonNode)copy;
        })]);
        discord.Commands[scope] = stored;
        discord.CommandPuts++;
        await WriteAsync(context, context.Request.Method == "POST" ? 201 : 200, context.Request.Method == "POST" ? stored[0]!.DeepClone() : stored.DeepClone());
    }

    // https://docs.discord.com/developers/reference#user-agent
    [GeneratedRegex(@"^DiscordBot \(https?://[^\s,)]+, [^\s)]+\)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex BotAgent();

    private sealed record Fault(string Method, string Route, Func<HttpContext, Task> Answer);
}
