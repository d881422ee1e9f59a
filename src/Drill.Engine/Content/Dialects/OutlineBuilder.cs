using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content.Dialects;

/// <summary>
/// Makes the outline of a file: headings of every kind hold what follows them, details hold what stands between their tags, wherever
/// Markdown put these. Lists whose items begin with headings are laid open.
/// </summary>
internal sealed class OutlineBuilder(MarkdownSource source, PartBodies bodies)
{
    private const int DeepestDetails = 16;
    private readonly List<ContainerPart> stack = [];
    private readonly HashSet<int> unclosed = [];
    private List<Part>? summary;
    private int detailsDepth;
    private string? anchor;

    /// <summary>The outline of blocks that stand together.</summary>
    public RootPart Build(IReadOnlyList<SyntaxBlock> blocks, int from = 0)
    {
        var root = new RootPart { Start = from < blocks.Count ? blocks[from].Span.Start : 0, Line = from < blocks.Count ? source.PositionOf(blocks[from]).Line : 1 };
        stack.Clear();
        stack.Add(root);
        summary = null;
        detailsDepth = 0;
        anchor = null;
        FindUnclosed(blocks, from);
        for (var i = from; i < blocks.Count; i++)
        {
            Add(blocks[i]);
        }

        var end = blocks.Count > from ? blocks[^1].Span.End + 1 : 0;
        while (stack.Count > 0)
        {
            Pop(end);
        }

        return root;
    }

    // Details that nobody closes would swallow the rest of the file; they end at the next heading or details instead.
    private void FindUnclosed(IReadOnlyList<SyntaxBlock> blocks, int from)
    {
        unclosed.Clear();
        var open = new Stack<int>();
        for (var i = from; i < blocks.Count; i++)
        {
            FindUnclosed(blocks[i], open);
        }

        unclosed.UnionWith(open);
    }

    private void FindUnclosed(SyntaxBlock block, Stack<int> open)
    {
        if (block is HtmlBlock html)
        {
            var text = source.Markdown.AsSpan(0, Math.Min(html.Span.End + 1, source.Markdown.Length));
            var at = html.Span.Start;
            while (at < text.Length && text[at..].IndexOf("details", StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
            {
                at += found;
                if (at > 0 && text[at - 1] == '<')
                {
                    open.Push(at - 1);
                }
                else if (at > 1 && text[at - 1] == '/' && text[at - 2] == '<' && open.Count > 0)
                {
                    open.Pop();
                }

                at += 7;
            }
        }
        else if (block is ListBlock list && IsLaidOpen(list))
        {
            foreach (var child in list.OfType<ListItemBlock>().SelectMany(i => i))
            {
                FindUnclosed(child, open);
            }
        }
    }

    private void Add(SyntaxBlock block)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                break;
            case HeadingBlock heading:
                OpenHeading(heading);
                break;
            case HtmlBlock html:
                AddHtml(html);
                break;
            case ListBlock list when IsLaidOpen(list):
                foreach (var child in list.OfType<ListItemBlock>().SelectMany(i => i))
                {
                    Add(child);
                }

                break;
            case ParagraphBlock paragraph when AnchorOf(paragraph.Inline) is { } name && IsInvisible(paragraph.Inline):
                anchor = name;
                break;
            case ParagraphBlock { Inline: { } inlines } paragraph when FirstDetails(inlines.FirstChild) is { } details:
                AddWithDetails(paragraph, inlines.FirstChild!, details);
                break;
            default:
                AddPart(new BlockPart(block) { Start = block.Span.Start, End = block.Span.End + 1, Line = source.PositionOf(block).Line });
                break;
        }
    }

    private static bool IsLaidOpen(ListBlock list) => list.Count > 0 && list[0] is ListItemBlock { Count: > 0 } item && item[0] is HeadingBlock;

