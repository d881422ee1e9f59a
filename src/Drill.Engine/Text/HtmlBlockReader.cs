using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>
/// Reads a piece of HTML that stands between Markdown blocks. It needs not be well-formed: what is not closed ends with the piece, what
/// was never opened is ignored, and an element nobody knows gives its text.
/// </summary>
internal sealed class HtmlBlockReader(MarkdownWalker walker, InlineBuilder inlines, List<Block> blocks, int level, int line)
{
    private const int Deepest = MarkdownReader.MaximumDepth - 1;

    private readonly List<Frame> frames = [];
    private int depth = level;
    private int heading;
    private bool isSummary;
    private HtmlTableBuilder? table;

    public void Read(ReadOnlySpan<char> html)
    {
        inlines.Start(depth + 1);
        var hasTagsLeft = true;
        while (!html.IsEmpty)
        {
            var next = hasTagsLeft ? html.IndexOf('<') : -1;
            if (next < 0)
            {
                AddText(html);
                break;
            }

            AddText(html[..next]);
            html = html[next..];
            if (HtmlTag.TryRead(html, out var tag, out var length))
            {
                html = tag is { Name.Length: > 0, IsClosing: false } && HtmlNames.IsHidden(tag.Name) ? AfterClosingTag(html[length..], tag.Name)
                    : tag is { Name: "pre", IsClosing: false } ? ReadPreformatted(html[length..], tag)
                    : Apply(tag, html[length..]);
            }
            else
            {
                AddText("<");
                html = html[1..];
                hasTagsLeft = html.Contains('>');
            }
        }

        EndParagraph();
        CloseTo(0);
        EndTable();
    }

    private ReadOnlySpan<char> Apply(HtmlTag tag, ReadOnlySpan<char> rest)
    {
        if (!HtmlInlines.TryApply(tag, inlines, 0, walker, line) && !TryApplyTable(tag))
        {
            ApplyBlock(tag);
        }

        return rest;
    }

    private void ApplyBlock(HtmlTag tag)
    {
        if (table is { InCell: true })
        {
            // A cell holds one line of text; blocks in it are parted by line breaks.
            inlines.HardBreak();
            return;
        }

        EndParagraph();
        switch (tag.Name)
        {
            case ['h', >= '1' and <= '6']:
                heading = tag.IsClosing ? 0 : tag.Name[1] - '0';
                break;
            case "summary" or "dt" or "caption" or "legend":
                isSummary = !tag.IsClosing;
                break;
            case "hr":
                blocks.Add(new Rule());
                break;
            case "blockquote" or "ul" or "ol" when tag.IsClosing:
                CloseElement(tag.Name);
                break;
            case "blockquote":
                OpenElement(tag.Name, 1, 2, start: null);
                break;
            case "ul":
                OpenElement(tag.Name, 1, 3, start: null);
                break;
            case "ol":
                OpenElement(tag.Name, 1, 3, int.TryParse(tag.Attribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1);
                break;
            case "li":
                CloseItem();
                if (!tag.IsClosing && frames is [.., { IsList: true }])
                {
                    OpenElement("li", 1, 2, start: null);
                }

                break;
        }
    }

    private bool TryApplyTable(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "table" when table is null && !tag.IsClosing:
                EndParagraph();
                table = depth + 3 <= Deepest ? new HtmlTableBuilder() : null;
                return table is not null;
            case "table" when table is not null && tag.IsClosing:
                EndCell();
                EndTable();
                return true;
            case "thead" or "tbody" or "tfoot" or "tr" when table is not null:
                EndCell();
                table.EndRow();
                table.InHeader = tag is { Name: "thead", IsClosing: false } || (table.InHeader && string.Equals(tag.Name, "tr", StringComparison.Ordinal));
                return true;
            case "td" or "th" when table is not null:
                if (table.InCell)
                {
                    EndCell();
                }
                else
                {
                    EndParagraph();
                }

                table.InCell = !tag.IsClosing;
                table.SetCell(tag);
                inlines.Start(depth + 4);
                return true;
            default:
                return false;
        }
    }

