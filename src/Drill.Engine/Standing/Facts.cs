using System.Globalization;
using Drill.Data;
using Drill.Grading;

namespace Drill.Standing;

/// <summary>Stored attempts as the facts that the pure rules judge.</summary>
internal static class Facts
{
    /// <summary>The grader version of an answer that nobody could grade, because its question has no key points.</summary>
    public const string NoGrader = "none";

    public static bool IsGraded(AttemptRow attempt) => !string.Equals(attempt.GraderVersion, NoGrader, StringComparison.Ordinal);

    /// <summary>
    /// The attempts that a streak counts: those that were read, whatever came of it, and not those refused as a bag of keywords, a copied question or no word at all.
    /// </summary>
    public static IQueryable<AttemptRow> Honest(IQueryable<AttemptRow> attempts)
    {
        // A refused answer covers nothing, and a verdict that covers nothing quotes nothing: these words cannot be the learner's.
        var (empty, bag, copy) = (Stored(Guard.Empty), Stored(Guard.KeywordList), Stored(Guard.CopiedQuestion));
        return attempts.Where(a => a.Coverage > 0 || !(a.Verdict.Contains(empty) || a.Verdict.Contains(bag) || a.Verdict.Contains(copy)));

        static string Stored(Guard guard) => string.Create(CultureInfo.InvariantCulture, $"\"{nameof(Verdict.Guard)}\":{(int)guard},");
    }

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
