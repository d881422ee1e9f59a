using System.Collections.Immutable;
using System.Text;

namespace Drill.Text;

/// <summary>Lays a body out as a sequence of <see cref="FlowBlock"/>s.</summary>
public sealed class BodyFlow : BodyRenderer
{
    private readonly FlowOptions options;
    private readonly ImmutableArray<FlowBlock>.Builder blocks = ImmutableArray.CreateBuilder<FlowBlock>();
    private readonly List<FlowSpan> spans = [];
    private FlowStyles styles;
    private string? url;
    private int quotes;
    private int lists;
    private int hang;
    private FlowMarker? marker;
    private bool isListStart;

    private BodyFlow(FlowOptions options) => this.options = options;

    /// <summary>The pieces of a body in reading order. Their text holds no control characters but \n and tabs, and no unpaired surrogates.</summary>
    public static ImmutableArray<FlowBlock> Of(Body body, FlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        var flow = new BodyFlow(options);
        flow.WriteBlocks(body.Blocks);
        return flow.blocks.DrainToImmutable();
    }

    /// <inheritdoc/>
    protected internal override void Write(Paragraph paragraph)
    {
        WriteInlines(paragraph.Inlines);
        EndText();
    }

    /// <inheritdoc/>
    protected internal override void Write(Heading heading)
    {
        WriteInlines(heading.Inlines);
        EndText(heading.Level);
    }

    /// <inheritdoc/>
    protected internal override void Write(BulletList list) => WriteList(list, isApart: lists == 0);

    private void WriteList(BulletList list, bool isApart)
    {
        FlushMarker();
        var number = list.Start;
        isListStart = isApart;
        foreach (var item in list.Items)
        {
            marker = new FlowMarker(number, item.Checked);
            var width = marker.Value.Width;
            number = number < int.MaxValue ? number + 1 : number;
            lists++;
            hang += width;
            WriteBlocks(item.Blocks);
            FlushMarker();
            lists--;
            hang -= width;
        }
    }

    /// <inheritdoc/>
    protected internal override void Write(Quote quote)
    {
        FlushMarker();
        quotes++;
        WriteBlocks(quote.Blocks);
        quotes--;
    }

    /// <inheritdoc/>
    protected internal override void Write(CodeBlock code) => AddCode(code.Code, code.Language);

    /// <inheritdoc/>
    protected internal override void Write(Table table)
    {
        if (options.TableWidth is not { } width)
        {
            AddCells(table.Header);
            foreach (var row in table.Rows)
            {
                spans.Add(new FlowSpan("\n"));
                AddCells(row.Cells);
            }

            EndText();
        }
        else if (AlignedTable.TryDraw(table, width, c => TextOf(c.Inlines)) is { } drawn)
        {
            AddCode(drawn, null);
        }
        else
        {
            AddRowsAsLists(table);
        }
    }

    /// <inheritdoc/>
    protected internal override void Write(MathBlock math)
    {
        AddSpan(options.ReadableMath ? ReadableTex.Of(math.Tex) : "$$" + math.Tex + "$$");
        EndText();
    }

    /// <inheritdoc/>
    protected internal override void Write(ImageBlock image)
    {
        Write(new ImageSpan(image.Figure));
        EndText();
    }

    /// <inheritdoc/>
    protected internal override void Write(Rule rule) => Emit(new FlowBlock { Kind = FlowKind.Rule });

    /// <inheritdoc/>
    protected internal override void Write(TextRun text) => AddSpan(text.Text);

    /// <inheritdoc/>
    protected internal override void Write(Strong strong) => WriteStyled(strong.Inlines, FlowStyles.Bold);

    /// <inheritdoc/>
    protected internal override void Write(Emphasis emphasis) => WriteStyled(emphasis.Inlines, FlowStyles.Italic);

    /// <inheritdoc/>
    protected internal override void Write(Strike strike) => WriteStyled(strike.Inlines, FlowStyles.Strike);

    /// <inheritdoc/>
    protected internal override void Write(CodeSpan code)
    {
        var outer = styles;
        styles |= FlowStyles.Code;
        AddSpan(code.Code.ReplaceLineEndings(" "));
        styles = outer;
    }

    /// <inheritdoc/>
    protected internal override void Write(Link link)
    {
        var outer = url;
        url ??= WebAddress.TryRead(link.Url, out var address) ? address : null;
        WriteInlines(link.Inlines);
        url = outer;
    }

