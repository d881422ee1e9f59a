using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;

namespace Drill.Content.Own;

/// <summary>Reads a section of choices: an optional stem, a task list, an explanation as a quotation.</summary>
internal static class ChoiceReader
{
    public static ReadChoices? Read(MarkdownSource source, SectionPart part, ProblemList problems, ref bool isBroken)
    {
        var listAt = part.Blocks.FindIndex(b => b is ListBlock list && IsTaskList(list));
        if (listAt < 0)
        {
            isBroken = true;
            problems.Error(part.Line, part.Column, ProblemCodes.BadChoices, "'Choices' needs a task list: '- [ ] a wrong option', '- [x] a right one'.");
            return null;
        }

        var list = (ListBlock)part.Blocks[listAt];
        var stem = listAt == 0 ? null : source.ToBody(part.Blocks[..listAt]);
        var options = ReadOptions(source, list, problems, ref isBroken);
        var explanation = ReadExplanation(source, part.Blocks[(listAt + 1)..], problems, ref isBroken);
        Check(source, list, options, problems, ref isBroken);
        if (stem is not null && PlainText.Of(stem) is var stemText && stemText.Length > ContentLimits.Title)
        {
            isBroken = true;
            problems.Error(part.Line, part.Column, ProblemCodes.TitleTooLong, $"The sentence above the options has {stemText.Length} characters; a poll shows {ContentLimits.Title}.");
        }

        return new ReadChoices(stem, options, explanation);
    }

    private static bool IsTaskList(ListBlock list) => list.OfType<ListItemBlock>().Any(i => TaskOf(i) is not null);

    private static TaskList? TaskOf(ListItemBlock item) => (item.FirstOrDefault() as ParagraphBlock)?.Inline?.FirstChild as TaskList;

    private static ImmutableArray<ChoiceOption> ReadOptions(MarkdownSource source, ListBlock list, ProblemList problems, ref bool isBroken)
    {
        var options = ImmutableArray.CreateBuilder<ChoiceOption>(list.Count);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var (line, column) = source.PositionOf(item);
            var task = TaskOf(item);
            var text = item.FirstOrDefault() is ParagraphBlock paragraph ? source.PlainText(paragraph).Trim() : "";
            if (task is null)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.BadChoices, "Every option begins with '[ ]' or '[x]'.");
            }
            else if (text.Length == 0)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.BadChoices, "The option is empty.");
            }
            else if (text.Length > ContentLimits.Option)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.OptionTooLong, $"The option has {text.Length} characters; a poll shows {ContentLimits.Option}.");
            }

            options.Add(new ChoiceOption(OptionLabels.At(options.Count), text, task?.Checked ?? false));
        }

        return options.DrainToImmutable();
    }

    private static void Check(MarkdownSource source, ListBlock list, ImmutableArray<ChoiceOption> options, ProblemList problems, ref bool isBroken)
    {
        var (line, column) = source.PositionOf(list);
        if (options.Length is < ContentLimits.FewestOptions or > ContentLimits.MostOptions)
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.BadChoices, $"{options.Length} options; {ContentLimits.FewestOptions} to {ContentLimits.MostOptions} are possible.");
        }

        if (!options.Any(o => o.IsRight))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.NoRightChoice, "No option is marked right; mark at least one with '[x]'.");
        }

        foreach (var same in options.GroupBy(o => o.Text, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 && g.Key.Length > 0))
        {
            isBroken = true;
            problems.Error(line, column, ProblemCodes.DuplicateOption, $"The option '{same.Key}' stands {same.Count()} times.");
        }
    }

    private static string? ReadExplanation(MarkdownSource source, List<Markdig.Syntax.Block> rest, ProblemList problems, ref bool isBroken)
    {
        string? explanation = null;
        foreach (var block in rest)
        {
            var (line, column) = source.PositionOf(block);
            if (block is not QuoteBlock quote || explanation is not null)
            {
                problems.Warning(line, column, ProblemCodes.BadChoices, "Below the options only one quotation ('> why') is read, as the explanation; this is skipped.");
                continue;
            }

            explanation = PlainText.Of(source.ToBody([.. quote])).Trim();
            if (explanation.Length > ContentLimits.Explanation)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.ExplanationTooLong, $"The explanation has {explanation.Length} characters; a poll shows {ContentLimits.Explanation}.");
            }
            else if (explanation.Count(c => c == '\n') > ContentLimits.ExplanationLineFeeds)
            {
                isBroken = true;
                problems.Error(line, column, ProblemCodes.ExplanationTooLong, $"The explanation has more than {ContentLimits.ExplanationLineFeeds + 1} lines, which a poll cannot show.");
            }
        }

        return explanation is { Length: > 0 } ? explanation : null;
    }
}
