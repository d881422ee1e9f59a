using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>
/// Checks a question with its own grader: whoever writes the reference answer word for word must be told that everything is covered,
/// and neither the hint nor a wrong option may give a point away.
/// </summary>
internal static class SelfCheck
{
    /// <summary>Checks a variant.</summary>
    /// <param name="language">The variant's language.</param>
    /// <param name="question">Its prompt as plain text.</param>
    /// <param name="reference">Its reference answer as plain text.</param>
    /// <param name="points">Its key points.</param>
    /// <param name="hint">Its hint as plain text, or null.</param>
    /// <param name="choices">Its multiple-choice forms.</param>
    public static SelfCheckReport Run(
        string language, string question, string reference, ImmutableArray<KeyPoint> points, string? hint, ImmutableArray<ChoiceForm> choices)
    {
        if (points.IsDefaultOrEmpty)
        {
            return new SelfCheckReport([], [], []);
        }

        var guide = new GradingGuide(language, question, points);
        var checks = guide.Recognise(reference).Select(verdict => new PointCheck(
            verdict.KeyPoint,
            verdict.State,
            Names(verdict.KeyPoint, guide.TermsNotIn(reference, verdict.KeyPoint)),
            Names(verdict.KeyPoint, guide.TermsGivenAway(verdict.KeyPoint))));
        var options =
            from form in Enumerable.Range(0, choices.Length)
            from option in Enumerable.Range(0, choices[form].Options.Length)
            where !choices[form].Options[option].IsRight
            from point in Covered(guide, choices[form].Options[option].Text)
            select new OptionCheck(form, option, point);
        return new SelfCheckReport([.. checks], [.. Covered(guide, hint ?? "")], [.. options]);

        ImmutableArray<string> Names(int point, ImmutableArray<int> terms) => [.. terms.Select(t => points[point].Terms[t].Text)];
    }

    private static IEnumerable<int> Covered(GradingGuide guide, string text) =>
        guide.Recognise(text).Where(p => p.State == PointState.Covered).Select(p => p.KeyPoint);
}

/// <summary>What <see cref="SelfCheck"/> found.</summary>
/// <param name="Points">Every key point against the reference answer.</param>
/// <param name="GivenAwayByHint">Key points that the hint covers.</param>
/// <param name="GivenAwayByOptions">Key points that wrong options cover.</param>
internal sealed record SelfCheckReport(ImmutableArray<PointCheck> Points, ImmutableArray<int> GivenAwayByHint, ImmutableArray<OptionCheck> GivenAwayByOptions)
{
    /// <summary>Whether the reference answer covers every key point.</summary>
    public bool ReferenceIsFull => Points.All(p => p.State == PointState.Covered);
}

/// <summary>A key point against the reference answer.</summary>
/// <param name="KeyPoint">Its place.</param>
/// <param name="State">What the grader says of the reference answer.</param>
/// <param name="MissingTerms">Its terms that the reference answer does not say in any form.</param>
/// <param name="TermsInQuestion">Its terms that the question says in every form, so that they prove nothing.</param>
internal sealed record PointCheck(int KeyPoint, PointState State, ImmutableArray<string> MissingTerms, ImmutableArray<string> TermsInQuestion);

/// <summary>A wrong option that covers a key point.</summary>
/// <param name="Form">The place of the multiple-choice form.</param>
/// <param name="Option">The place of the option.</param>
/// <param name="KeyPoint">The place of the key point.</param>
internal sealed record OptionCheck(int Form, int Option, int KeyPoint);
