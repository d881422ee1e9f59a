namespace Drill.Conversation;

/// <summary>A chat platform as the engine sees it: the way out for what the bot says unasked. Rate limits live behind it.</summary>
public interface IChatPlatform
{
    /// <summary>The platform's name as it stands in <see cref="ChatAddress.Platform"/>.</summary>
    string Name { get; }

    /// <summary>Sends a message to everybody in a chat.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="message">What.</param>
    /// <param name="key">The same for every try of the same message, at most 25 characters of <c>[A-Za-z0-9-]</c> (Discord's nonce).</param>
    /// <param name="cancellationToken">Ends the try; it may have arrived all the same.</param>
    Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken);

    /// <summary>What became of the message that was sent with a key, so that a doubt after a crash can be resolved. An exception means that it cannot be told now and is asked again.</summary>
    Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken);

    /// <summary>Whether a person may change the settings of a chat. In a private chat everybody may.</summary>
    Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken);

    /// <summary>Where one person can be reached alone, or null when the platform has no such place.</summary>
    ChatAddress? PrivateAddressOf(string user) => null;

    /// <summary>The steps after a post that the platform offers.</summary>
    IReadOnlyList<FollowUp> FollowUps => [];

    /// <summary>What the bot may not do in a chat although it needs to, in the platform's own English words such as <c>Embed Links</c>.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="steps">The steps after a post that the chat wants.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<IReadOnlyList<string>> MissingPermissionsAsync(ChatAddress chat, IReadOnlyList<FollowUp> steps, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Does a step after a post. Doing it again does nothing and is <see cref="SendOutcome.Sent"/>.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="messageId">The post's message.</param>
    /// <param name="step">One of <see cref="FollowUps"/>.</param>
    /// <param name="title">The post's title, at most 100 characters (Discord's limit for the name of a thread).</param>
    /// <param name="cancellationToken">Ends the try.</param>
    Task<SendOutcome> FollowUpAsync(ChatAddress chat, string messageId, FollowUp step, string title, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Refused("The platform has no such step."));
}

/// <summary>Something done to a post after it was sent: a step of its own, tried again on its own.</summary>
public enum FollowUp
{
    /// <summary>Opens a thread below it.</summary>
    Thread,

    /// <summary>Pins it.</summary>
    Pin,
}

/// <summary>What became of a try to send.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>It arrived.</summary>
    /// <param name="MessageId">The platform's id of the message.</param>
    public sealed record Sent(string MessageId) : SendOutcome;

    /// <summary>The platform asks for patience, or could not be reached and surely received nothing.</summary>
    /// <param name="After">How long to wait at least.</param>
    public sealed record RetryAfter(TimeSpan After) : SendOutcome;

    /// <summary>The platform will never take it: kicked, no permission, chat gone.</summary>
    /// <param name="Reason">In English, for the log and <c>/daily status</c>; no message text.</param>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>The chat has a new id; nothing was sent. The engine moves the chat and sends there.</summary>
    public sealed record Moved(ChatAddress To) : SendOutcome;

    /// <summary>Nothing was tried, because it had lost its sense; the chat is well.</summary>
    /// <param name="Reason">In English, for the log.</param>
    internal sealed record Skipped(string Reason) : SendOutcome;
}
