using Drill.Conversation;
using Drill.TelegramChat.Calling;

namespace Drill.TelegramChat.Receiving;

/// <summary>What an update means.</summary>
internal abstract record Heard
{
    private Heard() { }

    /// <summary>Somebody did something; the engine says what follows.</summary>
    internal sealed record Did(Incoming Incoming, ReplyPlace Place) : Heard;

    /// <summary>A chat changed; whatever the engine says goes there.</summary>
    internal sealed record Changed(ChatChange Change, Destination Chat) : Heard;

    /// <summary>Something the adapter answers by itself, in the person's language.</summary>
    internal sealed record Answered(ReplyPlace Place, Func<Wording.TelegramPhrases, string> Phrase) : Heard;

    /// <summary>Nothing for us.</summary>
    internal sealed record Nothing : Heard
    {
        public static Nothing Instance { get; } = new();
    }
}

/// <summary>Where the replies to an update go.</summary>
internal sealed record ReplyPlace
{
    /// <summary>The chat that the engine was told: for what is done in private upon a group's post, the group.</summary>
    public required ChatAddress Home { get; init; }

    /// <summary>The chat in which the person did it.</summary>
    public required Destination Where { get; init; }

    /// <summary>The person, or 0 for somebody who writes in the name of the chat.</summary>
    public required long User { get; init; }

    /// <summary>The language of their client.</summary>
    public string? Language { get; init; }

    /// <summary>When it came, however long it waited for its turn.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The press, which must be answered.</summary>
    public string? Query { get; init; }

    /// <summary>What was pressed, to be done again in the private chat when there is no other way.</summary>
    public string? PressedToken { get; init; }

    /// <summary>The message whose button was pressed.</summary>
    public PressedMessage? Pressed { get; init; }

    /// <summary>The person's own ephemeral message.</summary>
    public int? Ephemeral { get; init; }

    /// <summary>The person's own message that everybody sees.</summary>
    public int? Message { get; init; }

    /// <summary>Whether that message is an answer, which others should not read while the question is open.</summary>
    public bool IsPublicAnswer { get; init; }

    /// <summary>Whether it was a vote: the quiz itself shows what was right.</summary>
    public bool IsVote { get; init; }

    /// <summary>The group's title.</summary>
    public string Title { get; init; } = "";

    public bool IsAnonymous => User == 0;

    public bool IsInGroup => Where.IsGroup;

    /// <summary>Whether it is done in private upon a group's post.</summary>
    public bool IsRemote => !Where.IsGroup && !Home.IsPrivate;
}

/// <summary>A message whose button was pressed.</summary>
/// <param name="Id">Its id, 0 when it is ephemeral.</param>
/// <param name="Ephemeral">Its id among the ephemeral ones, or null.</param>
/// <param name="IsCaption">Whether its text is a picture's caption.</param>
internal sealed record PressedMessage(int Id, int? Ephemeral, bool IsCaption)
{
    /// <summary>Whether a reply may take its place. What everybody reads and belongs to a post, or may belong to one, stays as it is.</summary>
    public required bool MayBeReplaced { get; init; }
}
