using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MathInline = Markdig.Extensions.Mathematics.MathInline;
using MathSyntax = Markdig.Extensions.Mathematics.MathBlock;
using SyntaxBlock = Markdig.Syntax.Block;
using SyntaxCode = Markdig.Syntax.CodeBlock;
using SyntaxInline = Markdig.Syntax.Inlines.Inline;
using SyntaxTable = Markdig.Extensions.Tables.Table;
using SyntaxTableCell = Markdig.Extensions.Tables.TableCell;
using SyntaxTableRow = Markdig.Extensions.Tables.TableRow;
using TableColumnAlign = Markdig.Extensions.Tables.TableColumnAlign;

namespace Drill.Text;

/// <summary>
/// Walks Markdig's tree once. Levels count from 0, the body itself; a block at level n may hold inlines at n + 1 and no node stands
/// below <see cref="MarkdownReader.MaximumDepth"/> - 1. Markdig's own trees are at most 128 deep, so recursion is safe.
/// </summary>
internal sealed class MarkdownWalker(ReadOptions options)
{
    private const int Deepest = MarkdownReader.MaximumDepth - 1;
    private const int MaximumTableCells = 20_000;
    private static readonly TableCell EmptyCell = new([]);

    private readonly InlineBuilder inlines = new();
    private readonly List<Block> blocks = [];

    public ImmutableArray<Block> ReadBlocks(IEnumerable<SyntaxBlock> source)
    {
        blocks.Clear();
        foreach (var block in source)
        {
            Read(block, 1);
        }

        return [.. blocks];
    }

    public ImmutableArray<Inline> ReadInlines(SyntaxInline? first, SyntaxInline? after)
    {
        inlines.Start(2);
        Walk(first, after, 0);
        return inlines.Finish();
    }

    public ImmutableArray<Block> ReadHtml(string html)
    {
        blocks.Clear();
        new HtmlBlockReader(this, inlines, blocks, 1, line: 1).Read(html);
        return [.. blocks];
    }

    /// <summary>The picture, or its alternative text when it cannot be used.</summary>
    public Inline ReadFigure(string source, string alternativeText, int line)
    {
        if (FigurePath.Resolve(options.Folder, source) is { } path)
        {
            return new ImageSpan(new Figure(path, alternativeText));
        }

        options.UnusableFigure?.Invoke(source, line);
        return new TextRun(alternativeText);
    }

    /// <summary>Adds a finished paragraph at the end of the blocks, as pictures when it holds nothing else.</summary>
    public void AddParagraph(ImmutableArray<Inline> content)
    {
        if (content.IsEmpty)
        {
            return;
        }

        foreach (var inline in content)
        {
            if (inline is not (ImageSpan or LineBreak or TextRun { Text: " " }))
            {
                blocks.Add(new Paragraph(content));
                return;
            }
        }

        foreach (var inline in content)
        {
            if (inline is ImageSpan image)
            {
                blocks.Add(new ImageBlock(image.Figure));
            }
        }
    }

    private void Read(SyntaxBlock block, int level)
    {
        switch (block)
        {
            case HeadingBlock heading:
                AddHeading(heading, level);
                break;
            case MathSyntax math:
                AddMath(JoinLines(math.Lines));
                break;
            case FencedCodeBlock { Info: "math" } math:
                AddMath(JoinLines(math.Lines));
                break;
            case SyntaxCode code:
                blocks.Add(new CodeBlock(JoinLines(code.Lines), Language(code)));
                break;
            case HtmlBlock html:
                new HtmlBlockReader(this, inlines, blocks, level, html.Line + 1).Read(JoinLines(html.Lines));
                break;
            case ThematicBreakBlock:
                blocks.Add(new Rule());
                break;
            case LeafBlock { Inline.FirstChild: MathInline { DelimiterCount: 2, NextSibling: null } math }:
                AddMath(math.Content.ToString());
                break;
            case LeafBlock leaf:
                AddParagraph(ReadLeaf(leaf, level));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ListBlock list when level + 3 <= Deepest:
                AddList(list, level);
                break;
            case QuoteBlock quote when level + 2 <= Deepest:
                AddQuote(quote, level);
                break;
            case SyntaxTable table when level + 3 <= Deepest:
                AddTable(table, level);
                break;
            case ContainerBlock container:
                // Too deep, or unknown: its content takes its place.
                foreach (var child in container)
                {
                    Read(child, level);
                }

                break;
        }
    }

    private ImmutableArray<Inline> ReadLeaf(LeafBlock leaf, int level)
    {
        inlines.Start(level + 1);
        Walk(leaf.Inline?.FirstChild, after: null, 0);
        return inlines.Finish();
    }

