using System.Collections.Immutable;
using System.Globalization;

namespace Drill.Text;

/// <summary>
/// Bodies as Markdown that <see cref="MarkdownReader"/> reads back as the same body and that a person likes to edit: what can be written plainly is, and
/// only what Markdown cannot say without doubt becomes a tag or an escape.
/// </summary>
internal sealed class MarkdownWriter : BodyRenderer
{
    private const int LargestNumber = 999_999_999;
    private readonly MarkdownInlineWriter inlines;
    private readonly int headingShift;
    private List<string> lines = [];
    private bool isAlternate;

    private MarkdownWriter(Func<Figure, string?> addressOf, int headingShift)
    {
        inlines = new MarkdownInlineWriter(addressOf);
        this.headingShift = headingShift;
    }

    /// <summary>Writes a body; lines are parted by \n, with none at the end.</summary>
    /// <param name="body">What to write.</param>
    /// <param name="addressOf">What stands in the text for a picture: an address, or a path relative to the file; null: its alternative text.</param>
    /// <param name="headingShift">How many levels deeper its headings are written.</param>
    public static string Write(Body body, Func<Figure, string?> addressOf, int headingShift = 0)
    {
        var writer = new MarkdownWriter(addressOf, headingShift);
        writer.WriteAll(body.Blocks);
        return string.Join('\n', writer.lines);
    }

    /// <summary>Writes inlines on one line.</summary>
    public static string WriteLine(ImmutableArray<Inline> content, Func<Figure, string?> addressOf) => new MarkdownInlineWriter(addressOf).WriteLine(content, isHeading: true);

    /// <summary>Writes plain text on one line, so that none of it is markup.</summary>
    public static string WriteLine(string text) => WriteLine([new TextRun(PlainText.OneLine(text))], _ => "");

    protected internal override void Write(Paragraph paragraph) => lines.AddRange(inlines.Write(paragraph.Inlines).Split('\n'));

    protected internal override void Write(Heading heading) =>
        lines.Add(new string('#', Math.Clamp(heading.Level + headingShift, 1, 6)) + " " + inlines.WriteLine(heading.Inlines, isHeading: true));

    protected internal override void Write(BulletList list)
    {
        // Two lists in a row would be one if they had the same marker.
        var alternate = isAlternate;
        var isNumbered = list.Start is not null;
        var first = Math.Clamp(list.Start ?? 0, 0, LargestNumber);
        var isLong = list.Items.Any(i => i.Blocks.Length > 1 && !(i.Blocks.Length == 2 && i.Blocks[1] is BulletList));
        for (var i = 0; i < list.Items.Length; i++)
        {
            var number = first + i <= LargestNumber ? first + i : first;
            var marker = isNumbered ? number.ToString(CultureInfo.InvariantCulture) + (alternate ? ")" : ".") : alternate ? "*" : "-";
            if (i > 0 && isLong)
            {
                lines.Add("");
            }

            WriteItem(list.Items[i], marker);
        }
    }

    protected internal override void Write(Quote quote)
    {
        foreach (var line in Nested(quote.Blocks))
        {
            lines.Add(line.Length == 0 ? ">" : "> " + line);
        }
    }

    protected internal override void Write(CodeBlock code) => WriteFenced(code.Code, code.Language ?? "");

    protected internal override void Write(Table table)
    {
        lines.Add(Row(table.Header));
        lines.Add("|" + string.Concat(table.Alignments.Select(a => a switch { CellAlignment.Center => " :-: |", CellAlignment.End => " --: |", _ => " --- |" })));
        foreach (var row in table.Rows)
        {
            lines.Add(Row(row.Cells));
        }
    }

    protected internal override void Write(MathBlock math)
    {
        if (math.Tex.Contains("$$", StringComparison.Ordinal))
        {
            WriteFenced(math.Tex, "math");
            return;
        }

        lines.Add("$$");
        lines.AddRange(math.Tex.Split('\n'));
        lines.Add("$$");
    }

