using Drill.Text;
using Drill.WebChat.Figures;
using Microsoft.AspNetCore.Components;

namespace Drill.WebChat.Parts;

/// <summary>A body as safe HTML for the page, with the bank's own pictures at their addresses here.</summary>
internal static class BodyHtml
{
    public static MarkupString Render(Body body) => new(HtmlRenderer.Render(body, AddressOf));

    // The page's policy lets in pictures of this site and over https; of any other, the alternative text is shown.
    private static string? AddressOf(Figure figure) =>
        !figure.IsRemote ? FigureEndpoint.AddressOf(figure.Source)
        : figure.Source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? figure.Source
        : null;
}
