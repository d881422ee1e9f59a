using System.Collections.Immutable;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>Finds the pictures in a block, in reading order.</summary>
internal sealed class FigureFinder : BodyRenderer
{
    private readonly List<Figure> figures = [];

    public static IReadOnlyList<Figure> In(Block block)
    {
        var finder = new FigureFinder();
        finder.WriteBlocks([block]);
        return finder.figures;
    }

    protected override void Write(Paragraph paragraph) => WriteInlines(paragraph.Inlines);

    protected override void Write(Heading heading) => WriteInlines(heading.Inlines);

    protected override void Write(BulletList list)
    {
        foreach (var item in list.Items)
        {
            WriteBlocks(item.Blocks);
        }
    }

    protected override void Write(Quote quote) => WriteBlocks(quote.Blocks);

    protected override void Write(CodeBlock code)
    {
    }

    protected override void Write(Table table)
    {
        foreach (var cell in table.Rows.SelectMany(r => r.Cells).Concat(table.Header))
        {
            WriteInlines(cell.Inlines);
        }
    }

    protected override void Write(MathBlock math)
    {
    }

    protected override void Write(ImageBlock image) => figures.Add(image.Figure);

    protected override void Write(Rule rule)
    {
    }

    protected override void Write(TextRun text)
    {
    }

    protected override void Write(Strong strong) => WriteInlines(strong.Inlines);

    protected override void Write(Emphasis emphasis) => WriteInlines(emphasis.Inlines);

    protected override void Write(Strike strike) => WriteInlines(strike.Inlines);

    protected override void Write(CodeSpan code)
    {
    }

    protected override void Write(Link link) => WriteInlines(link.Inlines);

    protected override void Write(Spoiler spoiler) => WriteInlines(spoiler.Inlines);

    protected override void Write(MathSpan math)
    {
    }

    protected override void Write(ImageSpan image) => figures.Add(image.Figure);

    protected override void Write(LineBreak lineBreak)
    {
    }
}
