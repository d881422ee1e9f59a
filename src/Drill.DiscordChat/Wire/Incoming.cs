using System.Text.Json;
using System.Text.Json.Serialization;

namespace Drill.DiscordChat.Wire;

// What Discord sends, as far as we read it. Whatever else it sends is skipped; everything may be missing or null.

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object</summary>
internal sealed record Interaction
{
    public const int Ping = 1, Command = 2, Component = 3, Autocomplete = 4, ModalSubmit = 5;

    public string Id { get; init; } = "";

    public string ApplicationId { get; init; } = "";

    public int Type { get; init; }

    public string Token { get; init; } = "";

    public string? GuildId { get; init; }

    public string? ChannelId { get; init; }

    public Channel? Channel { get; init; }

    public Member? Member { get; init; }

    public User? User { get; init; }

    public string? Locale { get; init; }

    public string? GuildLocale { get; init; }

    public string? AppPermissions { get; init; }

    public InteractionData? Data { get; init; }

    public Message? Message { get; init; }
}

internal sealed record InteractionData
{
    public string? Name { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public string? CustomId { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }
}

internal sealed record InteractionOption
{
    public string Name { get; init; } = "";

    public int Type { get; init; }

    public JsonElement Value { get; init; }

    public bool? Focused { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    /// <summary>The value as a person would type it.</summary>
    [JsonIgnore]
    public string Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString() ?? "",
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => Value.GetRawText(),
    };
}

/// <summary>A component of a submitted modal: a field, or what it lies in.</summary>
internal sealed record SubmittedComponent
{
    public string? CustomId { get; init; }

    public string? Value { get; init; }

    public SubmittedComponent? Component { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }
}

internal sealed record Member
{
    public User? User { get; init; }

    public string? Nick { get; init; }

    public string? Permissions { get; init; }
}

internal sealed record User
{
    public string Id { get; init; } = "";

    public string? Username { get; init; }

    public string? GlobalName { get; init; }

    public bool? Bot { get; init; }
}

internal sealed record Channel
{
    /// <summary>Public, private and announcement threads.</summary>
    [JsonIgnore]
    public bool IsThread => Type is 10 or 11 or 12;

    public string Id { get; init; } = "";

    public int Type { get; init; }

    public string? GuildId { get; init; }

    public string? ParentId { get; init; }

    public string? OwnerId { get; init; }

    /// <summary>The newest message, which may be deleted by now; null when nothing was ever said.</summary>
    public string? LastMessageId { get; init; }
}

internal sealed record Message
{
    public const int Ephemeral = 1 << 6, ComponentsV2 = 1 << 15;

    public string Id { get; init; } = "";

    public string? ChannelId { get; init; }

    public string? GuildId { get; init; }

    public User? Author { get; init; }

    public string? Content { get; init; }

    public JsonElement? Nonce { get; init; }

    public int? Flags { get; init; }

    public MessageReference? MessageReference { get; init; }

    public IReadOnlyList<MessageComponent>? Components { get; init; }
}

internal sealed record MessageComponent
{
    public int Type { get; init; }

    public long? Id { get; init; }

    public IReadOnlyList<MessageComponent>? Components { get; init; }
}

internal sealed record MessageReference
{
    public string? MessageId { get; init; }

    public bool? FailIfNotExists { get; init; }
}

/// <summary>https://docs.discord.com/developers/events/gateway-events#guild-create, without its long lists.</summary>
internal sealed record Guild
{
    public string Id { get; init; } = "";

    public bool? Unavailable { get; init; }

    public DateTimeOffset? JoinedAt { get; init; }

    public string? SystemChannelId { get; init; }

    public string? PreferredLocale { get; init; }
}

internal sealed record Ready
{
    public User? User { get; init; }

    public string? SessionId { get; init; }

    public string? ResumeGatewayUrl { get; init; }

    public Application? Application { get; init; }
}

internal sealed record Application
{
    public string Id { get; init; } = "";

    public string? VerifyKey { get; init; }

    public User? Bot { get; init; }
}

/// <summary>https://docs.discord.com/developers/events/gateway#get-gateway-bot</summary>
internal sealed record GatewayBot
{
    public string Url { get; init; } = "";

    public int Shards { get; init; }

    public SessionStartLimit? SessionStartLimit { get; init; }
}

internal sealed record SessionStartLimit
{
    public int Total { get; init; }

    public int Remaining { get; init; }

    /// <summary>Milliseconds.</summary>
    public long ResetAfter { get; init; }

    public int MaxConcurrency { get; init; }
}

internal sealed record Hello
{
    /// <summary>Milliseconds.</summary>
    public int HeartbeatInterval { get; init; }
}

/// <summary>https://docs.discord.com/developers/reference#error-messages</summary>
internal sealed record ErrorBody
{
    public int Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Seconds, of a 429.</summary>
    public double? RetryAfter { get; init; }

    public bool? Global { get; init; }
}
