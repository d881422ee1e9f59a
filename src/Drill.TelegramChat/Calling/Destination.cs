using Drill.Conversation;

namespace Drill.TelegramChat.Calling;

/// <summary>Where a message goes.</summary>
/// <param name="Chat">Telegram's id of the chat.</param>
/// <param name="Topic">The forum topic, or null.</param>
internal sealed record Destination(long Chat, int? Topic)
{
    /// <summary>Groups, supergroups and channels have negative ids; people positive ones.</summary>
    public bool IsGroup => Chat < 0;

    /// <summary>The only person who is to see it, for ephemeral messages in groups.</summary>
    public long? OnlyFor { get; init; }

    /// <summary>The press that an ephemeral message answers, or null.</summary>
    public string? Query { get; init; }

    /// <summary>The person's own ephemeral message that an ephemeral message answers, or null.</summary>
    public int? AnswersEphemeral { get; init; }

    /// <summary>The message that is replied to, or null.</summary>
    public int? ReplyTo { get; init; }

    public static Destination PrivateOf(long user) => new(user, null);

    public static bool TryOf(ChatAddress address, out Destination destination)
    {
        destination = TelegramAddress.TryRead(address, out var chat, out var topic) ? new Destination(chat, topic) : null!;
        return destination is not null;
    }
}
