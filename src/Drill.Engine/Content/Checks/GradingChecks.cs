using Drill.Grading;
using Drill.Text;

namespace Drill.Content.Checks;

/// <summary>Holds a question to its own grader: the reference answer must be recognised whole, and nothing shown before it may give a point away.</summary>
internal static class GradingChecks
{
    private const int ShownWords = 60;

    public static IEnumerable<Problem> Check(CheckedFile file)
    {
        foreach (var question in file.Reading.Questions.Where(q => !q.KeyPoints.IsEmpty))
        {
            var report = SelfCheck.Run(
                file.Reading.Language,
                PlainText.Of(question.Prompt),
                PlainText.Of(question.Answer),
                question.KeyPoints,
                question.Hint is { } hint ? PlainText.Of(hint) : null,
                [.. question.Choices.Select(c => new Questions.ChoiceForm(c.Stem, c.Options, c.Explanation))]);
            foreach (var problem in Check(file, question, report))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Check(CheckedFile file, ReadQuestion question, SelfCheckReport report)
    {
        foreach (var check in report.Points)
        {
            var text = question.KeyPoints[check.KeyPoint].Text;
            if (check.State != PointState.Covered)
            {
                var missing = check.MissingTerms.IsEmpty ? "its words" : string.Join(", ", check.MissingTerms.Select(t => $"'{t}'"));
                yield return file.Warn(question, ProblemCodes.KeyPointNotCovered,
                    $"The reference answer does not say {missing}, so whoever writes it word for word misses a point; add the words to the answer, or an alias that stands in it.", text);
            }

            if (!check.TermsInQuestion.IsEmpty)
            {
                yield return file.Warn(question, ProblemCodes.TermInQuestion,
                    $"The question itself says {string.Join(", ", check.TermsInQuestion.Select(t => $"'{t}'"))}, so to repeat it proves nothing and it does not count; name another term.", text);
            }
        }

        foreach (var point in report.GivenAwayByHint)
        {
            yield return file.Warn(question, ProblemCodes.HintGivesAway, $"The hint covers the key point '{Shown.Cut(question.KeyPoints[point].Text, ShownWords)}'; say less.",
                PlainText.OneLine(question.Hint!));
        }

        foreach (var option in report.GivenAwayByOptions)
        {
            var wrong = question.Choices[option.Form].Options[option.Option].Text;
            yield return file.Warn(question, ProblemCodes.OptionGivesAway,
                $"A wrong option covers the key point '{Shown.Cut(question.KeyPoints[option.KeyPoint].Text, ShownWords)}', so an answer that repeats the mistake would be graded right; give the point another term.",
                wrong);
        }
    }
}
