using Drill.Data;

namespace Drill.Standing;

/// <summary>Stored attempts as the facts that the pure rules judge.</summary>
internal static class Facts
{
    /// <summary>The grader version of an answer that nobody could grade, because its question has no key points.</summary>
    public const string NoGrader = "none";

    public static bool IsGraded(AttemptRow attempt) => !string.Equals(attempt.GraderVersion, NoGrader, StringComparison.Ordinal);

    public static AttemptFact Of(AttemptRow attempt, bool isGroup, bool isVoided) => new(
        attempt.Id,
        attempt.PersonId,
        attempt.PostId,
        attempt.ChatId,
        attempt.LocalDate.ToLocalDate(),
        attempt.At.ToInstant(),
        attempt.Coverage,
        HelpSeen: attempt.WasPeeked,
        PostWasOpen: !attempt.WasClosed,
        InGroup: isGroup,
        IsGraded: IsGraded(attempt),
        IsVoided: isVoided);
}
