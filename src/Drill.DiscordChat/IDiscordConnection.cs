using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;

namespace Drill.DiscordChat;

/// <summary>
/// The seam between what the bot does on Discord and how it speaks with Discord: events in, requests out. Nothing on this side of it knows sockets,
/// headers or limits. Another transport, such as one on a library, implements this and passes the same tests.
/// </summary>
internal interface IDiscordConnection
{
    /// <summary>Why nothing comes in or goes out until an operator mends it, or null.</summary>
    string? Trouble { get; }

    /// <summary>Receives events until cancelled. Each is handed on once, without waiting for the one before, direct messages of one channel in their order; a handler that throws is logged. Of
    /// interactions only so many are handed on at a time, and those whose time ran out meanwhile are not.</summary>
    Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken);

    /// <summary>Sends a message to a channel. With a nonce, sending it again within some minutes returns the first one.</summary>
    Task<RestOutcome<Message>> SendMessageAsync(string channel, MessageBody message, IReadOnlyList<RestFile> files, bool isUrgent, CancellationToken cancellationToken);

    /// <summary>Messages of a channel, the newest first, older than <paramref name="before"/> when given.</summary>
    Task<RestOutcome<IReadOnlyList<Message>>> ReadMessagesAsync(string channel, string? before, CancellationToken cancellationToken);

    /// <summary>What Discord tells of a channel.</summary>
    Task<RestOutcome<Channel>> ReadChannelAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Opens a thread below a message.</summary>
    Task<RestOutcome<Nothing>> StartThreadAsync(string channel, string message, ThreadBody thread, CancellationToken cancellationToken);

    /// <summary>Pins a message; a second time does nothing.</summary>
    Task<RestOutcome<Nothing>> PinAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>The channel in which the bot talks with one person.</summary>
    Task<RestOutcome<Channel>> OpenDirectChannelAsync(string user, CancellationToken cancellationToken);

    /// <summary>Changes the first response to an interaction.</summary>
    Task<RestOutcome<Message>> EditResponseAsync(Interaction interaction, MessageBody message, IReadOnlyList<RestFile> files, CancellationToken cancellationToken);

    /// <summary>Says more to an interaction that has its first response.</summary>
    Task<RestOutcome<Message>> FollowUpAsync(Interaction interaction, MessageBody message, IReadOnlyList<RestFile> files, CancellationToken cancellationToken);

    /// <summary>Replaces all commands of the bot: everywhere, or in one server.</summary>
    Task<RestOutcome<Nothing>> PutCommandsAsync(string? guild, IReadOnlyList<CommandBody> commands, CancellationToken cancellationToken);
}

/// <summary>Something that happened on Discord.</summary>
internal abstract record DiscordEvent
{
    private DiscordEvent() { }

    /// <summary>The bot is there: at the start, and after each new session.</summary>
    internal sealed record ReadyReceived : DiscordEvent;

    /// <summary>Somebody did something with the bot.</summary>
    /// <param name="Interaction">What.</param>
    /// <param name="RespondAsync">Gives the first response, which must come within three seconds and only once.</param>
    internal sealed record InteractionReceived(Interaction Interaction, Func<InteractionResponse, IReadOnlyList<RestFile>, CancellationToken, Task<RestOutcome<Nothing>>> RespondAsync) : DiscordEvent;

    /// <summary>Somebody wrote to the bot alone.</summary>
    internal sealed record MessageReceived(Message Message) : DiscordEvent;

    /// <summary>A server is there: the bot was let in, or Discord tells what it is in.</summary>
    internal sealed record GuildReceived(Guild Guild) : DiscordEvent;

    /// <summary>The bot was removed from a server.</summary>
    internal sealed record GuildLost(string Guild) : DiscordEvent;

    /// <summary>A channel or thread was deleted.</summary>
    internal sealed record ChannelDeleted(string Guild, string Channel) : DiscordEvent;
}
