using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>
/// Bodies as HTML for the web chat. Everything is escaped, links are absolute http(s) and open elsewhere, and every element works with
/// the keyboard alone and makes sense to a screen reader.
/// </summary>
public sealed class HtmlRenderer : BodyRenderer
{
    private readonly StringBuilder html = new();
    private readonly Func<Figure, string?> urlOf;

    private HtmlRenderer(Func<Figure, string?> urlOf) => this.urlOf = urlOf;

    /// <summary>A body as HTML.</summary>
    /// <param name="body">What to show.</param>
    /// <param name="urlOf">The address of a picture, absolute or relative to the page; null: its alternative text is shown instead.</param>
    public static string Render(Body body, Func<Figure, string?> urlOf)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(urlOf);
        var renderer = new HtmlRenderer(urlOf);
        renderer.WriteBlocks(body.Blocks);
        return renderer.html.ToString();
    }

    /// <inheritdoc/>
    protected internal override void Write(Paragraph paragraph) => Element("p", paragraph.Inlines);

    /// <inheritdoc/>
    protected internal override void Write(Heading heading) =>
        // The page itself has the first two levels.
        Element(string.Create(CultureInfo.InvariantCulture, $"h{Math.Clamp(heading.Level + 2, 3, 6)}"), heading.Inlines);

    /// <inheritdoc/>
    protected internal override void Write(BulletList list)
    {
        html.Append(list.Start switch
        {
            null => "<ul>",
            1 => "<ol>",
            { } start => string.Create(CultureInfo.InvariantCulture, $"<ol start=\"{start}\">"),
        });
        foreach (var item in list.Items)
        {
            html.Append(item.Checked switch
            {
                null => "<li>",
                true => "<li class=\"task\"><input type=\"checkbox\" checked disabled> ",
                false => "<li class=\"task\"><input type=\"checkbox\" disabled> ",
            });
            WriteItem(item.Blocks);
            html.Append("</li>");
        }

        html.Append(list.Start is null ? "</ul>" : "</ol>");
    }

    /// <inheritdoc/>
    protected internal override void Write(Quote quote)
    {
        html.Append("<blockquote>");
        WriteBlocks(quote.Blocks);
        html.Append("</blockquote>");
    }

    /// <inheritdoc/>
    protected internal override void Write(CodeBlock code) => AppendCode(html, code.Code, code.Language);

    /// <inheritdoc/>
    protected internal override void Write(Table table)
    {
        // Focusable, so that a wide table can be scrolled with the arrow keys.
        html.Append("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\"><table>");
        if (table.Header.Any(c => !c.Inlines.IsEmpty))
        {
            html.Append("<thead>");
            WriteRow(table.Header, table.Alignments, "th");
            html.Append("</thead>");
        }

        html.Append("<tbody>");
        foreach (var row in table.Rows)
        {
            WriteRow(row.Cells, table.Alignments, "td");
        }

        html.Append("</tbody></table></div>");
    }

    /// <inheritdoc/>
    protected internal override void Write(MathBlock math)
    {
        html.Append("<p class=\"math\">");
        Write(new MathSpan(math.Tex));
        html.Append("</p>");
    }

    /// <inheritdoc/>
    protected internal override void Write(ImageBlock image)
    {
        html.Append("<figure>");
        Write(new ImageSpan(image.Figure));
        html.Append("</figure>");
    }

    /// <inheritdoc/>
    protected internal override void Write(Rule rule) => html.Append("<hr>");

    /// <inheritdoc/>
    protected internal override void Write(TextRun text) => AppendText(html, ShownText.Clean(text.Text));

    /// <inheritdoc/>
    protected internal override void Write(Strong strong) => Element("strong", strong.Inlines);

    /// <inheritdoc/>
    protected internal override void Write(Emphasis emphasis) => Element("em", emphasis.Inlines);

    /// <inheritdoc/>
    protected internal override void Write(Strike strike) => Element("s", strike.Inlines);

    /// <inheritdoc/>
    protected internal override void Write(CodeSpan code)
    {
        html.Append("<code>");
        AppendText(html, ShownText.Clean(code.Code));
        html.Append("</code>");
    }

    /// <inheritdoc/>
    protected internal override void Write(Link link)
    {
        if (!WebAddress.TryRead(link.Url, out var address))
        {
            WriteInlines(link.Inlines);
            return;
        }

        html.Append("<a href=\"");
        AppendAttribute(html, address);
        html.Append("\" rel=\"noopener nofollow\" target=\"_blank\">");
        WriteInlines(link.Inlines);
        html.Append("</a>");
    }

    /// <inheritdoc/>
    protected internal override void Write(Spoiler spoiler)
    {
        html.Append("<details class=\"spoiler\"><summary>▓▓▓</summary>");
        WriteInlines(spoiler.Inlines);
        html.Append("</details>");
    }

    /// <inheritdoc/>
    protected internal override void Write(MathSpan math)
    {
        html.Append("<code class=\"math\" title=\"");
        AppendAttribute(html, ShownText.Clean(math.Tex));
        html.Append("\">");
        AppendText(html, ShownText.Clean(ReadableTex.Of(math.Tex)));
        html.Append("</code>");
    }

    /// <inheritdoc/>
    protected internal override void Write(ImageSpan image)
    {
        var text = ShownText.Clean(image.Figure.AlternativeText);
        if (urlOf(image.Figure) is not { } url)
        {
            AppendText(html, text);
            return;
        }

        html.Append("<img src=\"");
        AppendAttribute(html, url);
        html.Append("\" alt=\"");
        AppendAttribute(html, text);
        html.Append("\" loading=\"lazy\">");
    }

    /// <inheritdoc/>
    protected internal override void Write(LineBreak lineBreak) => html.Append("<br>");

    /// <summary>Text with what HTML would take for markup escaped; \n becomes a line break.</summary>
    internal static void AppendText(StringBuilder html, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '&' => html.Append("&amp;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '\n' => html.Append("<br>"),
                _ => html.Append(c),
            };
        }
    }

    internal static void AppendAttribute(StringBuilder html, string value) => AppendText(html, value.Replace('\n', ' '));

    internal static void AppendCode(StringBuilder html, string code, string? language)
    {
        html.Append("<pre tabindex=\"0\"><code");
        if (language is { Length: > 0 })
        {
            html.Append(" class=\"language-");
            html.Append(ClassName(language)).Append('"');
        }

        html.Append('>');
        var lines = ShownText.Clean(code).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            html.Append(i > 0 ? "\n" : "");
            AppendText(html, lines[i]);
        }

        html.Append("</code></pre>");
    }

    private static string ClassName(string language) =>
        string.Concat(language.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '#' or '_').Take(40));

    private void Element(string name, ImmutableArray<Inline> inlines)
    {
        html.Append('<').Append(name).Append('>');
        WriteInlines(inlines);
        html.Append("</").Append(name).Append('>');
    }

    /// <summary>The first paragraph of an item stands beside its marker.</summary>
    private void WriteItem(ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is Paragraph paragraph && ReferenceEquals(block, blocks[0]))
            {
                WriteInlines(paragraph.Inlines);
            }
            else
            {
                WriteBlocks([block]);
            }
        }
    }

    private void WriteRow(ImmutableArray<TableCell> cells, ImmutableArray<CellAlignment> alignments, string tag)
    {
        html.Append("<tr>");
        for (var i = 0; i < cells.Length; i++)
        {
            html.Append('<').Append(tag).Append(alignments[i] switch
            {
                CellAlignment.Center => " class=\"center\">",
                CellAlignment.End => " class=\"end\">",
                _ => ">",
            });
            WriteInlines(cells[i].Inlines);
            html.Append("</").Append(tag).Append('>');
        }

        html.Append("</tr>");
    }
}
