using System.Collections.Immutable;
using Drill.Text;

namespace Drill.Content;

/// <summary>Looks through a body for pictures and code.</summary>
internal static class BodyFacts
{
    public static bool HasCode(Body body) => body.Blocks.Any(HasCode);

    /// <summary>Every picture, in reading order, each file once.</summary>
    public static ImmutableArray<Figure> Figures(params ReadOnlySpan<Body> bodies)
    {
        List<Figure>? figures = null;
        foreach (var body in bodies)
        {
            Collect(body.Blocks, ref figures);
        }

        return figures is null ? [] : [.. figures.DistinctBy(f => f.Source, StringComparer.Ordinal)];
    }

    private static bool HasCode(Block block) => block switch
    {
        CodeBlock => true,
        BulletList list => list.Items.Any(i => i.Blocks.Any(HasCode)),
        Quote quote => quote.Blocks.Any(HasCode),
        _ => false,
    };

    private static void Collect(ImmutableArray<Block> blocks, ref List<Figure>? figures)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case ImageBlock image:
                    (figures ??= []).Add(image.Figure);
                    break;
                case Paragraph paragraph:
                    Collect(paragraph.Inlines, ref figures);
                    break;
                case Heading heading:
                    Collect(heading.Inlines, ref figures);
                    break;
                case BulletList list:
                    foreach (var item in list.Items)
                    {
                        Collect(item.Blocks, ref figures);
                    }

                    break;
                case Quote quote:
                    Collect(quote.Blocks, ref figures);
                    break;
                case Table table:
                    foreach (var cell in table.Rows.SelectMany(r => r.Cells).Concat(table.Header))
                    {
                        Collect(cell.Inlines, ref figures);
                    }

                    break;
            }
        }
    }

    private static void Collect(ImmutableArray<Inline> inlines, ref List<Figure>? figures)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case ImageSpan image:
                    (figures ??= []).Add(image.Figure);
                    break;
                case Strong strong:
                    Collect(strong.Inlines, ref figures);
                    break;
                case Emphasis emphasis:
                    Collect(emphasis.Inlines, ref figures);
                    break;
                case Strike strike:
                    Collect(strike.Inlines, ref figures);
                    break;
                case Link link:
                    Collect(link.Inlines, ref figures);
                    break;
                case Spoiler spoiler:
                    Collect(spoiler.Inlines, ref figures);
                    break;
            }
        }
    }
}
