using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>What a grader found in an answer. It speaks of the answer, never of the person.</summary>
/// <param name="Coverage">The weighted coverage, 0 to 1; exactly 1 when and only when everything is covered.</param>
/// <param name="Points">One for each key point, in their order; empty for a choice.</param>
/// <param name="Guard">Why the answer was not scored, or <see cref="Guard.None"/>.</param>
/// <param name="GraderVersion">Which grader spoke, for the record.</param>
/// <param name="IsFallback">Whether the key points decided because the model gave no verdict that holds.</param>
internal sealed record Verdict(double Coverage, ImmutableArray<PointVerdict> Points, Guard Guard, string GraderVersion, bool IsFallback = false)
{
    /// <summary>The weighted coverage: a point that is partly covered counts half.</summary>
    public static double CoverageOf(ImmutableArray<KeyPoint> points, IEnumerable<PointVerdict> verdicts)
    {
        long covered = 0, whole = 0;
        foreach (var verdict in verdicts)
        {
            var weight = Math.Max(1, points[verdict.KeyPoint].Weight);
            whole += 2 * weight;
            covered += verdict.State switch { PointState.Covered => 2 * weight, PointState.Partly => weight, _ => 0 };
        }

        return whole == 0 ? 0 : (double)covered / whole;
    }

    /// <summary>Whether the answer counts as a graded attempt. One that does not may be written again.</summary>
    public bool IsGraded => Guard == Guard.None;

    /// <summary>Whether every key point is covered, or the choice is right.</summary>
    public bool IsFull => IsGraded && Coverage >= 1;

    /// <summary>The points that are not covered, the most important first: by weight, unrecognised before partly covered ones, then in their order.</summary>
    public IEnumerable<PointVerdict> Missing(ImmutableArray<KeyPoint> points) =>
        Points.Where(p => p.State != PointState.Covered).OrderByDescending(p => points[p.KeyPoint].Weight).ThenByDescending(p => p.State).ThenBy(p => p.KeyPoint);
}

/// <summary>What was found of one key point.</summary>
/// <param name="KeyPoint">Its place among the key points, from 0.</param>
/// <param name="State">How much of it was recognised.</param>
/// <param name="Evidence">The learner's own matching words: slices of the answer as typed, in reading order, at most <see cref="MaximumEvidence"/>.</param>
/// <param name="IsDenied">
/// Whether the answer seems to deny it ("it does not release oxygen"). Then it is partly covered at most and never less for it, and the learner is asked what was meant.
/// </param>
internal sealed record PointVerdict(int KeyPoint, PointState State, ImmutableArray<string> Evidence, bool IsDenied = false)
{
    /// <summary>How many slices are kept for a point.</summary>
    public const int MaximumEvidence = 5;
}

/// <summary>How much of a key point was recognised. There is no "wrong": a grader of words does not recognise every paraphrase.</summary>
internal enum PointState
{
    /// <summary>All of it.</summary>
    Covered,

    /// <summary>Some of it.</summary>
    Partly,

    /// <summary>None of it.</summary>
    NotRecognised,
}

/// <summary>Why an answer is not scored.</summary>
internal enum Guard
{
    /// <summary>It is scored.</summary>
    None,

    /// <summary>It holds no word.</summary>
    Empty,

    /// <summary>It is longer than <see cref="KeyPointGrader.MaximumLength"/>.</summary>
    TooLong,

    /// <summary>It is a bag of keywords rather than sentences.</summary>
    KeywordList,

    /// <summary>It says the question again.</summary>
    CopiedQuestion,

    /// <summary>The question has no key points to grade by.</summary>
    NotGradable,
}
