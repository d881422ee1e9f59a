using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace Drill.Standing;

/// <summary>
/// Rules 1 to 3 of scoring. Attempts are facts; what they are worth follows from them alone, so a rebuild from the facts
/// and the counting as they come in give the same.
/// </summary>
internal static class ScoreRules
{
    /// <summary>What a whole answer is worth, in half points.</summary>
    public const int FullHalfPoints = 20;

    /// <summary>How many posts can count for one person in one chat on one local day.</summary>
    public const int RankedPostsPerDay = 5;

    /// <summary>10 × coverage rounded to halves, as half points from 0 to 20.</summary>
    public static int HalfPointsFor(double coverage) => coverage switch
    {
        >= 1 => FullHalfPoints,

        // A sum of weights that is exactly half way must not fall on the lower side by a rounding error.
        > 0 => (int)Math.Round((coverage * FullHalfPoints) + 1e-9, MidpointRounding.AwayFromZero),
        _ => 0,
    };

    /// <summary>What a new attempt is worth, given what came before it.</summary>
    public static Judgement Judge(AttemptFact fact, AttemptCounters before)
    {
        var reason = fact switch
        {
            { IsGraded: false } => WhyUnranked.NotGraded,
            { IsVoided: true } => WhyUnranked.Voided,
            { InGroup: false } => WhyUnranked.PrivatePractice,
            { PostWasOpen: false } => WhyUnranked.PostClosed,
            { HelpSeen: true } => WhyUnranked.HelpSeen,
            _ when before.GradedAtPost > 0 => WhyUnranked.NotFirst,
            _ when before.RankedToday >= RankedPostsPerDay => WhyUnranked.DailyLimit,
            _ => WhyUnranked.Ranked,
        };
        return new Judgement(fact.IsGraded ? HalfPointsFor(fact.Coverage) : 0, reason);
    }

    /// <summary>What every attempt is worth, in order of time. Attempts at the same instant count in the order of their ids.</summary>
    public static ImmutableArray<JudgedAttempt> Rebuild(IEnumerable<AttemptFact> facts)
    {
        var ordered = facts.OrderBy(f => f.At).ThenBy(f => f.Attempt).ToArray();
        var gradedAtPost = new Dictionary<(long Person, long Post), int>();
        var rankedOnDay = new Dictionary<(long Person, long Chat, LocalDate Day), int>();
        var judged = ImmutableArray.CreateBuilder<JudgedAttempt>(ordered.Length);
        foreach (var fact in ordered)
        {
            var post = (fact.Person, fact.Post);
            var day = (fact.Person, fact.Chat, fact.Day);
            var judgement = Judge(fact, new AttemptCounters(gradedAtPost.GetValueOrDefault(post), rankedOnDay.GetValueOrDefault(day)));
            judged.Add(new JudgedAttempt(fact, judgement));
            if (fact.IsGraded)
            {
                gradedAtPost[post] = gradedAtPost.GetValueOrDefault(post) + 1;
            }

            if (judgement.IsRanked)
            {
                rankedOnDay[day] = rankedOnDay.GetValueOrDefault(day) + 1;
            }
        }

        return judged.MoveToImmutable();
    }
}

/// <summary>All that scoring needs to know of an attempt, as it was when it happened.</summary>
/// <param name="Attempt">Its id; later attempts have higher ones.</param>
/// <param name="Person">Who answered.</param>
/// <param name="Post">What was answered.</param>
/// <param name="Chat">Where it was posted.</param>
/// <param name="Day">The chat's local date when the answer came.</param>
/// <param name="At">When the answer came.</param>
/// <param name="Coverage">The weighted coverage, 0 to 1; for a choice 1 when it was wholly right, else 0.</param>
/// <param name="HelpSeen">Whether this person had seen the hint or the answer of the post.</param>
/// <param name="PostWasOpen">Whether the post was open.</param>
/// <param name="InGroup">Whether the chat is a group: practice in private never ranks.</param>
/// <param name="IsGraded">False for an answer that was refused rather than graded (empty, keywords only).</param>
/// <param name="IsVoided">Whether an admin has declared the post void since.</param>
internal sealed record AttemptFact(
    long Attempt,
    long Person,
    long Post,
    long Chat,
    LocalDate Day,
    Instant At,
    double Coverage,
    bool HelpSeen,
    bool PostWasOpen,
    bool InGroup,
    bool IsGraded = true,
    bool IsVoided = false);

/// <summary>What came before an attempt.</summary>
/// <param name="GradedAtPost">How many graded attempts this person had made at the post.</param>
/// <param name="RankedToday">How many ranked attempts this person had in this chat on the same local date.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttemptCounters(int GradedAtPost, int RankedToday);

/// <summary>What an attempt is worth.</summary>
/// <param name="HalfPoints">0 to 20, shown to the person whether it ranks or not.</param>
/// <param name="Reason">Why it does not rank, or <see cref="WhyUnranked.Ranked"/>.</param>
internal sealed record Judgement(int HalfPoints, WhyUnranked Reason)
{
    /// <summary>Whether the points count in the ranking.</summary>
    public bool IsRanked => Reason == WhyUnranked.Ranked;
}

/// <summary>An attempt and what it is worth.</summary>
internal sealed record JudgedAttempt(AttemptFact Fact, Judgement Judgement);

/// <summary>Why an attempt does not rank.</summary>
internal enum WhyUnranked
{
    /// <summary>It does.</summary>
    Ranked,

    /// <summary>The answer was refused rather than graded.</summary>
    NotGraded,

    /// <summary>The post was declared void.</summary>
    Voided,

    /// <summary>It happened in a private chat.</summary>
    PrivatePractice,

    /// <summary>The answer had been revealed to all.</summary>
    PostClosed,

    /// <summary>The person had seen the hint or the answer.</summary>
    HelpSeen,

    /// <summary>The person had answered this post before.</summary>
    NotFirst,

    /// <summary>The person has enough ranked posts for the day.</summary>
    DailyLimit,
}
