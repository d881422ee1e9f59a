using System.Globalization;
using Drill.Text;

namespace Drill.Content.Checks;

/// <summary>Renders questions for every platform and counts the messages: a question fits one, and nobody reads an answer of many.</summary>
internal static class LengthCheck
{
    private const int MostMessages = 4;

    public static IEnumerable<Problem> Check(CheckedFile file, IReadOnlyList<IPlatformPreview> previews)
    {
        foreach (var question in file.Reading.Questions)
        {
            foreach (var preview in previews)
            {
                if (preview.Render(question.Prompt) is { Length: > 1 } prompt)
                {
                    yield return file.Warn(question, ProblemCodes.PromptSplit, string.Create(CultureInfo.InvariantCulture,
                        $"The question takes {prompt.Length} messages on {preview.Name}; shorten it until it fits one."));
                }

                // A picture may need a message of its own, and is looked at rather than read.
                var answer = preview.Render(question.Answer);
                if (answer.Length > MostMessages + question.Figures.Length)
                {
                    yield return file.Warn(question, ProblemCodes.AnswerTooLong, string.Create(CultureInfo.InvariantCulture,
                        $"The answer takes {answer.Length} messages on {preview.Name}; more than {MostMessages} are not read. Shorten it, or make two questions of it."));
                }
            }
        }
    }
}
