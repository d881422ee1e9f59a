using System.Collections.Immutable;
using System.Text;

namespace Drill.Text;

/// <summary>The words of inlines without their looks.</summary>
internal static class InlineText
{
    /// <summary>The text on one line: a line break is a space, a picture its alternative text, mathematics its TeX between dollar signs.</summary>
    public static string Of(ImmutableArray<Inline> inlines)
    {
        if (inlines is [TextRun only])
        {
            return only.Text;
        }

        var text = new StringBuilder();
        Append(text, inlines, " ");
        return text.ToString();
    }

    /// <summary>Appends the text of inlines, with <paramref name="lineBreak"/> for each break.</summary>
    public static void Append(StringBuilder text, ImmutableArray<Inline> inlines, string lineBreak)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case TextRun run:
                    text.Append(run.Text);
                    break;
                case CodeSpan code:
                    text.Append(code.Code);
                    break;
                case MathSpan math:
                    text.Append('$').Append(math.Tex).Append('$');
                    break;
                case ImageSpan image:
                    text.Append(image.Figure.AlternativeText);
                    break;
                case LineBreak:
                    text.Append(lineBreak);
                    break;
                case Strong strong:
                    Append(text, strong.Inlines, lineBreak);
                    break;
                case Emphasis emphasis:
                    Append(text, emphasis.Inlines, lineBreak);
                    break;
                case Strike strike:
                    Append(text, strike.Inlines, lineBreak);
                    break;
                case Link link:
                    Append(text, link.Inlines, lineBreak);
                    break;
                case Spoiler spoiler:
                    Append(text, spoiler.Inlines, lineBreak);
                    break;
            }
        }
    }
}
