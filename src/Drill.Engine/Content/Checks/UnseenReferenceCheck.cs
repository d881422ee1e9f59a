using System.Text.RegularExpressions;
using Drill.Text;

namespace Drill.Content.Checks;

/// <summary>Finds questions and choices that speak of code, a picture or a table that whoever is asked does not see.</summary>
internal static partial class UnseenReferenceCheck
{
    private const int LongestLooked = 4_000;
    private const int MatchMilliseconds = 10_000;

    public static IEnumerable<Problem> Check(CheckedFile file)
    {
        foreach (var question in file.Reading.Questions)
        {
            // A choice with a sentence of its own is asked without the question above it.
            foreach (var stem in question.Choices.Select(c => c.Stem).OfType<Body>())
            {
                if (Refers(stem) is { } unseen)
                {
                    yield return file.Warn(question, ProblemCodes.UnseenReference,
                        $"The choice speaks of '{unseen}', but nothing is shown with it: its sentence is asked alone. Put the code or picture below the question and leave the sentence out, or say it in words.", unseen);
                }
            }

            if (question is { IsChoiceOnly: false } || question.Choices.All(c => c.Stem is null))
            {
                if (Refers(question.Prompt) is { } words)
                {
                    yield return file.Warn(question, ProblemCodes.UnseenReference,
                        $"The question speaks of '{words}', but shows neither code nor picture nor table; put it between the heading and the first section.", words);
                }
            }
        }
    }

    // What it speaks of; null when it shows something, or speaks of nothing.
    private static string? Refers(Body body)
    {
        if (body.Blocks.Any(ShowsSomething))
        {
            return null;
        }

        var text = PlainText.Of(body);
        try
        {
            return References().Match(text.Length <= LongestLooked ? text : text[..LongestLooked]) is { Success: true } match ? match.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool ShowsSomething(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Inlines.Any(ShowsSomething),
        Heading heading => heading.Inlines.Any(ShowsSomething),
        _ => true,
    };

    private static bool ShowsSomething(Inline inline) => inline switch
    {
        CodeSpan or MathSpan or ImageSpan => true,
        Strong strong => strong.Inlines.Any(ShowsSomething),
        Emphasis emphasis => emphasis.Inlines.Any(ShowsSomething),
        Link link => link.Inlines.Any(ShowsSomething),
        _ => false,
    };

    [GeneratedRegex(
        """
        \b(following|above)\ (\w+\ )?(code|snippet|program|script|query|listing|figure|diagram|picture|image|chart|graph|table)\b
        |\b(code|snippet|program|script|query|listing|figure|diagram|picture|image|chart|graph|table)\ (shown\ )?(below|above)\b
        |\b(shown|pictured|drawn)\ (below|above|here)\b
        |(下面|以下|下列|上面|上述|如下)(的|这段|这个|一段)?(\w{1,6}的?)?(代码|程序|脚本|查询|图片|示意图|图表|表格|图中|图所示)
        |[如见][下上]?图所示|图中所示|[下上]图中
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex References();
}