    private void EndCell()
    {
        if (table is { InCell: true })
        {
            table.Add(inlines.Finish());
            inlines.Start(depth + 1);
        }
    }

    private void EndTable()
    {
        table?.AddTo(blocks);
        table = null;
    }

    /// <summary>Code or other text in which white space matters; tags in it are only looks.</summary>
    private ReadOnlySpan<char> ReadPreformatted(ReadOnlySpan<char> html, HtmlTag opening)
    {
        var end = html.IndexOf("</pre", StringComparison.OrdinalIgnoreCase);
        var content = end < 0 ? html : html[..end];
        var language = LanguageOf(opening.Attribute("class")) ?? opening.Attribute("lang");
        var code = new StringBuilder();
        while (!content.IsEmpty)
        {
            var next = content.IndexOf('<');
            code.Append(HtmlTag.Decode(next < 0 ? content : content[..next]));
            if (next < 0)
            {
                break;
            }

            content = content[next..];
            if (HtmlTag.TryRead(content, out var tag, out var length))
            {
                language ??= tag is { Name: "code", IsClosing: false } ? LanguageOf(tag.Attribute("class")) : null;
                code.Append(string.Equals(tag.Name, "br", StringComparison.Ordinal) ? "\n" : "");
                content = content[length..];
            }
            else
            {
                code.Append('<');
                content = content[1..];
            }
        }

        var text = code.ToString().Trim('\n');
        if (table is { InCell: true })
        {
            inlines.Add(new CodeSpan(MarkdownWalker.Printable(text)));
        }
        else if (text.Length > 0)
        {
            EndParagraph();
            blocks.Add(new CodeBlock(text, language is { Length: > 0 } ? MarkdownWalker.Printable(language) : null));
        }

        return end < 0 ? [] : AfterTagAt(html, end);
    }

