using System.Text.Json.Serialization;

namespace Drill.DiscordChat.Wire;

// What we send. Members that are null are left out.

/// <summary>
/// A message, a part of an interaction response, or an edit. Mentions are off in every one of them: there is no way to send without.
/// https://docs.discord.com/developers/resources/message#create-message
/// </summary>
internal sealed record MessageBody
{
    public IReadOnlyList<Component>? Components { get; init; }

    public int? Flags { get; init; }

    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public MessageReference? MessageReference { get; init; }

    public IReadOnlyList<AttachmentBody>? Attachments { get; init; }

    public AllowedMentions AllowedMentions { get; } = AllowedMentions.None;
}

/// <summary>Nobody is ever mentioned. https://docs.discord.com/developers/resources/message#allowed-mentions-object</summary>
internal sealed record AllowedMentions
{
    public static AllowedMentions None { get; } = new();

    public IReadOnlyList<string> Parse { get; } = [];
}

internal sealed record AttachmentBody(string Id, string Filename, string? Description);

/// <summary>Any component; which members it has is said by its type. https://docs.discord.com/developers/components/reference</summary>
internal sealed record Component
{
    public const int ActionRow = 1, Button = 2, StringSelect = 3, TextInput = 4, TextDisplay = 10, MediaGallery = 12, Separator = 14, Container = 17, LabelType = 18;

    /// <summary>Looks of a button.</summary>
    public const int Primary = 1, Secondary = 2, Success = 3;

    public required int Type { get; init; }

    /// <summary>A number of our own, which comes back with the message.</summary>
    public int? Id { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    [JsonPropertyName("component")]
    public Component? Inner { get; init; }

    public string? Content { get; init; }

    public int? Style { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    public string? CustomId { get; init; }

    public string? Placeholder { get; init; }

    public IReadOnlyList<SelectOption>? Options { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? Required { get; init; }

    public int? AccentColor { get; init; }

    public IReadOnlyList<GalleryItem>? Items { get; init; }
}

internal sealed record SelectOption(string Label, string Value, bool? Default);

internal sealed record GalleryItem(MediaItem Media, string? Description);

internal sealed record MediaItem(string Url);

/// <summary>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object</summary>
internal sealed record InteractionResponse(int Type)
{
    public const int Pong = 1, ChannelMessage = 4, DeferredChannelMessage = 5, DeferredUpdate = 6, UpdateMessage = 7, AutocompleteResult = 8, Modal = 9;

    public ResponseData? Data { get; init; }
}

internal sealed record ResponseData
{
    public IReadOnlyList<Component>? Components { get; init; }

    public int? Flags { get; init; }

    public IReadOnlyList<AttachmentBody>? Attachments { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public IReadOnlyList<Choice>? Choices { get; init; }

    public string? CustomId { get; init; }

    public string? Title { get; init; }

    /// <summary>The same message as part of a response.</summary>
    public static ResponseData Of(MessageBody message) =>
        new() { Components = message.Components, Flags = message.Flags, Attachments = message.Attachments, AllowedMentions = AllowedMentions.None };
}

internal sealed record Choice(string Name, string Value, IReadOnlyDictionary<string, string>? NameLocalizations = null);

/// <summary>https://docs.discord.com/developers/interactions/application-commands#application-command-object</summary>
internal sealed record CommandBody(string Name, string Description)
{
    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public IReadOnlyList<OptionBody>? Options { get; init; }

    public string? DefaultMemberPermissions { get; init; }

    public IReadOnlyList<int> Contexts { get; init; } = [];

    public IReadOnlyList<int> IntegrationTypes { get; init; } = [0];

    public int Type { get; init; } = 1;
}

internal sealed record OptionBody(int Type, string Name, string Description)
{
    public const int StringType = 3, IntegerType = 4;

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public bool? Required { get; init; }

    public IReadOnlyList<Choice>? Choices { get; init; }

    public bool? Autocomplete { get; init; }

    public int? MaxLength { get; init; }
}

internal sealed record ThreadBody(string Name, int AutoArchiveDuration);

internal sealed record DirectChannelBody(string RecipientId);

internal sealed record Identify
{
    public required string Token { get; init; }

    public required int Intents { get; init; }

    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public required IReadOnlyList<int> Shard { get; init; }
}

internal sealed record Resume(string Token, string SessionId, long Seq);
