using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>
/// Bodies as plain text: blank lines between blocks, <c>- </c> or <c>1. </c> before items, code as it is, the rows of a table on a line
/// each with <c> | </c> between cells, pictures as their alternative text, mathematics as TeX between dollar signs.
/// </summary>
public static class PlainText
{
    private static readonly FlowOptions Options = new();

    /// <summary>The text of a body; lines are parted by \n, with none at the end.</summary>
    public static string Of(Body body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Blocks is [Paragraph only])
        {
            return Of(only.Inlines).Trim();
        }

        var text = new StringBuilder();
        foreach (var block in BodyFlow.Of(body, Options))
        {
            if (block.Kind == FlowKind.Rule)
            {
                continue;
            }

            text.Append(text.Length == 0 ? "" : block.IsTight ? "\n" : "\n\n").Append(' ', block.Hang);
            var hang = block.Hang;
            if (block.Marker is { } marker)
            {
                hang += marker.Width;
                AppendMarker(text, marker);
            }

            Append(text, block, hang);
        }

        return text.ToString();
    }

    /// <summary>The text of inlines; lines are parted by \n.</summary>
    public static string Of(ImmutableArray<Inline> inlines)
    {
        if (inlines is [TextRun only])
        {
            return ShownText.Clean(only.Text);
        }

        var text = new StringBuilder();
        InlineText.Append(text, inlines, "\n");
        return ShownText.Clean(text.ToString());
    }

    /// <summary>A body on one line, for titles and lists: any white space is one space.</summary>
    public static string OneLine(Body body) => OneLine(Of(body));

    /// <summary>Inlines on one line: any white space is one space.</summary>
    public static string OneLine(ImmutableArray<Inline> inlines) => OneLine(Of(inlines));

    /// <summary>A text on one line: any white space is one space, with none at the ends.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void AppendMarker(StringBuilder text, FlowMarker marker)
    {
        if (marker.Number is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number}. ");
        }
        else
        {
            text.Append("- ");
        }

        text.Append(marker.Checked switch { true => "[x] ", false => "[ ] ", null => "" });
    }

    private static void Append(StringBuilder text, FlowBlock block, int hang)
    {
        var first = true;
        foreach (var line in block.Text.AsSpan().EnumerateLines())
        {
            text.Append(first ? "" : "\n").Append(' ', first ? 0 : hang).Append(line);
            first = false;
        }
    }
}
