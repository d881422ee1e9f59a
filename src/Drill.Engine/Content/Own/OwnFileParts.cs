using Drill.Text;
using Markdig.Syntax;
using Block = Markdig.Syntax.Block;

namespace Drill.Content.Own;

/// <summary>
/// A file of our own format cut into the pieces that its author may have written by hand, however broken they are: what is not replaced goes back
/// into the file character by character.
/// </summary>
internal sealed class OwnFileParts
{
    private OwnFileParts(string head, IReadOnlyList<OwnPart> questions)
    {
        Head = head;
        Questions = questions;
    }

    /// <summary>Everything before the first question: front matter, title, an introduction.</summary>
    public string Head { get; }

    public IReadOnlyList<OwnPart> Questions { get; }

    public static OwnFileParts Read(string text)
    {
        var start = FrontMatter.Read(text, null).End;
        var source = new MarkdownSource(ContentFile.Named("parts.md"), text, start, new ProblemList("parts.md"), isOwn: true);
        var blocks = source.Document.ToList();
        var questions = new List<OwnPart>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is HeadingBlock { Level: 2 } heading)
            {
                var end = i + 1;
                while (end < blocks.Count && blocks[end] is not HeadingBlock { Level: <= 2 })
                {
                    end++;
                }

                var next = blocks.Skip(end).FirstOrDefault(b => b is HeadingBlock { Level: 2 })?.Span.Start ?? source.Markdown.Length;
                questions.Add(ReadQuestion(source, heading, blocks[(i + 1)..end], end < blocks.Count ? blocks[end].Span.Start : source.Markdown.Length, next));
            }
        }

        var head = questions.Count == 0 ? text : text[..(start + questions[0].Start)];
        return new OwnFileParts(head, questions);
    }

    private static OwnPart ReadQuestion(MarkdownSource source, HeadingBlock heading, List<Block> blocks, int end, int next)
    {
        var meta = blocks is [ParagraphBlock paragraph, ..] && MetaLine.Is(paragraph) ? paragraph : null;
        var sections = new List<OwnSection>();
        var headings = blocks.OfType<HeadingBlock>().Where(h => h.Level == 3).ToList();
        for (var i = 0; i < headings.Count; i++)
        {
            Section? section = SectionNames.TryFind(source.PlainText(headings[i]), out var found) ? found : null;
            var until = i + 1 < headings.Count ? headings[i + 1].Span.Start : end;
            sections.Add(new OwnSection(section, source.Markdown[headings[i].Span.Start..until].TrimEnd()));
        }

        return new OwnPart
        {
            Start = heading.Span.Start,
            Title = PlainText.OneLine(source.PlainText(heading)),
            Id = meta is null ? null : MetaLine.Read(meta, source, new ProblemList("")).Id,
            Heading = source.Markdown[heading.Span.Start..(heading.Span.End + 1)],
            Meta = meta is null ? "" : source.Markdown[meta.Span.Start..(meta.Span.End + 1)],
            Sections = sections,
            Tail = source.Markdown[end..next].Trim(),
            Text = source.Markdown[heading.Span.Start..next].TrimEnd(),
        };
    }
}

/// <summary>A question as it stands in a file.</summary>
internal sealed record OwnPart
{
    public required int Start { get; init; }

    public required string Title { get; init; }

    /// <summary>Null when there is none.</summary>
    public required string? Id { get; init; }

    public required string Heading { get; init; }

    /// <summary>The line of code spans as it stands; empty when there is none.</summary>
    public required string Meta { get; init; }

    public required IReadOnlyList<OwnSection> Sections { get; init; }

    /// <summary>What stands between it and the next question under a heading of the first level; belongs to none.</summary>
    public required string Tail { get; init; }

    /// <summary>The whole of it.</summary>
    public required string Text { get; init; }
}

/// <summary>A section with its heading, as it stands.</summary>
/// <param name="Section">Which it is; null when it is none of ours.</param>
/// <param name="Text">Its Markdown.</param>
internal sealed record OwnSection(Section? Section, string Text);
