using System.Collections.Immutable;
using System.Net;
using System.Text;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>What Discord would receive: its Markdown, split as it will be split.</summary>
internal sealed class DiscordPreview : IPlatformPreview
{
    public string Name => "discord";

    // A preview has no bank at hand: every picture beside the text is taken to be there.
    public ImmutableArray<PreviewMessage> Render(Body body) =>
        [.. DiscordPages.Of(body, figure => !figure.IsRemote).Select(p => new PreviewMessage(RawOf(p), HtmlOf(p), p.TextLength, DiscordLimits.MessageText))];

    private static string RawOf(DiscordPage page) => string.Join('\n', page.Parts.Select(part => part switch
    {
        PagePart.Text text => text.Markdown,
        PagePart.Figures figures => string.Join('\n', figures.Items.Select(f => $"[{f.Source}]")),
        _ => "[separator]",
    }));

    private static string HtmlOf(DiscordPage page)
    {
        var html = new StringBuilder();
        foreach (var part in page.Parts)
        {
            switch (part)
            {
                case PagePart.Text text:
                    html.Append(FlowHtml.Of(text.Blocks));
                    break;
                case PagePart.Figures figures:
                    foreach (var figure in figures.Items)
                    {
                        html.Append("<p class=\"figure\">🖼 ").Append(WebUtility.HtmlEncode(figure.AlternativeText.Length > 0 ? figure.AlternativeText : figure.Source)).Append("</p>");
                    }

                    break;
                default:
                    html.Append("<hr>");
                    break;
            }
        }

        return html.ToString();
    }
}