    protected internal override void Write(ImageBlock image) => lines.Add(inlines.Write([new ImageSpan(image.Figure)]));

    // Three hyphens would end front matter or make a heading of the line above, three asterisks behind a marker would be one rule.
    protected internal override void Write(Rule rule) => lines.Add("___");

    protected internal override void Write(TextRun text) => throw NotABlock();

    protected internal override void Write(Strong strong) => throw NotABlock();

    protected internal override void Write(Emphasis emphasis) => throw NotABlock();

    protected internal override void Write(Strike strike) => throw NotABlock();

    protected internal override void Write(CodeSpan code) => throw NotABlock();

    protected internal override void Write(Link link) => throw NotABlock();

    protected internal override void Write(Spoiler spoiler) => throw NotABlock();

    protected internal override void Write(MathSpan math) => throw NotABlock();

    protected internal override void Write(ImageSpan image) => throw NotABlock();

    protected internal override void Write(LineBreak lineBreak) => throw NotABlock();

    private static InvalidOperationException NotABlock() => new("Inlines are written by MarkdownInlineWriter.");

    private void WriteAll(ImmutableArray<Block> blocks)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            if (i > 0 && !IsTight(blocks[i - 1], blocks[i]))
            {
                lines.Add("");
            }

            isAlternate = i > 0 && blocks[i] is BulletList list && blocks[i - 1] is BulletList before && before.Start is null == list.Start is null && !isAlternate;
            blocks[i].Accept(this);
        }
    }

    // A list may follow its sentence at once, unless its first item could not interrupt a paragraph.
    private static bool IsTight(Block before, Block block) =>
        before is Paragraph && block is BulletList { Start: null or 1 } list && list.Items[0].Blocks is [Paragraph, ..];

    private List<string> Nested(ImmutableArray<Block> blocks)
    {
        var outer = (lines, isAlternate);
        (lines, isAlternate) = ([], false);
        WriteAll(blocks);
        var inner = lines;
        (lines, isAlternate) = outer;
        return inner;
    }

    private void WriteItem(ListItem item, string marker)
    {
        var inner = Nested(item.Blocks);
        if (item.Checked is { } isChecked)
        {
            var mark = isChecked ? "[x]" : "[ ]";
            if (item.Blocks is [Paragraph or ImageBlock, ..])
            {
                inner[0] = mark + " " + inner[0];
            }
            else
            {
                inner.InsertRange(0, inner.Count == 0 ? [mark] : [mark, ""]);
            }
        }

        // Behind a bullet of two columns Markdig drops a single space at the start of a line of code.
        var width = marker.Length == 1 && inner.Exists(l => l is [' ', not ' ', ..]) ? 4 : marker.Length + 1;
        var indent = new string(' ', width);
        for (var i = 0; i < inner.Count; i++)
        {
            lines.Add(i == 0 ? marker.PadRight(width) + inner[i] : inner[i].Length == 0 ? "" : indent + inner[i]);
        }

        if (inner.Count == 0)
        {
            // Three empty items one in the other would be a rule.
            lines.Add(marker + " <!-- -->");
        }
    }

    private void WriteFenced(string code, string language)
    {
        var fence = new string(language.Contains('`', StringComparison.Ordinal) ? '~' : '`', 3);
        while (code.Contains(fence, StringComparison.Ordinal))
        {
            fence += fence[0];
        }

        lines.Add(fence + language.Replace("\\", @"\\", StringComparison.Ordinal).Replace("&", @"\&", StringComparison.Ordinal));
        if (code.Length > 0)
        {
            lines.AddRange(code.Split('\n'));
        }

        lines.Add(fence);
    }

    private string Row(ImmutableArray<TableCell> cells) => "|" + string.Concat(cells.Select(c => " " + inlines.WriteLine(c.Inlines, isHeading: false) + " |"));
}
