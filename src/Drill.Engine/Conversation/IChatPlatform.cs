namespace Drill.Conversation;

/// <summary>A chat platform as the engine sees it: the way out for what the bot says unasked. Rate limits live behind it.</summary>
public interface IChatPlatform
{
    /// <summary>The platform's name as it stands in <see cref="ChatAddress.Platform"/>.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="FindSentAsync"/> can tell if a message arrived, so that a doubt after a crash can be resolved.</summary>
    bool CanFindSent { get; }

    /// <summary>Sends a message to everybody in a chat.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="message">What.</param>
    /// <param name="key">The same for every try of the same message, at most 25 characters of <c>[A-Za-z0-9-]</c> (Discord's nonce).</param>
    /// <param name="cancellationToken">Ends the try; it may have arrived all the same.</param>
    Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken);

    /// <summary>The platform's id of the message that was sent with a key, or null when there is none.</summary>
    Task<string?> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken);

    /// <summary>Whether a person may change the settings of a chat. In a private chat everybody may.</summary>
    Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken);
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
}
