using Drill.Conversation;

namespace Drill.Delivery;

/// <summary>What a delivery has become when its time has come.</summary>
internal abstract record Composed
{
    private Composed() { }

    /// <summary>A message to send.</summary>
    internal sealed record Message(ChatMessage Value) : Composed;

    /// <summary>Nothing is sent now, and this is recorded.</summary>
    internal sealed record Instead(SendOutcome Outcome) : Composed;
}
