namespace Drill.Conversation;

/// <summary>Something a person did in a chat. Adapters make it; <see cref="Engine.HandleAsync"/> is the only reader.</summary>
public abstract record Incoming
{
    /// <summary>The platform's own id of the update, unique on the platform: a repeat has the same one.</summary>
    public required string UpdateKey { get; init; }

    /// <summary>Where it happened.</summary>
    public required ChatAddress Chat { get; init; }

    /// <summary>Who did it.</summary>
    public required Sender Sender { get; init; }

    /// <summary>The language the platform reports for the person, as a BCP 47 tag, or null.</summary>
    public string? Language { get; init; }
}

/// <summary>A command such as <c>/answer It is …</c>.</summary>
/// <param name="Name">The command's name without the slash, lower case.</param>
/// <param name="Arguments">Everything after the name, as typed; may be empty.</param>
public sealed record CommandCall(string Name, string Arguments) : Incoming;

/// <summary>A press on a button below a message of ours.</summary>
/// <param name="Token">What the button carried; may be forged or from an old version.</param>
public sealed record ButtonPress(string Token) : Incoming;

/// <summary>
/// Text written to the bot: in a private chat, as a reply to a post, or in the text box that a <see cref="TextRequest"/> opened.
/// Ordinary talk in a group is never sent to the engine.
/// </summary>
/// <param name="Text">What was written; may be empty or very long.</param>
public sealed record TextSent(string Text) : Incoming
{
    /// <summary>The platform's id of the message it replies to, or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The token of the <see cref="TextRequest"/> it fills, or null.</summary>
    public string? RequestToken { get; init; }
}

/// <summary>A vote in a native quiz poll.</summary>
/// <param name="MessageId">The platform's id of the poll's message.</param>
/// <param name="Options">The chosen options, from 0; empty when the vote was taken back.</param>
public sealed record PollVoted(string MessageId, IReadOnlyList<int> Options) : Incoming;

/// <summary>A chat on a platform.</summary>
/// <param name="Platform">For example <c>web</c>.</param>
/// <param name="Chat">The platform's id of the group, channel or private chat.</param>
/// <param name="Thread">The thread or forum topic within it, or null.</param>
/// <param name="IsPrivate">Whether one person talks with the bot alone.</param>
public sealed record ChatAddress(string Platform, string Chat, string? Thread, bool IsPrivate);

/// <summary>A person as a platform names them.</summary>
/// <param name="User">The platform's id of the person.</param>
/// <param name="Name">How they call themselves: data, never markup; may be long, empty or odd.</param>
public sealed record Sender(string User, string Name);
