using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>
/// Grades an answer in one's own words by the key points of its question: offline, without a model, in any mixture of English and Chinese.
/// It recognises words, so what it does not find is "not recognised", never "wrong".
/// </summary>
internal static class KeyPointGrader
{
    /// <summary>Written into every verdict; changes whenever a verdict may.</summary>
    public const string Version = "kp-3";

    /// <summary>The longest answer that is graded, in UTF-16 units.</summary>
    public const int MaximumLength = 4_000;

    /// <summary>Grades an answer.</summary>
    /// <param name="language">The language of the variant that was asked.</param>
    /// <param name="question">Its prompt as plain text: repeating its words proves nothing.</param>
    /// <param name="points">Its key points.</param>
    /// <param name="answer">What was typed.</param>
    public static Verdict Grade(string language, string question, ImmutableArray<KeyPoint> points, string answer) =>
        new GradingGuide(language, question, points).Grade(answer);
}