    /// <inheritdoc/>
    protected internal override void Write(Spoiler spoiler) => WriteStyled(spoiler.Inlines, FlowStyles.Spoiler);

    /// <inheritdoc/>
    protected internal override void Write(MathSpan math) => AddSpan(options.ReadableMath ? ReadableTex.Of(math.Tex) : "$" + math.Tex + "$");

    /// <inheritdoc/>
    protected internal override void Write(ImageSpan image)
    {
        var figure = image.Figure;
        var text = figure.AlternativeText.Length > 0 || options.ImageSign.Length == 0 ? figure.AlternativeText
            : figure.Source[(figure.Source.LastIndexOf('/') + 1)..];
        if (text.Length > 0)
        {
            var outer = url;
            url ??= figure.IsRemote && WebAddress.TryRead(figure.Source, out var address) ? address : null;
            AddSpan(options.ImageSign + text);
            url = outer;
        }
    }

    /// <inheritdoc/>
    protected internal override void Write(LineBreak lineBreak) => AddSpan("\n");

    private void WriteStyled(ImmutableArray<Inline> inlines, FlowStyles style)
    {
        var outer = styles;
        styles |= style;
        WriteInlines(inlines);
        styles = outer;
    }

    private void AddSpan(string text)
    {
        text = ShownText.Clean(text);
        if (text.Length == 0)
        {
            return;
        }

        if (spans is [.., var last] && last.Styles == styles && string.Equals(last.Url, url, StringComparison.Ordinal))
        {
            spans[^1] = last with { Text = last.Text + text };
        }
        else
        {
            spans.Add(new FlowSpan(text, styles, url));
        }
    }

    private void EndText(int headingLevel = 0)
    {
        if (spans.Count > 0)
        {
            Emit(new FlowBlock { Spans = [.. spans], HeadingLevel = headingLevel });
            spans.Clear();
        }
    }

    private void AddCode(string code, string? language)
    {
        code = ShownText.Clean(code);
        if (code.Length > 0)
        {
            Emit(new FlowBlock { Kind = FlowKind.Code, Spans = [new FlowSpan(code)], Language = language });
        }
    }

    /// <summary>An item that begins with something else than text gets its marker on a line of its own.</summary>
    private void FlushMarker()
    {
        if (marker is not null)
        {
            Emit(new FlowBlock());
        }
    }

    private void Emit(FlowBlock block)
    {
        if (block.Kind != FlowKind.Text)
        {
            FlushMarker();
        }

        blocks.Add(block with
        {
            Quotes = quotes,
            Lists = lists,
            Hang = marker is { } own ? hang - own.Width : hang,
            Marker = marker,
            IsTight = lists > 0 && !isListStart && blocks.Count > 0,
        });
        marker = null;
        isListStart = false;
    }

    private void AddCells(ImmutableArray<TableCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                spans.Add(new FlowSpan(" | "));
            }

            WriteInlines(cells[i].Inlines);
        }
    }

    /// <summary>A table too wide for the screen: each row by its first cell, the others below it with their headers.</summary>
    private void AddRowsAsLists(Table table)
    {
        var hasHeader = !table.Header.All(c => c.Inlines.IsEmpty);
        foreach (var row in table.Rows)
        {
            WriteStyled(row.Cells[0].Inlines, FlowStyles.Bold);
            EndText();
            var items = ImmutableArray.CreateBuilder<ListItem>();
            for (var i = 1; i < row.Cells.Length; i++)
            {
                if (row.Cells[i].Inlines.IsEmpty)
                {
                    continue;
                }

                ImmutableArray<Inline> label = hasHeader && !table.Header[i].Inlines.IsEmpty ? [.. table.Header[i].Inlines, new TextRun(": ")] : [];
                items.Add(new ListItem([new Paragraph([.. label, .. row.Cells[i].Inlines])]));
            }

            WriteList(new BulletList(null, items.DrainToImmutable()), isApart: false);
        }
    }

    private string TextOf(ImmutableArray<Inline> inlines)
    {
        WriteInlines(inlines);
        var text = new StringBuilder();
        foreach (var span in spans)
        {
            text.Append(span.Text);
        }

        spans.Clear();
        return PlainText.OneLine(text.ToString());
    }
}
