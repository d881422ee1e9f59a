using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content.Dialects;

/// <summary>Turns parts of an outline into bodies.</summary>
internal sealed class PartBodies(MarkdownSource source)
{
    private readonly List<SyntaxBlock> batch = [];

    public Body ToBody(IReadOnlyList<Part> parts) => parts.Count == 0 ? Body.Empty : new Body(Blocks(parts));

    public ImmutableArray<Drill.Text.Block> Blocks(IReadOnlyList<Part> parts)
    {
        // Most answers are plain Markdown blocks.
        batch.Clear();
        foreach (var part in parts)
        {
            if (part is not BlockPart block)
            {
                var blocks = ImmutableArray.CreateBuilder<Drill.Text.Block>();
                batch.Clear();
                Append(parts, blocks);
                return blocks.ToImmutable();
            }

            batch.Add(block.Block);
        }

        return source.ToBlocks(batch);
    }

    /// <summary>The piece of the file the parts stand in; empty when they were made.</summary>
    public MarkdownSlice Slice(IReadOnlyList<Part> parts, int indent = 0)
    {
        var start = int.MaxValue;
        var end = 0;
        foreach (var part in parts)
        {
            start = part.End > part.Start ? Math.Min(start, part.Start) : start;
            end = Math.Max(end, part.End);
        }

        return start < end ? source.Slice(start, end, indent) : default;
    }

    private void Append(IReadOnlyList<Part> parts, ImmutableArray<Drill.Text.Block>.Builder blocks)
    {
        List<SyntaxBlock>? run = null;
        foreach (var part in parts)
        {
            if (part is BlockPart block)
            {
                (run ??= []).Add(block.Block);
                continue;
            }

            Flush(ref run, blocks);
            Append(part, blocks);
        }

        Flush(ref run, blocks);
    }

    private void Append(Part part, ImmutableArray<Drill.Text.Block>.Builder blocks)
    {
        switch (part)
        {
            case LinesPart lines:
                AddParagraph(InlineEdges.Skip(source.Inlines(lines.First, lines.Stop), 0), blocks);
                break;
            case HtmlPart html:
                AddHtml(html, blocks);
                break;
            case MadePart made:
                blocks.AddRange(made.Blocks);
                break;
            case HeadingPart heading:
                blocks.Add(new Heading(Math.Clamp(heading.Level, 1, 6), heading.Title.Inlines));
                Append(heading.Parts, blocks);
                break;
            case DetailsPart details:
                if (details.Summary is { Inlines.IsEmpty: false } summary)
                {
                    blocks.Add(new Paragraph([new Strong(summary.Inlines)]));
                    blocks.AddRange(summary.Rest);
                }

                Append(details.Parts, blocks);
                break;
            case ContainerPart container:
                Append(container.Parts, blocks);
                break;
        }
    }

    public static void AddParagraph(ImmutableArray<Drill.Text.Inline> inlines, ImmutableArray<Drill.Text.Block>.Builder blocks)
    {
        if (inlines.IsEmpty)
        {
            return;
        }

        if (inlines.All(i => i is ImageSpan or LineBreak or TextRun { Text: " " }))
        {
            blocks.AddRange(inlines.OfType<ImageSpan>().Select(i => new ImageBlock(i.Figure)));
            return;
        }

        blocks.Add(new Paragraph(inlines));
    }

    private void Flush(ref List<SyntaxBlock>? run, ImmutableArray<Drill.Text.Block>.Builder blocks)
    {
        if (run is { Count: > 0 })
        {
            blocks.AddRange(source.ToBlocks(run));
        }

        run = null;
    }

    // Authors write Markdown directly below a tag, where a forge shows it raw; what they mean is clear.
    private void AddHtml(HtmlPart html, ImmutableArray<Drill.Text.Block>.Builder blocks)
    {
        var text = source.Markdown[html.Start..html.End];
        blocks.AddRange(LooksLikeMarkdown(text) ? source.MarkdownToBlocks(text) : source.HtmlToBlocks(text));
    }

    private static bool LooksLikeMarkdown(string text) =>
        (text.Contains('`', StringComparison.Ordinal) || text.Contains("**", StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal)
            || text.Contains("\n- ", StringComparison.Ordinal) || text.Contains("\n* ", StringComparison.Ordinal) || text.Contains("\n1. ", StringComparison.Ordinal))
        && !text.Contains("<p", StringComparison.OrdinalIgnoreCase) && !text.Contains("<ul", StringComparison.OrdinalIgnoreCase) && !text.Contains("<ol", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("<table", StringComparison.OrdinalIgnoreCase) && !text.Contains("<div", StringComparison.OrdinalIgnoreCase) && !text.Contains("<pre", StringComparison.OrdinalIgnoreCase);
}
