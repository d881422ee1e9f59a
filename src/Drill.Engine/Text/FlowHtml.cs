using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Drill.Text;

/// <summary>Laid out blocks as safe HTML, for previews of platforms that show them as a plain sequence.</summary>
public static class FlowHtml
{
    /// <summary>Lists that lie deeper are indented no further; the style sheet has a class for each level.</summary>
    private const int DeepestList = 6;

    /// <summary>The blocks of one message.</summary>
    public static string Of(ImmutableArray<FlowBlock> blocks)
    {
        var html = new StringBuilder();
        var isQuoted = false;
        foreach (var block in blocks)
        {
            if (isQuoted != block.Quotes > 0)
            {
                html.Append(isQuoted ? "</blockquote>" : "<blockquote>");
                isQuoted = !isQuoted;
            }

            Append(html, block);
        }

        return html.Append(isQuoted ? "</blockquote>" : "").ToString();
    }

    private static void Append(StringBuilder html, FlowBlock block)
    {
        switch (block.Kind)
        {
            case FlowKind.Rule:
                html.Append("<hr>");
                return;
            case FlowKind.Code:
                HtmlRenderer.AppendCode(html, block.Text, block.Language);
                return;
        }

        var tag = block.HeadingLevel > 0 ? string.Create(CultureInfo.InvariantCulture, $"h{Math.Clamp(block.HeadingLevel + 2, 3, 6)}") : "p";
        html.Append('<').Append(tag);
        if (block.Lists > 0)
        {
            // A class, because pages that show what people wrote allow no styles within the text.
            html.Append(CultureInfo.InvariantCulture, $" class=\"item in-{Math.Min(block.Lists, DeepestList)}\"");
        }

        html.Append('>');
        if (block.Marker is { } marker)
        {
            html.Append("<span class=\"marker\">").Append(marker switch
            {
                { Checked: true } => "☑",
                { Checked: false } => "☐",
                { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"{number}."),
                _ => "•",
            }).Append("</span> ");
        }

        foreach (var span in block.Spans)
        {
            Append(html, span);
        }

        html.Append("</").Append(tag).Append('>');
    }

    private static void Append(StringBuilder html, FlowSpan span)
    {
        var closing = "";
        Open("<details class=\"spoiler\"><summary>▓▓▓</summary>", "</details>", span.Styles.HasFlag(FlowStyles.Spoiler));
        if (span.Url is { } url && WebAddress.TryRead(url, out var address))
        {
            Open($"<a href=\"{WebUtility.HtmlEncode(address)}\" rel=\"noopener nofollow\" target=\"_blank\">", "</a>", isUsed: true);
        }

        Open("<strong>", "</strong>", span.Styles.HasFlag(FlowStyles.Bold));
        Open("<em>", "</em>", span.Styles.HasFlag(FlowStyles.Italic));
        Open("<s>", "</s>", span.Styles.HasFlag(FlowStyles.Strike));
        Open("<code>", "</code>", span.Styles.HasFlag(FlowStyles.Code));
        HtmlRenderer.AppendText(html, span.Text);
        html.Append(closing);

        void Open(string opening, string end, bool isUsed)
        {
            if (isUsed)
            {
                html.Append(opening);
                closing = end + closing;
            }
        }
    }
}