    private void AddHeading(HeadingBlock heading, int level)
    {
        var content = ReadLeaf(heading, level);
        if (!content.IsEmpty)
        {
            blocks.Add(new Heading(Math.Clamp(heading.Level, 1, 6), content));
        }
    }

    private void AddMath(string tex)
    {
        if (!string.IsNullOrWhiteSpace(tex))
        {
            blocks.Add(new MathBlock(tex.Trim()));
        }
    }

    private void AddQuote(QuoteBlock quote, int level)
    {
        var start = blocks.Count;
        foreach (var child in quote)
        {
            Read(child, level + 1);
        }

        if (blocks.Count > start)
        {
            blocks.Add(new Quote(Take(start)));
        }
    }

    private void AddList(ListBlock list, int level)
    {
        var items = new List<ListItem>(list.Count);
        foreach (var child in list)
        {
            var start = blocks.Count;
            if (child is not ContainerBlock item)
            {
                continue;
            }

            foreach (var part in item)
            {
                Read(part, level + 2);
            }

            bool? isChecked = item is [ParagraphBlock { Inline.FirstChild: TaskList task }, ..] ? task.Checked : null;
            items.Add(new ListItem(Take(start), isChecked));
        }

        if (items.Count > 0)
        {
            int? first = !list.IsOrdered ? null : int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
            blocks.Add(new BulletList(first, [.. items]));
        }
    }

    private void AddTable(SyntaxTable table, int level)
    {
        var columns = 0;
        foreach (var child in table)
        {
            columns = Math.Max(columns, child is SyntaxTableRow row ? row.Count : 0);
        }

        if (columns == 0 || (long)columns * table.Count > MaximumTableCells)
        {
            // Short rows are padded, so a few bytes could ask for millions of cells.
            foreach (var cell in table.Descendants<SyntaxTableCell>())
            {
                foreach (var part in cell)
                {
                    Read(part, level);
                }
            }

            return;
        }

        var alignments = new CellAlignment[columns];
        for (var i = 0; i < columns && i < table.ColumnDefinitions.Count; i++)
        {
            alignments[i] = table.ColumnDefinitions[i].Alignment switch
            {
                TableColumnAlign.Center => CellAlignment.Center,
                TableColumnAlign.Right => CellAlignment.End,
                _ => CellAlignment.Start,
            };
        }

        var header = ImmutableArray<TableCell>.Empty;
        var rows = ImmutableArray.CreateBuilder<TableRow>(table.Count);
        foreach (var child in table)
        {
            if (child is not SyntaxTableRow row)
            {
                continue;
            }

            var cells = ReadCells(row, columns, level + 3);
            if (row.IsHeader && header.IsEmpty)
            {
                header = cells;
            }
            else
            {
                rows.Add(new TableRow(cells));
            }
        }

        header = header.IsEmpty ? Pad([], columns) : header;
        blocks.Add(new Table(ImmutableCollectionsMarshal.AsImmutableArray(alignments), header, rows.DrainToImmutable()));
    }

    private ImmutableArray<TableCell> ReadCells(SyntaxTableRow row, int columns, int level)
    {
        var cells = new List<TableCell>(columns);
        foreach (var child in row)
        {
            inlines.Start(level);
            if (child is SyntaxTableCell cell)
            {
                foreach (var part in cell)
                {
                    if (part is LeafBlock leaf)
                    {
                        Walk(leaf.Inline?.FirstChild, after: null, 0);
                    }
                }
            }

            var content = inlines.Finish();
            cells.Add(content.IsEmpty ? EmptyCell : new TableCell(content));
        }

        return Pad(cells, columns);
    }

    /// <summary>The cells, filled up with empty ones.</summary>
    internal static ImmutableArray<TableCell> Pad(List<TableCell> cells, int columns)
    {
        var padded = new TableCell[columns];
        for (var i = 0; i < columns; i++)
        {
            padded[i] = i < cells.Count ? cells[i] : EmptyCell;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(padded);
    }

    /// <summary>Walks siblings. What HTML opens among them is closed at their end.</summary>
    private void Walk(SyntaxInline? inline, SyntaxInline? after, int floor)
    {
        for (; inline is not null && inline != after; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    inlines.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline { IsHard: true }:
                    inlines.HardBreak();
                    break;
                case LineBreakInline:
                    inlines.SoftBreak();
                    break;
                case CodeInline code:
                    AddCode(code);
                    break;
                case MathInline math:
                    AddMathSpan(math);
                    break;
                case HtmlEntityInline entity:
                    inlines.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    AddAutolink(link);
                    break;
                case HtmlInline html:
                    HtmlInlines.Apply(html, inlines, floor, this);
                    break;
                case LinkInline { IsImage: true } image:
                    inlines.Add(ReadFigure(image.Url ?? "", PlainText(image).Trim(), image.Line + 1));
                    break;
                case LinkInline { IsAutoLink: true } link:
                    AddBareLink(link);
                    break;
                case LinkInline link:
                    WalkInside(link, InlineKind.Link, WebAddress.TryRead(link.Url, out var url) ? url : null);
                    break;
                case EmphasisInline { DelimiterChar: '~' } strike:
                    WalkInside(strike, InlineKind.Strike, url: null);
                    break;
                case EmphasisInline emphasis:
                    WalkInside(emphasis, emphasis.DelimiterCount >= 2 ? InlineKind.Strong : InlineKind.Emphasis, url: null);
                    break;
                case TaskList task:
                    AddTaskMark(task);
                    break;
                case ContainerInline container:
                    WalkInside(container, InlineKind.None, url: null);
                    break;
                default:
                    break;
            }
        }

        inlines.CloseTo(floor);
    }