    private static string? LanguageOf(string? classes)
    {
        foreach (var name in (classes ?? "").Split(' '))
        {
            if (name.StartsWith("language-", StringComparison.Ordinal) && name.Length > 9)
            {
                return name[9..];
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> AfterClosingTag(ReadOnlySpan<char> html, string name)
    {
        var end = html.IndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? [] : AfterTagAt(html, end);
    }

    private static ReadOnlySpan<char> AfterTagAt(ReadOnlySpan<char> html, int start)
    {
        var end = html[start..].IndexOf('>');
        return end < 0 ? [] : html[(start + end + 1)..];
    }

    private void AddText(ReadOnlySpan<char> source)
    {
        if (source.Contains('&'))
        {
            source = HtmlTag.Decode(source);
        }

        while (true)
        {
            var end = source.IndexOf('\n');
            if (end < 0)
            {
                inlines.Append(source);
                return;
            }

            inlines.Append(source[..end]);
            inlines.SoftBreak();
            source = source[(end + 1)..];
        }
    }

    private void EndParagraph()
    {
        var content = inlines.Finish();
        inlines.Start(depth + 1);
        if (content.IsEmpty)
        {
            return;
        }

        if (heading > 0)
        {
            blocks.Add(new Heading(heading, content));
        }
        else if (isSummary && depth + 2 <= Deepest)
        {
            blocks.Add(new Paragraph([new Strong(content)]));
        }
        else
        {
            walker.AddParagraph(content);
        }
    }

    /// <summary>Opens an element that holds blocks, unless what it needs below it would be too deep.</summary>
    private void OpenElement(string name, int levels, int needed, int? start)
    {
        var isReal = depth + needed <= Deepest && (frames is not [.., { IsList: true, Levels: 0 }] || name is not "li");
        frames.Add(new Frame(name, blocks.Count, isReal ? levels : 0, start, []));
        depth += isReal ? levels : 0;
        inlines.Start(depth + 1);
    }

    private void CloseElement(string name)
    {
        var i = frames.FindLastIndex(f => string.Equals(f.Name, name, StringComparison.Ordinal));
        if (i >= 0)
        {
            CloseTo(i);
        }
    }

    private void CloseItem()
    {
        for (var i = frames.Count - 1; i >= 0 && !frames[i].IsList; i--)
        {
            if (string.Equals(frames[i].Name, "li", StringComparison.Ordinal))
            {
                CloseTo(i);
                return;
            }
        }
    }

    private void CloseTo(int count)
    {
        while (frames.Count > count)
        {
            var frame = frames[^1];
            frames.RemoveAt(frames.Count - 1);
            depth -= frame.Levels;
            inlines.Start(depth + 1);
            if (frame.Levels > 0)
            {
                Close(frame);
            }
        }
    }

    private void Close(Frame frame)
    {
        var content = blocks[frame.Start..].ToImmutableArray();
        blocks.RemoveRange(frame.Start, content.Length);
        if (frame.IsList)
        {
            if (!content.IsEmpty)
            {
                frame.Items.Add(new ListItem(content));
            }

            if (frame.Items.Count > 0)
            {
                blocks.Add(new BulletList(frame.StartNumber, [.. frame.Items]));
            }
        }
        else if (string.Equals(frame.Name, "li", StringComparison.Ordinal))
        {
            frames[^1].Items.Add(new ListItem(content));
        }
        else if (!content.IsEmpty)
        {
            blocks.Add(new Quote(content));
        }
    }

    private sealed record Frame(string Name, int Start, int Levels, int? StartNumber, List<ListItem> Items)
    {
        public bool IsList => Name is "ul" or "ol";
    }
}

/// <summary>The rows of an HTML table.</summary>
internal sealed class HtmlTableBuilder
{
    private const int MaximumCells = 20_000;

    private readonly List<List<TableCell>> rows = [];
    private readonly List<CellAlignment> alignments = [];
    private List<TableCell>? row;
    private CellAlignment alignment;
    private bool isHeaderCell;
    private bool hasHeader;
    private int cells;

    public bool InCell { get; set; }

    public bool InHeader { get; set; }

    public void SetCell(HtmlTag tag)
    {
        isHeaderCell = string.Equals(tag.Name, "th", StringComparison.Ordinal);
        alignment = tag.Attribute("align")?.ToUpperInvariant() switch
        {
            "CENTER" => CellAlignment.Center,
            "RIGHT" => CellAlignment.End,
            _ => CellAlignment.Start,
        };
    }

    public void Add(ImmutableArray<Inline> content)
    {
        InCell = false;
        row ??= [];
        if (rows.Count == 0 && row.TrueForAll(_ => isHeaderCell || InHeader) && (isHeaderCell || InHeader))
        {
            hasHeader = true;
        }
        else if (rows.Count == 0)
        {
            hasHeader = false;
        }

        if (row.Count == alignments.Count)
        {
            alignments.Add(alignment);
        }

        row.Add(new TableCell(content));
        cells++;
    }

    public void EndRow()
    {
        if (row is not null)
        {
            rows.Add(row);
        }

        row = null;
    }

    /// <summary>Adds the table; one that padding would make enormous gives a paragraph for each cell.</summary>
    public void AddTo(List<Block> blocks)
    {
        EndRow();
        var columns = alignments.Count;
        if ((long)columns * rows.Count > Math.Max(MaximumCells, 4L * cells))
        {
            blocks.AddRange(rows.SelectMany(r => r).Where(c => !c.Inlines.IsEmpty).Select(c => new Paragraph(c.Inlines)));
        }
        else if (cells > 0)
        {
            var header = MarkdownWalker.Pad(hasHeader ? rows[0] : [], columns);
            blocks.Add(new Table([.. alignments], header, [.. rows.Skip(hasHeader ? 1 : 0).Select(r => new TableRow(MarkdownWalker.Pad(r, columns)))]));
        }
    }
}
