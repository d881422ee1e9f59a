using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxInline = Markdig.Syntax.Inlines.Inline;

namespace Drill.Content.Dialects;

/// <summary>A line of a paragraph as it is written.</summary>
/// <param name="Block">The paragraph.</param>
/// <param name="First">Its first inline.</param>
/// <param name="Stop">The line break behind it; null in the last line.</param>
/// <param name="Start">Where it begins in the parsed text.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal readonly record struct SourceLine(LeafBlock Block, SyntaxInline First, SyntaxInline? Stop, int Start, int End);

/// <summary>Walks over the lines of a paragraph; a value, because every paragraph of a file is walked.</summary>
internal struct LineWalk(LeafBlock block, SyntaxInline? first, SyntaxInline? stop)
{
    private SyntaxInline? next = first;

    public SourceLine Current { get; private set; }

    public readonly LineWalk GetEnumerator() => this;

    /// <summary>The first line; its first inline is null when there is none.</summary>
    public SourceLine FirstOrDefault() => MoveNext() ? Current : default;

    public bool MoveNext()
    {
        while (next is not null && next != stop)
        {
            var start = next;
            var end = start;
            while (end is not null && end != stop && !PartText.IsBreak(end))
            {
                end = end.NextSibling;
            }

            next = end is null || end == stop ? null : end.NextSibling;
            if (start != end)
            {
                Current = new SourceLine(block, start, end, start.Span.Start, Math.Max(start.Span.Start, end?.Span.Start ?? block.Span.End + 1));
                return true;
            }
        }

        return false;
    }
}

/// <summary>Looks into parts without rendering them.</summary>
internal static class PartText
{
    /// <summary>The lines of a paragraph that are not empty.</summary>
    public static LineWalk Lines(LeafBlock block, SyntaxInline? first, SyntaxInline? stop) => new(block, first, stop);

    /// <summary>Whether a line ends here.</summary>
    public static bool IsBreak(SyntaxInline inline) => inline is LineBreakInline || (inline is HtmlInline html && html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase));

    /// <summary>The paragraph, and the bounds of the part in it.</summary>
    public static bool IsParagraph(Part part, out LeafBlock block, out SyntaxInline? first, out SyntaxInline? stop)
    {
        (block, first, stop) = part switch
        {
            BlockPart { Block: ParagraphBlock { Inline: { } inline } paragraph } => (paragraph, inline.FirstChild, null),
            LinesPart lines => (lines.Block, lines.First, lines.Stop),
            _ => (null!, (SyntaxInline?)null, (SyntaxInline?)null),
        };
        return first is not null;
    }

    /// <summary>The first line of a paragraph or quotation; false when the part is something else.</summary>
    public static bool TryFirstLine(Part part, out SourceLine line)
    {
        line = default;
        if (!IsParagraph(part, out var block, out var first, out var stop))
        {
            if (part is not BlockPart { Block: QuoteBlock { Count: > 0 } quote } || quote[0] is not ParagraphBlock { Inline.FirstChild: { } inner } paragraph)
            {
                return false;
            }

            (block, first, stop) = (paragraph, inner, null);
        }

        foreach (var found in Lines(block, first, stop))
        {
            line = found;
            return true;
        }

        return false;
    }

    /// <summary>What the first line of a paragraph or quotation looks like.</summary>
    public static TitleReading ReadStart(MarkdownSource source, Part part) => TryFirstLine(part, out var line) ? TitleReading.Of(Raw(source, line)) : default;

    /// <summary>What the first line of a paragraph or quotation announces.</summary>
    public static Announced Announces(MarkdownSource source, Part part) => TryFirstLine(part, out var line) ? TitleReading.AnnouncedBy(Raw(source, line)) : Announced.Nothing;

    /// <summary>What a line looks like.</summary>
    public static TitleReading ReadStartOf(MarkdownSource source, SourceLine line) => TitleReading.Of(Raw(source, line));

    /// <summary>A line as it is written.</summary>
    public static ReadOnlySpan<char> Raw(MarkdownSource source, SourceLine line) =>
        line.End > line.Start && line.Start >= 0 && line.End <= source.Markdown.Length ? source.Markdown.AsSpan(line.Start, line.End - line.Start).Trim() : [];

    /// <summary>The ticked box at the beginning of an item.</summary>
    public static TaskList? TaskOf(ListItemBlock item) => (item.Count > 0 ? item[0] as ParagraphBlock : null)?.Inline?.FirstChild as TaskList;

    /// <summary>Whether a paragraph consists of nothing but links, and where the first of them leads.</summary>
    public static bool IsOnlyLinks(SyntaxInline? first, SyntaxInline? stop, out string? url)
    {
        url = null;
        var links = 0;
        return Walk(first, stop, ref links, ref url) && links > 0;

        static bool Walk(SyntaxInline? from, SyntaxInline? to, ref int links, ref string? url)
        {
            for (var inline = from; inline is not null && inline != to; inline = inline.NextSibling)
            {
                switch (inline)
                {
                    case LinkInline { IsImage: false } link:
                        links++;
                        url ??= link.Url;
                        break;
                    case AutolinkInline auto:
                        links++;
                        url ??= auto.Url;
                        break;
                    case HtmlInline html:
                        if (html.Tag.StartsWith("<a", StringComparison.OrdinalIgnoreCase) && Text.HtmlTag.TryRead(html.Tag, out var tag, out _) && tag.Attribute("href") is { } href)
                        {
                            links++;
                            url ??= href;

                            // What stands between the tags is the link's text.
                            while (inline.NextSibling is { } next && next != to && !(next is HtmlInline close && close.Tag.StartsWith("</a", StringComparison.OrdinalIgnoreCase)))
                            {
                                inline = next;
                            }
                        }
                        else if (html.Tag.StartsWith("<img", StringComparison.OrdinalIgnoreCase))
                        {
                            return false;
                        }

                        break;
                    case LinkInline or CodeInline:
                        return false;
                    case LiteralInline literal:
                        foreach (var c in literal.Content.AsSpan())
                        {
                            if (char.IsLetterOrDigit(c))
                            {
                                return false;
                            }
                        }

                        break;
                    case ContainerInline container:
                        if (!Walk(container.FirstChild, null, ref links, ref url))
                        {
                            return false;
                        }

                        break;
                    case LineBreakInline:
                        break;
                    default:
                        return false;
                }
            }

            return true;
        }
    }
}
