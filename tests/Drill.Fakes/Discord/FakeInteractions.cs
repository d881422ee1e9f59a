using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Drill.Fakes.Discord;

/// <summary>People who use the bot: commands, presses, forms. Each interaction has a clock of three seconds and a token of fifteen minutes.</summary>
public sealed class FakeInteractions(FakeDiscord discord)
{
    private static readonly TimeSpan FirstResponse = TimeSpan.FromSeconds(3), TokenLife = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, FakeInteraction> byToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeInteraction> byId = new(StringComparer.Ordinal);
    private readonly Ed25519PrivateKeyParameters key = new(System.Security.Cryptography.SHA256.HashData("the fake's own key"u8));

    /// <summary>The key with which interactions sent to an endpoint are signed, in hexadecimal digits.</summary>
    public string PublicKey => Convert.ToHexStringLower(key.GeneratePublicKey().GetEncoded());

    /// <summary>Where interactions go instead of the gateway, or null.</summary>
    public Uri? Endpoint { get; set; }

    private static HttpClient Http { get; } = new();

    /// <summary>Somebody types a command. A client lets nobody send one that is not registered, nor a choice that is not offered.</summary>
    public Task<FakeInteraction> CommandAsync(FakeUser user, FakeChannel channel, string name, params (string Name, object Value)[] options)
    {
        foreach (var (option, value) in options)
        {
            if (OptionOf(name, option)["choices"] is JsonArray { Count: > 0 } choices && !choices.Any(c => Equals(c!["value"]!.ToString(), value.ToString())))
            {
                throw new InvalidOperationException($"/{name} {option} offers no '{value}', but {string.Join(", ", choices.Select(c => c!["value"]))}.");
            }
        }

        if (FindCommand(name)["options"] is JsonArray known && known.FirstOrDefault(o => (bool?)o!["required"] == true && !options.Any(given => Equals(given.Name, (string?)o["name"]))) is { } missing)
        {
            throw new InvalidOperationException($"/{name} needs '{missing["name"]}'.");
        }

        return StartAsync(user, channel, 2, new JsonObject
        {
            ["id"] = discord.NewId(),
            ["name"] = name,
            ["type"] = 1,
            ["options"] = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["type"] = o.Value is int ? 4 : 3, ["value"] = JsonValue.Create(o.Value) })]),
        });
    }

    /// <summary>Somebody types in an option that completes itself, after others that are chosen already.</summary>
    public Task<FakeInteraction> AutocompleteAsync(FakeUser user, FakeChannel channel, string name, string option, string typed, params (string Name, string Value)[] chosen) =>
        (bool?)OptionOf(name, option)["autocomplete"] is not true ? throw new InvalidOperationException($"/{name} {option} does not complete itself.") : StartAsync(user, channel, 4, new JsonObject
        {
            ["id"] = discord.NewId(),
            ["name"] = name,
            ["type"] = 1,
            ["options"] = new JsonArray(
            [
                .. chosen.Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["type"] = 3, ["value"] = c.Value }),
                new JsonObject { ["name"] = option, ["type"] = 3, ["value"] = typed, ["focused"] = true },
            ]),
        });

    /// <summary>Somebody presses a button, given by its label.</summary>
    public Task<FakeInteraction> PressAsync(FakeUser user, FakeMessage message, string label)
    {
        var button = message.Buttons.FirstOrDefault(b => b.Label.Contains(label, StringComparison.Ordinal));
        return button.CustomId is null
            ? throw new InvalidOperationException($"There is no button '{label}' among {string.Join(", ", message.Buttons.Select(b => b.Label))}.")
            : PressIdAsync(user, message, button.CustomId);
    }

    /// <summary>Somebody presses a button, given by its id; it may be forged.</summary>
    public Task<FakeInteraction> PressIdAsync(FakeUser user, FakeMessage message, string customId) => StartAsync(
        user, discord.Channels[message.ChannelId], 3, new JsonObject { ["component_type"] = 2, ["custom_id"] = customId }, message);

    /// <summary>Somebody sends the form that an interaction opened.</summary>
    public async Task<FakeInteraction> SubmitAsync(FakeUser user, FakeInteraction opened, string text)
    {
        var modal = (await opened.Responded)["data"]!.AsObject();
        var field = FakeMessage.All(modal["components"] as JsonArray).First(c => (int?)c["type"] == 4);
        return await StartAsync(
            user,
            opened.Channel,
            5,
            new JsonObject
            {
                ["custom_id"] = (string?)modal["custom_id"],
                ["components"] = new JsonArray(new JsonObject
                {
                    ["type"] = 18,
                    ["id"] = 1,
                    ["component"] = new JsonObject { ["type"] = 4, ["id"] = 2, ["custom_id"] = (string?)field["custom_id"], ["value"] = text },
                }),
            },
            opened.Source);
    }

    /// <summary>Somebody writes to the bot alone.</summary>
    public Task WriteAsync(FakeUser user, string text, FakeMessage? replyTo = null)
    {
        var channel = discord.DirectChannel(user);
        var message = new FakeMessage(discord.NewId(), channel.Id, new JsonObject { ["content"] = text }, user.Id, discord.Time.GetUtcNow());
        lock (channel.Messages)
        {
            channel.Messages.Add(message);
        }

        var json = message.ToJson(withNonce: false);
        json["author"] = user.ToJson();
        json["message_reference"] = replyTo is null ? null : new JsonObject { ["message_id"] = replyTo.Id, ["channel_id"] = channel.Id };
        return discord.Gateway.DispatchAsync("MESSAGE_CREATE", json);
    }

    /// <summary>Signs a body as Discord does.</summary>
    public string Sign(string timestamp, byte[] body)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        var head = Encoding.UTF8.GetBytes(timestamp);
        signer.BlockUpdate(head, 0, head.Length);
        signer.BlockUpdate(body, 0, body.Length);
        return Convert.ToHexStringLower(signer.GenerateSignature());
    }

    /// <summary>Sends an interaction again, as Discord may after trouble.</summary>
    public Task RepeatAsync(FakeInteraction interaction) => discord.Gateway.DispatchAsync("INTERACTION_CREATE", interaction.Json.DeepClone().AsObject());

    internal async Task CallBackAsync(HttpContext context, string id, string token, FakeRequest request)
    {
        if (!byId.TryGetValue(id, out var interaction) || !string.Equals(interaction.Token, token, StringComparison.Ordinal) || discord.Time.GetUtcNow() - interaction.StartedAt > FirstResponse)
        {
            await FakeRest.Error(404, 10062, "Unknown interaction")(context);
            return;
        }

        var response = request.Body as JsonObject ?? [];
        if (!interaction.TryClaim())
        {
            await FakeRest.Error(400, 40060, "Interaction has already been acknowledged.")(context);
            return;
        }

        if (await TakeAsync(interaction, response, request, wrong => discord.Rest.RefusesAsync(context, request, wrong)))
        {
            var message = interaction.Original;
            await (context.Request.Query["with_response"] == "true"
                ? FakeRest.WriteAsync(context, 200, new JsonObject
                {
                    ["interaction"] = new JsonObject { ["id"] = id, ["type"] = interaction.Type, ["response_message_id"] = message?.Id },
                    ["resource"] = new JsonObject { ["type"] = (int?)response["type"], ["message"] = message?.ToJson(withNonce: false) },
                })
                : FakeRest.WriteAsync(context, 204, null));
            interaction.Answer(response);
        }
        else
        {
            interaction.Unclaim();
        }
    }

    internal async Task FollowUpAsync(HttpContext context, string token, FakeRequest request)
    {
        if (Alive(token) is not { IsAcknowledged: true } interaction)
        {
            await FakeRest.Error(404, 10015, "Unknown Webhook")(context);
            return;
        }

        var body = request.Body as JsonObject;
        if (await discord.Rest.RefusesAsync(context, request, body))
        {
            return;
        }

        // The first follow-up of a deferred response takes its place.
        var isHidden = interaction.TakesPlace() ? interaction.IsDeferredHidden : (((int?)body!["flags"] ?? 0) & 64) != 0;
        var message = Add(interaction, body!, request, isHidden);
        interaction.Say(message);
        await FakeRest.WriteAsync(context, 200, message.ToJson(withNonce: false));
    }

    internal async Task EditAsync(HttpContext context, string token, string messageId, FakeRequest request)
    {
        if (Alive(token) is not { IsAcknowledged: true } interaction)
        {
            await FakeRest.Error(404, 10015, "Unknown Webhook")(context);
            return;
        }

        var message = messageId == "@original" ? interaction.Original : interaction.Said.FirstOrDefault(m => string.Equals(m.Id, messageId, StringComparison.Ordinal));
        if (context.Request.Method == "GET")
        {
            await (message is null ? FakeRest.Error(404, 10008, "Unknown Message")(context) : FakeRest.WriteAsync(context, 200, message.ToJson(withNonce: false)));
            return;
        }

        var body = request.Body as JsonObject;
        if (await discord.Rest.RefusesAsync(context, request, body))
        {
            return;
        }

        if (message is null && messageId == "@original" && interaction.TakesPlace())
        {
            message = Add(interaction, body!, request, interaction.IsDeferredHidden);
            interaction.Original = message;
            interaction.Say(message);
        }
        else if (message is null or { IsGone: true })
        {
            await FakeRest.Error(404, 10008, "Unknown Message")(context);
            return;
        }
        else
        {
            message.Body = body!;
            message.Files = request.Files;
            message.Edits++;
            interaction.Say(message);
        }

        await FakeRest.WriteAsync(context, 200, message.ToJson(withNonce: false));
    }

    private JsonObject FindCommand(string name) => discord.Commands.Values.SelectMany(c => c).OfType<JsonObject>().FirstOrDefault(c => Equals((string?)c["name"], name))
        ?? throw new InvalidOperationException($"There is no command /{name}.");

    private JsonObject OptionOf(string name, string option) => (FindCommand(name)["options"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(o => Equals((string?)o["name"], option))
        ?? throw new InvalidOperationException($"/{name} has no option '{option}'.");

    private FakeInteraction? Alive(string token) =>
        byToken.TryGetValue(token, out var interaction) && discord.Time.GetUtcNow() - interaction.StartedAt < TokenLife ? interaction : null;

    private async Task<FakeInteraction> StartAsync(FakeUser user, FakeChannel channel, int type, JsonObject data, FakeMessage? source = null)
    {
        var id = discord.NewId();
        var token = "aW50ZXJhY3Rpb24." + id + "." + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        var json = new JsonObject
        {
            ["id"] = id,
            ["application_id"] = FakeDiscord.ApplicationId,
            ["type"] = type,
            ["token"] = token,
            ["version"] = 1,
            ["locale"] = Locale(user),
            ["channel_id"] = channel.Id,
            ["channel"] = channel.ToJson(),
            ["app_permissions"] = channel.Permissions.ToString(CultureInfo.InvariantCulture),
            ["context"] = channel.GuildId is null ? 1 : 0,
            ["entitlements"] = new JsonArray(),
            ["authorizing_integration_owners"] = new JsonObject(),
            ["attachment_size_limit"] = 10485760,
            ["data"] = data,
        };
        if (source is not null)
        {
            json["message"] = source.ToJson(withNonce: false);
        }

        if (channel.GuildId is { } guild)
        {
            json["guild_id"] = guild;
            json["guild_locale"] = discord.Guilds[guild].PreferredLocale;
            json["member"] = new JsonObject
            {
                ["user"] = user.ToJson(),
                ["nick"] = null,
                ["roles"] = new JsonArray(),
                ["joined_at"] = discord.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["deaf"] = false,
                ["mute"] = false,
                ["flags"] = 0,
                ["permissions"] = (Admins.Contains(user.Id) ? FakePermissions.ManageGuild | FakePermissions.SendMessages : FakePermissions.SendMessages).ToString(CultureInfo.InvariantCulture),
            };
        }
        else
        {
            json["user"] = user.ToJson();
        }

        var interaction = new FakeInteraction(id, token, type, channel, user, source, json, discord.Time.GetUtcNow());
        byToken[token] = interaction;
        byId[id] = interaction;
        if (Endpoint is { } endpoint)
        {
            await PostAsync(interaction, endpoint);
        }
        else
        {
            await discord.Gateway.DispatchAsync("INTERACTION_CREATE", json.DeepClone().AsObject(), channel.GuildId);
        }

        return interaction;
    }

    /// <summary>Who may manage their servers.</summary>
    public HashSet<string> Admins { get; } = new(StringComparer.Ordinal);

    /// <summary>The language of a person's client.</summary>
    public Dictionary<string, string> Locales { get; } = new(StringComparer.Ordinal);

    private string Locale(FakeUser user) => Locales.GetValueOrDefault(user.Id, "en-US");

    private async Task PostAsync(FakeInteraction interaction, Uri endpoint)
    {
        var body = Encoding.UTF8.GetBytes(interaction.Json.ToJsonString());
        var timestamp = discord.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.Add("X-Signature-Ed25519", Sign(timestamp, body));
        using var response = await Http.SendAsync(request);
        if (response.StatusCode == System.Net.HttpStatusCode.Accepted)
        {
            return;
        }

        response.EnsureSuccessStatusCode();
        var json = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!.AsObject();
        if (interaction.TryClaim())
        {
            var answered = new FakeRequest("POST", "endpoint", "", json, discord.Time.GetUtcNow());
            await TakeAsync(interaction, json, answered, wrong => Task.FromResult(Complained(wrong)));
            interaction.Answer(json);
        }

        bool Complained(JsonObject? message)
        {
            var wrong = FakeRules.Check(message, new Dictionary<string, int>(StringComparer.Ordinal));
            wrong.ToList().ForEach(w => discord.Rest.Complaints.Enqueue("endpoint: " + w));
            return wrong.Count > 0;
        }
    }

    /// <summary>Does what a first response says; false when it was refused.</summary>
    private async Task<bool> TakeAsync(FakeInteraction interaction, JsonObject response, FakeRequest request, Func<JsonObject?, Task<bool>> refuses)
    {
        var type = (int?)response["type"] ?? 0;
        var data = response["data"] as JsonObject;
        switch (type)
        {
            case 4 or 7:
                if (await refuses(data))
                {
                    return false;
                }

                if (type == 7 && interaction.Source is { IsGone: false } source)
                {
                    source.Body = data!;
                    source.Files = request.Files;
                    source.Edits++;
                    interaction.Original = source;
                    interaction.Say(source);
                }
                else
                {
                    interaction.Original = Add(interaction, data!, request, (((int?)data!["flags"] ?? 0) & 64) != 0);
                    interaction.Say(interaction.Original);
                }

                return true;
            case 5:
                interaction.Defer((((int?)data?["flags"] ?? 0) & 64) != 0);
                return true;
            case 6:
                interaction.Original = interaction.Source;
                return true;
            case 8:
                return interaction.Type == 4 && data?["choices"] is JsonArray { Count: <= 25 };
            case 9:
                if (interaction.Type == 5 || FakeRules.CheckModal(data) is not { Count: 0 } wrong)
                {
                    discord.Rest.Complaints.Enqueue("a modal that Discord refuses: " + string.Join("; ", FakeRules.CheckModal(data)));
                    return !await refuses(null);
                }

                return true;
            default:
                return !await refuses(null);
        }
    }

    private FakeMessage Add(FakeInteraction interaction, JsonObject body, FakeRequest request, bool isHidden)
    {
        var message = new FakeMessage(discord.NewId(), interaction.Channel.Id, body, FakeDiscord.ApplicationId, discord.Time.GetUtcNow())
        {
            OnlyFor = isHidden ? interaction.User.Id : null,
            Files = request.Files,
        };
        lock (interaction.Channel.Messages)
        {
            interaction.Channel.Messages.Add(message);
        }

        return message;
    }
}

/// <summary>One interaction and everything the bot said to it.</summary>
public sealed class FakeInteraction(string id, string token, int type, FakeChannel channel, FakeUser user, FakeMessage? source, JsonObject json, DateTimeOffset startedAt)
{
    private readonly TaskCompletionSource<JsonObject> responded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<FakeMessage> said = [];
    private readonly SemaphoreSlim news = new(0);
    private int claimed;
    private bool isWaitingForMessage;

    public string Id { get; } = id;

    public string Token { get; } = token;

    public int Type { get; } = type;

    public FakeChannel Channel { get; } = channel;

    public FakeUser User { get; } = user;

    public FakeMessage? Source { get; } = source;

    public JsonObject Json { get; } = json;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public FakeMessage? Original { get; internal set; }

    public bool IsAcknowledged => claimed == 1;

    /// <summary>How often a first response came.</summary>
    public int Responses { get; private set; }

    internal bool IsDeferredHidden { get; private set; }

    /// <summary>The first response.</summary>
    public Task<JsonObject> Responded => responded.Task;

    /// <summary>Messages made or changed, in order.</summary>
    public IReadOnlyList<FakeMessage> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    /// <summary>Waits until the bot has said so many messages, and returns the last of them.</summary>
    public async Task<FakeMessage> SaidAsync(int count = 1)
    {
        while (Said.Count < count)
        {
            if (!await news.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"The bot said {Said.Count} of {count} messages; first response: {(responded.Task.IsCompleted ? responded.Task.Result.ToJsonString() : "none")}");
            }
        }

        return Said[count - 1];
    }

    internal bool TryClaim()
    {
        Responses++;
        return Interlocked.Exchange(ref claimed, 1) == 0;
    }

    internal void Unclaim() => Interlocked.Exchange(ref claimed, 0);

    internal void Answer(JsonObject response) => responded.TrySetResult(response);

    internal void Defer(bool isHidden) => (IsDeferredHidden, isWaitingForMessage) = (isHidden, true);

    internal bool TakesPlace()
    {
        var takes = isWaitingForMessage;
        isWaitingForMessage = false;
        return takes;
    }

    internal void Say(FakeMessage message)
    {
        lock (said)
        {
            said.Add(message);
        }

        news.Release();
    }
}
