namespace Drill.Conversation;

/// <summary>Something that happened to a chat itself, as an adapter hears it from its platform. Each may be told twice.</summary>
public abstract record ChatChange
{
    private ChatChange() { }

    /// <summary>The bot was let into a chat.</summary>
    /// <param name="Chat">The chat.</param>
    /// <param name="Language">The language the platform reports for it, as a BCP 47 tag, or null.</param>
    public sealed record Joined(ChatAddress Chat, string? Language) : ChatChange;

    /// <summary>The bot can no longer speak there: removed, blocked, the chat deleted or a topic closed. What was to be said there is given up, and the daily rests until the bot is let in again, which whoever switched it on is told in private.</summary>
    /// <param name="Chat">The chat. Without a thread, all its threads are meant.</param>
    /// <param name="Reason">In English, for the log and <c>/daily status</c>.</param>
    public sealed record Left(ChatAddress Chat, string Reason) : ChatChange;

    /// <summary>What was closed within a chat, such as a topic, is open again: its daily goes on. Nothing is said, and other threads stay as they are.</summary>
    /// <param name="Chat">The chat with its thread.</param>
    public sealed record Reopened(ChatAddress Chat) : ChatChange;

    /// <summary>The chat has a new id on its platform (a Telegram group became a supergroup): settings, schedule, history and scores go along.</summary>
    public sealed record Moved(ChatAddress From, ChatAddress To) : ChatChange;
}