    private void WalkInside(ContainerInline container, InlineKind kind, string? url)
    {
        var open = inlines.Open;
        inlines.OpenElement(kind, inlines.WantsNextCharacter ? FirstCharacter(container) : 'x', url);
        Walk(container.FirstChild, after: null, open + 1);
        inlines.CloseTo(open);
    }

    private void AddCode(CodeInline code)
    {
        if (code.Content.Length > 0)
        {
            inlines.Add(new CodeSpan(Printable(code.Content)));
        }
    }

    private void AddMathSpan(MathInline math)
    {
        var tex = Printable(math.Content.ToString().ReplaceLineEndings(" ")).Trim();
        if (tex.Length > 0)
        {
            inlines.Add(new MathSpan(tex));
        }
    }

    private void AddAutolink(AutolinkInline link)
    {
        var open = inlines.Open;
        inlines.OpenElement(InlineKind.Link, url: !link.IsEmail && WebAddress.TryRead(link.Url, out var url) ? url : null);
        inlines.Append(link.Url);
        inlines.CloseTo(open);
    }

    /// <summary>
    /// An address without brackets. Markdig lets it run to the next space, but Chinese text goes on without one: the address ends before its first character.
    /// </summary>
    private void AddBareLink(LinkInline link)
    {
        var text = PlainText(link);
        var end = 0;
        while (end < text.Length && !TextWidth.IsUnspaced(text[end]))
        {
            end++;
        }

        var address = end == text.Length ? link.Url : text[..end];
        var open = inlines.Open;
        inlines.OpenElement(InlineKind.Link, url: WebAddress.TryRead(address, out var url) ? url : null);
        inlines.Append(text.AsSpan(0, end));
        inlines.CloseTo(open);
        inlines.Append(text.AsSpan(end));
    }

    private void AddTaskMark(TaskList task)
    {
        var first = task.PreviousSibling is null && task.Parent?.ParentBlock is { Parent: ListItemBlock item } block && item[0] == block;
        if (!first)
        {
            inlines.Append(task.Checked ? "[x]" : "[ ]");
        }
    }

    private static char FirstCharacter(ContainerInline container)
    {
        SyntaxInline? inline = container;
        while (inline is ContainerInline inner)
        {
            inline = inner.FirstChild;
        }

        return inline is LiteralInline { Content.IsEmpty: false } literal ? literal.Content.CurrentChar : 'x';
    }

    private static string PlainText(ContainerInline container)
    {
        if (container.FirstChild is null)
        {
            return "";
        }

        if (container.FirstChild is LiteralInline only && only.NextSibling is null)
        {
            return Printable(only.Content.ToString());
        }

        var text = new System.Text.StringBuilder();
        foreach (var inline in container.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                MathInline math => text.Append(math.Content.AsSpan()),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return Printable(text.ToString());
    }

    private static string? Language(SyntaxCode code) =>
        code is FencedCodeBlock { Info: { Length: > 0 } info } && Printable(info).Split(' ')[0] is { Length: > 0 } word ? word : null;

    /// <summary>The text without control characters, with a single space for any white space.</summary>
    internal static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
        {
            return text;
        }

        return string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }

    private static string JoinLines(StringLineGroup group)
    {
        if (group.Count == 1)
        {
            return group.Lines[0].Slice.ToString();
        }

        var text = new System.Text.StringBuilder();
        for (var i = 0; i < group.Count; i++)
        {
            if (i > 0)
            {
                text.Append('\n');
            }

            text.Append(group.Lines[i].Slice.AsSpan());
        }

        return text.ToString();
    }

    private ImmutableArray<Block> Take(int start)
    {
        if (start == blocks.Count)
        {
            return [];
        }

        var taken = new Block[blocks.Count - start];
        blocks.CopyTo(start, taken, 0, taken.Length);
        blocks.RemoveRange(start, taken.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