    /// <summary>The tag that opens details in the middle of a paragraph.</summary>
    public static HtmlInline? FirstDetails(Markdig.Syntax.Inlines.Inline? first)
    {
        for (var inline = first; inline is not null; inline = inline.NextSibling)
        {
            if (inline is HtmlInline html && html.Tag.StartsWith("<details", StringComparison.OrdinalIgnoreCase))
            {
                return html;
            }
        }

        return null;
    }

    // "Which one? <details><summary>Answer</summary>B</details>": Markdown sees one paragraph.
    private void AddWithDetails(ParagraphBlock paragraph, Markdig.Syntax.Inlines.Inline first, HtmlInline details)
    {
        var line = source.PositionOf(paragraph).Line;
        AddLines(paragraph, first, details, line);
        Markdig.Syntax.Inlines.Inline? start = null;
        for (Markdig.Syntax.Inlines.Inline? inline = details; inline is not null; inline = inline.NextSibling)
        {
            if (inline is not HtmlInline html || !HtmlTag.TryRead(html.Tag, out var tag, out _) || tag.Name is not ("details" or "summary"))
            {
                start ??= inline;
                continue;
            }

            AddLines(paragraph, start, inline, line);
            start = null;
            var piece = new HtmlPiece(HtmlPieceKind.DetailsOpen, Math.Max(paragraph.Span.Start, inline.Span.Start), inline.Span.End + 1, inline.Span.Start, 0, tag.Attribute("id"));
            switch (tag.Name, tag.IsClosing)
            {
                case ("details", false):
                    unclosed.Add(piece.Start);
                    OpenDetails(piece, line);
                    break;
                case ("details", true):
                    CloseDetails(piece.End);
                    break;
                case (_, false):
                    summary = stack.Exists(p => p is DetailsPart) ? [] : null;
                    break;
                default:
                    CloseSummary();
                    break;
            }
        }

        AddLines(paragraph, start, null, line);
    }

    private void AddLines(ParagraphBlock paragraph, Markdig.Syntax.Inlines.Inline? first, Markdig.Syntax.Inlines.Inline? stop, int line)
    {
        if (first is null || first == stop || source.Inlines(first, stop).IsEmpty)
        {
            return;
        }

        var end = stop is null ? paragraph.Span.End + 1 : stop.Span.Start;
        AddPart(new LinesPart(paragraph, first, stop) { Start = Math.Max(paragraph.Span.Start, first.Span.Start), End = Math.Max(first.Span.Start, end), Line = line });
    }

    private void AddPart(Part part)
    {
        if (summary is not null)
        {
            summary.Add(part);
            return;
        }

        stack[^1].Parts.Add(part);
    }

    private void OpenHeading(HeadingBlock heading)
    {
        var inlines = source.Inlines(heading);
        if (inlines.IsEmpty)
        {
            anchor = AnchorOf(heading.Inline) ?? anchor;
            return;
        }

        Open(new HeadingPart
        {
            Level = heading.Level,
            Title = Title.Of(inlines),
            Anchor = AnchorOf(heading.Inline) ?? anchor,
            Start = heading.Span.Start,
            Line = source.PositionOf(heading).Line,
        });
    }

    private void Open(HeadingPart heading)
    {
        summary = null;
        anchor = null;
        while (stack.Count > 1 && (stack[^1] is HeadingPart open ? open.Level >= heading.Level : stack[^1] is DetailsPart details && unclosed.Contains(details.Start)))
        {
            Pop(heading.Start);
        }

        stack[^1].Parts.Add(heading);
        stack.Add(heading);
    }

    private void AddHtml(HtmlBlock block)
    {
        var line = source.PositionOf(block).Line;
        var counted = block.Span.Start;
        foreach (var piece in HtmlPieces.Cut(source.Markdown, block.Span.Start, Math.Min(block.Span.End + 1, source.Markdown.Length)))
        {
            line += source.Markdown.AsSpan(counted, Math.Max(0, piece.OuterStart - counted)).Count('\n');
            counted = Math.Max(counted, piece.OuterStart);
            Add(piece, line);
        }
    }

