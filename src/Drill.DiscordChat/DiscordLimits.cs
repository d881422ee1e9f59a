namespace Drill.DiscordChat;

/// <summary>
/// Discord's limits, each with the page it stands on below https://docs.discord.com/developers. Lengths are counted in UTF-16 units, which are never
/// fewer than the characters that Discord counts.
/// </summary>
internal static class DiscordLimits
{
    /// <summary>All text displays of a message together. /components/reference#text-display</summary>
    public const int MessageText = 4_000;

    /// <summary>Components in a message, nested ones too. /components/reference#component-object</summary>
    public const int Components = 40;

    /// <summary>Buttons in an action row. /components/reference#action-row</summary>
    public const int ButtonsInRow = 5;

    /// <summary>A component's <c>custom_id</c>. /components/reference#anatomy-of-a-component-custom-id</summary>
    public const int CustomId = 100;

    /// <summary>A button's label. /components/reference#button</summary>
    public const int ButtonLabel = 80;

    /// <summary>Items of a media gallery. /components/reference#media-gallery</summary>
    public const int GalleryItems = 10;

    /// <summary>What a picture shows, in words. /components/reference#media-gallery-media-gallery-item-structure</summary>
    public const int FigureDescription = 1_024;

    /// <summary>One uploaded file, without boosts. /reference#uploading-files</summary>
    public const long FileBytes = 10 * 1024 * 1024;

    /// <summary>A modal's title and a label. /interactions/receiving-and-responding#interaction-response-object-modal</summary>
    public const int ModalTitle = 45;

    /// <summary>The text field of a modal. /components/reference#text-input</summary>
    public const int ModalText = 4_000;

    /// <summary>The description of a label. /components/reference#label-label-structure</summary>
    public const int LabelDescription = 100;

    /// <summary>The greyed text in an empty field. /components/reference#text-input</summary>
    public const int Placeholder = 100;

    /// <summary>A command's or option's description. /interactions/application-commands#application-command-object</summary>
    public const int CommandDescription = 100;

    /// <summary>Choices of an option, and of an autocompletion. /interactions/application-commands#application-command-object-application-command-option-structure</summary>
    public const int Choices = 25;

    /// <summary>The name and the value of a choice. /interactions/application-commands#application-command-object-application-command-option-choice-structure</summary>
    public const int ChoiceText = 100;

    /// <summary>A string option. /interactions/application-commands#application-command-object-application-command-option-structure</summary>
    public const int OptionText = 6_000;

    /// <summary>A nonce. /resources/message#create-message</summary>
    public const int Nonce = 25;

    /// <summary>A thread's name. /resources/channel#start-thread-from-message</summary>
    public const int ThreadName = 100;

    /// <summary>Messages that one look back returns. /resources/message#get-channel-messages</summary>
    public const int MessagesPage = 100;

    /// <summary>Requests a second of one bot, interaction endpoints apart. /topics/rate-limits#global-rate-limit</summary>
    public const int RequestsPerSecond = 50;

    /// <summary>Answers 401, 403 and 429 in ten minutes before the address is banned. /topics/rate-limits#invalid-request-limit-aka-cloudflare-bans</summary>
    public const int InvalidRequests = 10_000;

    /// <summary>An interaction's token. /interactions/receiving-and-responding#interaction-response</summary>
    public static readonly TimeSpan InteractionToken = TimeSpan.FromMinutes(15);

    /// <summary>The first response to an interaction. /interactions/receiving-and-responding#interaction-response</summary>
    public static readonly TimeSpan FirstResponse = TimeSpan.FromSeconds(3);

    /// <summary>What a gateway connection may send in a minute. /events/gateway#rate-limiting</summary>
    public const int GatewaySendsPerMinute = 120;

    /// <summary>The longest payload that may be sent to the gateway, in bytes. /events/gateway#sending-events</summary>
    public const int GatewayPayloadBytes = 4_096;
}
