using System.Collections.Immutable;
using Drill.Content;
using Drill.Content.Own;
using Drill.Questions;
using Drill.Text;

namespace Drill.Authoring.Import;

/// <summary>Makes a question of our own format of one that was read of another. What our format cannot hold is kept as text, and said.</summary>
/// <param name="file">The file it was read of.</param>
/// <param name="report">Where what was changed is said, at the source's line.</param>
internal sealed class ImportedQuestion(FileReading file, ProblemList report)
{
    private bool IsChinese => file.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    public OwnQuestion From(ReadQuestion question)
    {
        var prompt = Shorten(question);
        var answer = question.Answer;
        var notes = "";
        var choices = ImmutableArray.CreateBuilder<ReadChoices>();
        foreach (var form in question.Choices)
        {
            if (!Fits(form, out var why))
            {
                report.Warning(question.Line, question.Column, ProblemCodes.KeptAsText, $"'{Shown.Cut(question.Title, 60)}': its choices cannot be asked, {why}; they are kept as text.");
                prompt = prompt.Then(AsList(form));
                answer = form.HasRight ? Body.Plain(RightOf(form)).Then(answer) : answer;
                continue;
            }

            var explanation = form.Explanation ?? (question.IsChoiceOnly && !answer.IsEmpty ? PlainText.Of(answer) : null);
            if (question.IsChoiceOnly)
            {
                notes = NeedsNotes(answer, explanation) ? question.AnswerMarkdown.ToString() : notes;
                answer = Body.Empty;
            }

            choices.Add(form with { Explanation = Fit(explanation) });
        }

        if (notes.Length > 0)
        {
            report.Warning(question.Line, question.Column, ProblemCodes.KeptInNotes, $"'{Shown.Cut(question.Title, 60)}': the explanation is longer than a poll shows; it is shortened, and whole under 'Notes'.");
        }

        if (answer.IsEmpty && choices.Count == 0)
        {
            report.Warning(question.Line, question.Column, ProblemCodes.MissingAnswer, $"'{Shown.Cut(question.Title, 60)}' has no answer; the bot leaves it out until '### Answer' is written.");
        }

        return new OwnQuestion
        {
            Id = question.Id,
            Level = question.Level ?? 2,
            Tags = question.Tags,
            Topic = question.Topic,
            Title = question.Title,
            Prompt = prompt,
            Answer = answer,
            KeyPoints = question.KeyPoints,
            Hint = question.Hint,
            Choices = choices.ToImmutable(),
            Sources = question.Sources,
            Notes = NotesOf(notes),
        };
    }

    // Headings of the source must not become headings of the format.
    private static string NotesOf(string markdown)
    {
        if (markdown.Length == 0)
        {
            return "";
        }

        var fence = "```";
        while (markdown.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return markdown.Contains('#', StringComparison.Ordinal) ? $"{fence}markdown\n{markdown}\n{fence}" : markdown;
    }

    private Body Shorten(ReadQuestion question)
    {
        if (question.Title.Length <= ContentLimits.Title)
        {
            return question.Prompt;
        }

        report.Warning(question.Line, question.Column, ProblemCodes.TitleTooLong, $"The question has {question.Title.Length} characters on one line; the heading is cut at {ContentLimits.Title} and the whole stands below it.");
        var rest = question.Prompt.Blocks is [Heading heading, .. var others] ? [new Paragraph(heading.Inlines), .. others] : question.Prompt.Blocks;
        return new Body([new Heading(2, [new TextRun(Shown.Cut(question.Title, ContentLimits.Title))]), .. rest]);
    }

    private static bool Fits(ReadChoices form, out string why)
    {
        why = !form.HasRight ? "none is marked right"
            : form.Options.Length is < ContentLimits.FewestOptions or > ContentLimits.MostOptions ? $"there are {form.Options.Length} options"
            : form.Options.Any(o => string.IsNullOrWhiteSpace(o.Text)) ? "one is empty"
            : form.Options.Any(o => o.Text.Length > ContentLimits.Option) ? $"one is longer than {ContentLimits.Option} characters"
            : form.Options.DistinctBy(o => o.Text, StringComparer.OrdinalIgnoreCase).Count() < form.Options.Length ? "two are the same"
            : form.Stem is { } stem && PlainText.Of(stem).Length > ContentLimits.Title ? $"the sentence above them is longer than {ContentLimits.Title} characters"
            : "";
        return why.Length == 0;
    }

    private static Body AsList(ReadChoices form) => new(
    [
        .. form.Stem?.Blocks ?? [],
        new BulletList(null, [.. form.Options.Select(o => new ListItem([Paragraph.Of($"{o.Label}. {o.Text}")]))]),
    ]);

    private string RightOf(ReadChoices form) =>
        (IsChinese ? "正确选项：" : "Right: ") + string.Join(IsChinese ? "、" : ", ", form.Options.Where(o => o.IsRight).Select(o => o.Label));

    private static bool NeedsNotes(Body answer, string? explanation) =>
        (explanation is not null && !string.Equals(Fit(explanation), explanation, StringComparison.Ordinal)) || BodyFacts.HasCode(answer) || BodyFacts.Figures(answer).Length > 0;

    private static string? Fit(string? explanation)
    {
        if (string.IsNullOrWhiteSpace(explanation))
        {
            return null;
        }

        var trimmed = explanation.Trim();
        var flat = trimmed.Count(c => c == '\n') > ContentLimits.ExplanationLineFeeds || trimmed.Contains("\n\n", StringComparison.Ordinal) ? PlainText.OneLine(trimmed) : trimmed;
        return Shown.Cut(flat, ContentLimits.Explanation);
    }
}
