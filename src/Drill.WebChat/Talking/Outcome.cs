using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Text;

namespace Drill.WebChat.Talking;

/// <summary>What an action of a person leads to on their own page; what others see goes through the room log.</summary>
/// <param name="Refusal">Why nothing was done, or <see cref="Refusal.None"/>.</param>
/// <param name="Notices">To be shown for a moment.</param>
/// <param name="Box">A box to open, or null.</param>
internal sealed record Outcome(Refusal Refusal, ImmutableArray<Body> Notices, TextRequest? Box)
{
    public static Outcome Done { get; } = new(Refusal.None, [], null);

    public static Outcome Refused(Refusal refusal) => Done with { Refusal = refusal };
}

/// <summary>Why an action was not carried out. What the person typed is kept for them.</summary>
internal enum Refusal
{
    None,
    Empty,
    TalkTooLong,
    FarTooLong,
    TooFast,
    NotACommand,
    Failed,
}
