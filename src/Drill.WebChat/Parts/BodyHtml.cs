using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Drill.Text;
using Microsoft.AspNetCore.Components;

namespace Drill.WebChat.Parts;

/// <summary>A body as safe HTML for the page.</summary>
internal static class BodyHtml
{
    public static MarkupString Render(Body body) => new(new Interim().Run(body));

    private sealed class Interim : BodyRenderer
    {
        private readonly StringBuilder h = new();
        public string Run(Body b) { WriteBlocks(b.Blocks); return h.ToString(); }
        private void W(string tag, ImmutableArray<Inline> i, string attributes = "") { h.Append(CultureInfo.InvariantCulture, $"<{tag}{attributes}>"); WriteInlines(i); h.Append(CultureInfo.InvariantCulture, $"</{tag}>"); }
        private static string E(string s) => WebUtility.HtmlEncode(s);
        protected override void Write(Paragraph paragraph) => W("p", paragraph.Inlines);
        protected override void Write(Heading heading) => W("h" + Math.Min(6, heading.Level + 2), heading.Inlines);
        protected override void Write(BulletList list)
        {
            h.Append(list.Start is null ? "<ul>" : "<ol start=\"" + list.Start + "\">");
            foreach (var i in list.Items) { h.Append("<li>"); WriteBlocks(i.Blocks); h.Append("</li>"); }
            h.Append(list.Start is null ? "</ul>" : "</ol>");
        }
        protected override void Write(Quote quote) { h.Append("<blockquote>"); WriteBlocks(quote.Blocks); h.Append("</blockquote>"); }
        protected override void Write(CodeBlock code) => h.Append(CultureInfo.InvariantCulture, $"<pre><code>{E(code.Code)}</code></pre>");
        protected override void Write(Table table)
        {
            h.Append("<table><thead><tr>");
            foreach (var c in table.Header) { W("th", c.Inlines); }
            h.Append("</tr></thead><tbody>");
            foreach (var r in table.Rows) { h.Append("<tr>"); foreach (var c in r.Cells) { W("td", c.Inlines); } h.Append("</tr>"); }
            h.Append("</tbody></table>");
        }
        protected override void Write(MathBlock math) => h.Append(CultureInfo.InvariantCulture, $"<pre class=\"math\"><code>{E(math.Tex)}</code></pre>");
        protected override void Write(ImageBlock image) => h.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"figures/{E(image.Figure.Source)}\" alt=\"{E(image.Figure.AlternativeText)}\"></figure>");
        protected override void Write(Rule rule) => h.Append("<hr>");
        protected override void Write(TextRun text) => h.Append(E(text.Text));
        protected override void Write(Strong strong) => W("strong", strong.Inlines);
        protected override void Write(Emphasis emphasis) => W("em", emphasis.Inlines);
        protected override void Write(Strike strike) => W("s", strike.Inlines);
        protected override void Write(CodeSpan code) => h.Append(CultureInfo.InvariantCulture, $"<code>{E(code.Code)}</code>");
        protected override void Write(Link link) => W("a", link.Inlines, $" href=\"{E(link.Url)}\" rel=\"noopener noreferrer\" target=\"_blank\"");
        protected override void Write(Spoiler spoiler) => W("span", spoiler.Inlines, " class=\"spoiler\" tabindex=\"0\"");
        protected override void Write(MathSpan math) => h.Append(CultureInfo.InvariantCulture, $"<code class=\"math\">{E(math.Tex)}</code>");
        protected override void Write(ImageSpan image) => h.Append(E(image.Figure.AlternativeText));
        protected override void Write(LineBreak lineBreak) => h.Append("<br>");
    }
}
