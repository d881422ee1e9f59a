using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Drill.Questions;
using Drill.Text;

namespace Drill.Content.Own;

/// <summary>Writes our own format. What it writes, <see cref="OwnFormatReader"/> reads back as the same questions.</summary>
/// <param name="language">The language of the file, in which its sections are named.</param>
/// <param name="addressOf">What stands in the text for a picture; null: its alternative text.</param>
internal sealed class OwnFormatWriter(string language, Func<Figure, string?> addressOf)
{
    // Headings of the first three levels are the format's own.
    private const int FirstFreeLevel = 4;

    /// <summary>The front matter of a file, with the rules around it.</summary>
    /// <param name="head">What it says.</param>
    /// <param name="comment">A line for people, or null.</param>
    public static string FrontMatterOf(FileHead head, string? comment = null)
    {
        var text = new StringBuilder("---\n");
        if (comment is not null)
        {
            text.Append("# ").Append(comment.ReplaceLineEndings(" ")).Append('\n');
        }

        Append("bank", head.Bank);
        Append("title", head.Title);
        Append("language", head.Language);
        Append("licence", head.Licence);
        Append("topic", head.Topic);
        Append("topic-title", head.TopicTitle);
        foreach (var (topic, title) in head.TopicTitles)
        {
            Append(FileHead.TopicTitlePrefix + topic, title);
        }

        Append("source", head.Source);
        return text.Append("---\n").ToString();

        void Append(string key, string? value)
        {
            if (value is not null)
            {
                text.Append(key).Append(": ").Append(YamlText.Of(value)).Append('\n');
            }
        }
    }

    /// <summary>A whole question: heading, meta line, sections.</summary>
    public string Write(OwnQuestion question)
    {
        var text = new StringBuilder();
        Append(text, Heading(question));
        Append(text, Meta(question));
        Append(text, PromptRest(question));
        Append(text, Section.Answer, Answer(question));
        Append(text, Section.KeyPoints, KeyPoints(question.KeyPoints));
        Append(text, Section.Hint, question.Hint is { } hint ? Text(hint) : "");
        foreach (var choices in question.Choices)
        {
            Append(text, Section.Choices, Choices(choices));
        }

        Append(text, Section.Sources, Sources(question.Sources));
        Append(text, Section.Notes, question.Notes);
        return text.ToString();
    }

    /// <summary>The heading of a question.</summary>
    public string Heading(OwnQuestion question) =>
        "## " + (question.Prompt.Blocks is [Heading heading, ..] ? MarkdownWriter.WriteLine(heading.Inlines, addressOf) : MarkdownWriter.WriteLine(question.Title));

    /// <summary>The line of code spans.</summary>
    public static string Meta(OwnQuestion question)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"`id: {question.Id}` `level: {question.Level}`"));
        if (!question.Tags.IsEmpty)
        {
            text.Append(" `tags: ").AppendJoin(", ", question.Tags).Append('`');
        }

        if (question.Topic is not null)
        {
            text.Append(" `topic: ").Append(question.Topic).Append('`');
        }

        return text.ToString();
    }

    /// <summary>What belongs to the question beside its heading; may be empty.</summary>
    public string PromptRest(OwnQuestion question) => Text(new Body(question.Prompt.Blocks is [Drill.Text.Heading, ..] ? question.Prompt.Blocks[1..] : question.Prompt.Blocks));

    /// <summary>The reference answer; may be empty.</summary>
    public string Answer(OwnQuestion question) => Text(question.Answer);

    /// <summary>One multiple-choice form.</summary>
    public string Choices(ReadChoices choices)
    {
        var text = new StringBuilder();
        Append(text, choices.Stem is { } stem ? Text(stem) : "");
        Append(text, string.Join('\n', choices.Options.Select(o => (o.IsRight ? "- [x] " : "- [ ] ") + MarkdownWriter.WriteLine(o.Text))));
        if (choices.Explanation is { } explanation)
        {
            Append(text, string.Join("\\\n", explanation.Split('\n').Select(line => "> " + MarkdownWriter.WriteLine(line))));
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A section under its heading, or nothing when it has no content.</summary>
    public string SectionOf(Section section, string content)
    {
        var text = new StringBuilder();
        if (content.Length > 0)
        {
            Append(text, "### " + SectionNames.Display(section, language));
            Append(text, content);
        }

        return text.ToString();
    }

    private static string KeyPoints(ImmutableArray<KeyPoint> points)
    {
        var text = new StringBuilder();
        foreach (var point in points)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{point.Weight}** {MarkdownWriter.WriteLine(point.Text)}\n");
            foreach (var term in point.Terms)
            {
                text.Append("  - ").Append(MarkdownWriter.WriteLine(term.Text));
                if (!term.Aliases.IsEmpty)
                {
                    text.Append(": ").AppendJoin(", ", term.Aliases.Select(MarkdownWriter.WriteLine));
                }

                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Sources(ImmutableArray<SourceLink> sources) => string.Join('\n', sources.Select(source =>
        source.Url is null ? "- " + MarkdownWriter.WriteLine(source.Title)
        : string.Equals(source.Url, source.Title, StringComparison.Ordinal) ? $"- <{source.Url}>"
        : $"- {MarkdownWriter.WriteLine([new Link([new TextRun(source.Title)], source.Url)], _ => "")}"));

    // Headings inside keep their order of rank below those of the format.
    private string Text(Body body)
    {
        var highest = body.Blocks.OfType<Heading>().Select(h => h.Level).DefaultIfEmpty(FirstFreeLevel).Min();
        return MarkdownWriter.Write(body, addressOf, Math.Max(0, FirstFreeLevel - highest));
    }

    private static void Append(StringBuilder text, string part)
    {
        if (part.Length > 0)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(part).Append('\n');
        }
    }

    private void Append(StringBuilder text, Section section, string content) => Append(text, SectionOf(section, content).TrimEnd('\n'));
}

/// <summary>A question as our own format holds it.</summary>
internal sealed record OwnQuestion
{
    public required string Id { get; init; }

    public int Level { get; init; } = 2;

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>A topic of its own; null: that of the file.</summary>
    public string? Topic { get; init; }

    public required string Title { get; init; }

    public required Body Prompt { get; init; }

    public Body Answer { get; init; } = Body.Empty;

    public ImmutableArray<KeyPoint> KeyPoints { get; init; } = [];

    public Body? Hint { get; init; }

    public ImmutableArray<ReadChoices> Choices { get; init; } = [];

    public ImmutableArray<SourceLink> Sources { get; init; } = [];

    /// <summary>Markdown for people, which the bot skips.</summary>
    public string Notes { get; init; } = "";
}
