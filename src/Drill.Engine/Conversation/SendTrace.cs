namespace Drill.Conversation;

/// <summary>What a platform can tell of a message that may have been sent.</summary>
public abstract record SendTrace
{
    private SendTrace() { }

    /// <summary>It is there.</summary>
    /// <param name="MessageId">The platform's id of the message.</param>
    public sealed record Arrived(string MessageId) : SendTrace;

    /// <summary>It surely is not there, so that it may be sent again.</summary>
    public sealed record Absent : SendTrace;

    /// <summary>The platform will never tell: it shows bots no history, or not this chat's.</summary>
    public sealed record Unknown : SendTrace;
}
