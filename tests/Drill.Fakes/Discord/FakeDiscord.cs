using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Fakes.Discord;

/// <summary>
/// A Discord of one bot, over real HTTP and WebSocket: REST version 10 under <c>/api/v10/</c> and the gateway under <c>/gateway</c>. It keeps state, enforces limits, and is
/// strict about what it is sent. Times are those of its <see cref="TimeProvider"/>.
/// </summary>
public sealed class FakeDiscord : IAsyncDisposable
{
    public const string Token = "MTAwMDAwMDAwMDAwMDAwMDAx.fake.token-of-the-fake-bot";
    public const string ApplicationId = "100000000000000001";

    private readonly WebApplication app;
    private long lastId = 200_000;

    private FakeDiscord(WebApplication app, TimeProvider time)
    {
        this.app = app;
        Time = time;
        Limits = new FakeLimits(time);
        Gateway = new FakeGateway(this);
        Interactions = new FakeInteractions(this);
        Rest = new FakeRest(this);
    }

    public TimeProvider Time { get; }

    public Uri Address => new(app.Urls.First());

    public Uri ApiUrl => new(Address, "/api/v10/");

    public FakeLimits Limits { get; }

    public FakeGateway Gateway { get; }

    public FakeInteractions Interactions { get; }

    public FakeRest Rest { get; }