    private void Add(HtmlPiece piece, int line)
    {
        switch (piece.Kind)
        {
            case HtmlPieceKind.Content when piece.Start == piece.End:
                anchor = piece.Anchor;
                break;
            case HtmlPieceKind.Content:
                var skipped = piece.Start;
                while (skipped < piece.End && char.IsWhiteSpace(source.Markdown[skipped]))
                {
                    line += source.Markdown[skipped++] == '\n' ? 1 : 0;
                }

                AddPart(new HtmlPart { Start = skipped, End = piece.End, Line = line });
                break;
            case HtmlPieceKind.DetailsOpen:
                OpenDetails(piece, line);
                break;
            case HtmlPieceKind.DetailsClose:
                CloseDetails(piece.End);
                break;
            case HtmlPieceKind.SummaryOpen:
                summary = stack.Exists(p => p is DetailsPart) ? [] : null;
                break;
            case HtmlPieceKind.SummaryClose:
                CloseSummary();
                break;
            case HtmlPieceKind.Heading:
                var inlines = FirstInlines(source.HtmlToBlocks(source.Markdown[piece.Start..piece.End]), out _);
                if (!inlines.IsEmpty)
                {
                    Open(new HeadingPart { Level = piece.Level, Title = Title.Of(inlines), Anchor = piece.Anchor ?? anchor, Start = piece.OuterStart, Line = line, IsHtml = true });
                }

                break;
        }
    }

    private void OpenDetails(HtmlPiece piece, int line)
    {
        summary = null;
        while (stack[^1] is DetailsPart open && unclosed.Contains(open.Start))
        {
            Pop(piece.Start);
        }

        if (detailsDepth >= DeepestDetails)
        {
            return;
        }

        var details = new DetailsPart { Start = piece.Start, Line = line, Anchor = piece.Anchor ?? anchor };
        anchor = null;
        stack[^1].Parts.Add(details);
        stack.Add(details);
        detailsDepth++;
    }

    private void CloseDetails(int end)
    {
        CloseSummary();
        if (!stack.Exists(p => p is DetailsPart))
        {
            return;
        }

        while (stack[^1] is not DetailsPart)
        {
            Pop(end);
        }

        Pop(end);
    }

    private void CloseSummary()
    {
        if (summary is null)
        {
            return;
        }

        var parts = summary;
        summary = null;
        var inlines = FirstInlines(bodies.Blocks(parts), out var rest);
        if (stack.FindLast(p => p is DetailsPart) is DetailsPart { Summary: null } details)
        {
            details.Summary = Title.Of(inlines, rest);
        }
    }

    private void Pop(int end)
    {
        stack[^1].End = Math.Max(stack[^1].Start, end);
        detailsDepth -= stack[^1] is DetailsPart ? 1 : 0;
        stack.RemoveAt(stack.Count - 1);
    }

    private static ImmutableArray<Drill.Text.Inline> FirstInlines(ImmutableArray<Drill.Text.Block> blocks, out ImmutableArray<Drill.Text.Block> rest)
    {
        rest = blocks.Length > 1 ? blocks[1..] : [];
        switch (blocks)
        {
            case [Paragraph paragraph, ..]:
                return paragraph.Inlines is [Strong strong] ? strong.Inlines : paragraph.Inlines;
            case [Heading heading, ..]:
                return heading.Inlines;
            default:
                rest = blocks;
                return [];
        }
    }

    private static string? AnchorOf(ContainerInline? inlines)
    {
        for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is HtmlInline html && HtmlTag.TryRead(html.Tag, out var tag, out _) && tag is { Name: "a" or "span", IsClosing: false } && (tag.Attribute("name") ?? tag.Attribute("id")) is { Length: > 0 } name)
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsInvisible(ContainerInline? inlines)
    {
        for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is not (HtmlInline or LineBreakInline) && inline is not LiteralInline { Content: { IsEmpty: true } } && !(inline is LiteralInline literal && literal.Content.AsSpan().IsWhiteSpace()))
            {
                return false;
            }
        }

        return true;
    }
}