    /// <summary>Every channel by id: servers', threads, direct ones.</summary>
    public ConcurrentDictionary<string, FakeChannel> Channels { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, FakeGuild> Guilds { get; } = new(StringComparer.Ordinal);

    /// <summary>Registered commands; the key is a server's id, or empty for those everywhere.</summary>
    public ConcurrentDictionary<string, JsonArray> Commands { get; } = new(StringComparer.Ordinal);

    /// <summary>How often commands were put.</summary>
    public int CommandPuts { get; internal set; }

    public static async Task<FakeDiscord> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Services.AddRouting();
        var app = builder.Build();
        var fake = new FakeDiscord(app, time ?? TimeProvider.System);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Map("/gateway", gateway => gateway.Run(fake.Gateway.AcceptAsync));
        app.Map("/api/v10", api => api.Run(fake.Rest.AnswerAsync));
        app.Run(context =>
        {
            // The gateway's address has no path of its own: clients add "/?v=10".
            if (context.WebSockets.IsWebSocketRequest)
            {
                return fake.Gateway.AcceptAsync(context);
            }

            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return fake;
    }

    /// <summary>A new id; those made later are larger, and tell when they were made.</summary>
    public string NewId()
    {
        var milliseconds = Time.GetUtcNow().ToUnixTimeMilliseconds() - 1_420_070_400_000;
        return ((Math.Max(milliseconds, 1) << 22) + Interlocked.Increment(ref lastId) % (1 << 22)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A server with the bot in it: since long, or just now.</summary>
    public FakeGuild AddGuild(string name = "server", bool isNew = false)
    {
        var guild = new FakeGuild(NewId(), name, Time.GetUtcNow() - (isNew ? TimeSpan.Zero : TimeSpan.FromDays(30)));
        Guilds[guild.Id] = guild;
        return guild;
    }

    /// <summary>A text channel of a server, in which the bot may do everything.</summary>
    public FakeChannel AddChannel(FakeGuild guild, string? name = null)
    {
        var channel = new FakeChannel(NewId(), guild.Id, Type: 0, name ?? "general") { Permissions = FakePermissions.All };
        Channels[channel.Id] = channel;
        guild.SystemChannelId ??= channel.Id;
        return channel;
    }

    /// <summary>The channel in which the bot talks with one person.</summary>
    public FakeChannel DirectChannel(FakeUser user)
    {
        var existing = Channels.Values.FirstOrDefault(c => string.Equals(c.Recipient, user.Id, StringComparison.Ordinal));
        if (existing is not null)
        {
            return existing;
        }

        var channel = new FakeChannel(NewId(), null, Type: 1, user.Name) { Recipient = user.Id, Permissions = FakePermissions.All };
        return Channels[channel.Id] = channel;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Stop();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

public sealed record FakeUser(string Id, string Name)
{
    public JsonObject ToJson() => new() { ["id"] = Id, ["username"] = Name, ["global_name"] = Name, ["discriminator"] = "0", ["avatar"] = null };
}

public sealed class FakeGuild(string id, string name, DateTimeOffset joinedAt)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public DateTimeOffset JoinedAt { get; } = joinedAt;

    public string? SystemChannelId { get; set; }

    public string PreferredLocale { get; set; } = "en-US";

    public JsonObject ToJson(IEnumerable<FakeChannel> channels) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["joined_at"] = JoinedAt.ToString("O", CultureInfo.InvariantCulture),
        ["owner_id"] = "1",
        ["large"] = false,
        ["unavailable"] = false,
        ["member_count"] = 2,
        ["preferred_locale"] = PreferredLocale,
        ["system_channel_id"] = SystemChannelId,
        ["channels"] = new JsonArray([.. channels.Select(c => (JsonNode)c.ToJson())]),
        ["roles"] = new JsonArray(),
        ["members"] = new JsonArray(),
        ["threads"] = new JsonArray(),
        ["emojis"] = new JsonArray(),
        ["features"] = new JsonArray(),
        ["voice_states"] = new JsonArray(),
        ["presences"] = new JsonArray(),
        ["stage_instances"] = new JsonArray(),
        ["guild_scheduled_events"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
        ["a_member_of_the_future"] = new JsonObject { ["deep"] = new JsonArray(1, 2, 3) },
    };
}

/// <summary>A channel, thread or direct channel, with its messages.</summary>
public sealed record FakeChannel(string Id, string? GuildId, int Type, string Name)
{
    public string? Recipient { get; init; }

    public string? ParentId { get; init; }

    public string? OwnerId { get; init; }

    /// <summary>What the bot may do here.</summary>
    public long Permissions { get; set; }

    public bool IsDeleted { get; set; }

    public List<FakeMessage> Messages { get; } = [];

    /// <summary>The messages as they are now.</summary>
    public IReadOnlyList<FakeMessage> Sent
    {
        get
        {
            lock (Messages)
            {
                return [.. Messages];
            }
        }
    }

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["type"] = Type,
        ["guild_id"] = GuildId,
        ["name"] = Name,
        ["parent_id"] = ParentId,
        ["owner_id"] = OwnerId,
        ["last_message_id"] = Sent.LastOrDefault(m => m.OnlyFor is null)?.Id,
        ["permission_overwrites"] = new JsonArray(),
        ["position"] = 0,
    };
}

/// <summary>A message: what was sent, and what became of it.</summary>
public sealed class FakeMessage(string id, string channelId, JsonObject body, string author, DateTimeOffset at)
{
    public string Id { get; } = id;

    public string ChannelId { get; } = channelId;

    public DateTimeOffset At { get; } = at;

    public string Author { get; } = author;

    public JsonObject Body { get; set; } = body;

    public string? Nonce { get; init; }

    public int Edits { get; set; }

    public bool IsPinned { get; set; }

    public bool IsGone { get; set; }

    /// <summary>Who alone sees it, or null.</summary>
    public string? OnlyFor { get; init; }

    public IReadOnlyDictionary<string, int> Files { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>All text of the message, part after part.</summary>
    public string Text => string.Join('\n', All(Body["components"] as JsonArray).Where(c => (int?)c["type"] == 10).Select(c => (string?)c["content"]).Prepend((string?)Body["content"]).Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>Buttons by label.</summary>
    public IReadOnlyList<(string Label, string CustomId)> Buttons =>
        [.. All(Body["components"] as JsonArray).Where(c => (int?)c["type"] == 2).Select(c => ((string?)c["label"] ?? "", (string?)c["custom_id"] ?? ""))];

    public JsonObject ToJson(bool withNonce) => new()
    {
        ["id"] = Id,
        ["channel_id"] = ChannelId,
        ["type"] = 0,
        ["content"] = (string?)Body["content"] ?? "",
        ["timestamp"] = At.ToString("O", CultureInfo.InvariantCulture),
        ["edited_timestamp"] = null,
        ["tts"] = false,
        ["mention_everyone"] = false,
        ["mentions"] = new JsonArray(),
        ["mention_roles"] = new JsonArray(),
        ["attachments"] = new JsonArray(),
        ["embeds"] = new JsonArray(),
        ["pinned"] = IsPinned,
        ["flags"] = (int?)Body["flags"] ?? 0,
        ["nonce"] = withNonce ? Nonce : null,
        ["components"] = Body["components"]?.DeepClone() ?? new JsonArray(),
        ["author"] = new JsonObject { ["id"] = Author, ["username"] = "drill", ["discriminator"] = "0", ["avatar"] = null, ["bot"] = string.Equals(Author, FakeDiscord.ApplicationId, StringComparison.Ordinal) },
    };

    public static IEnumerable<JsonObject> All(JsonArray? components) => (components ?? []).OfType<JsonObject>()
        .SelectMany(c => All(c["components"] as JsonArray).Prepend(c).Concat(c["component"] is JsonObject inner ? [inner] : []).Concat(c["accessory"] is JsonObject other ? [other] : []));
}

/// <summary>Permission bits. https://docs.discord.com/developers/topics/permissions</summary>
public static class FakePermissions
{
    public const long Administrator = 1L << 3, ManageGuild = 1L << 5, ViewChannel = 1L << 10, SendMessages = 1L << 11, EmbedLinks = 1L << 14, AttachFiles = 1L << 15,
        ReadMessageHistory = 1L << 16, CreatePublicThreads = 1L << 35, SendMessagesInThreads = 1L << 38, PinMessages = 1L << 51;

    public const long All = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | CreatePublicThreads | SendMessagesInThreads | PinMessages;
}
