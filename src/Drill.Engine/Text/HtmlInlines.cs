using Markdig.Syntax.Inlines;

namespace Drill.Text;

/// <summary>What the tags of HTML mean within a line.</summary>
internal static class HtmlInlines
{
    /// <summary>Applies one tag that Markdig found within a line.</summary>
    public static void Apply(HtmlInline html, InlineBuilder inlines, int floor, MarkdownWalker walker)
    {
        if (!HtmlTag.TryRead(html.Tag, out var tag, out _) || tag.Name.Length == 0)
        {
            return;
        }

        if (HtmlNames.IsHidden(tag.Name))
        {
            // Only what is closed again vanishes: a stray <style> must not swallow the rest of a paragraph.
            if (tag.IsClosing)
            {
                inlines.CloseElement(InlineKind.Hidden, floor);
            }
            else if (HasClosingTag(html, tag.Name))
            {
                inlines.OpenElement(InlineKind.Hidden);
            }

            return;
        }

        if (!TryApply(tag, inlines, floor, walker, html.Line + 1))
        {
            // A block within a line: what it parts must not grow together.
            inlines.Append(" ");
        }
    }

    /// <summary>Applies the tag of an element that stands within a line; false when it stands on its own.</summary>
    public static bool TryApply(HtmlTag tag, InlineBuilder inlines, int floor, MarkdownWalker walker, int line)
    {
        switch (tag.Name)
        {
            case "br":
                inlines.HardBreak();
                return true;
            case "img":
                if (tag.Attribute("src") is { Length: > 0 } source)
                {
                    inlines.Add(walker.ReadFigure(source.Trim(), MarkdownWalker.Printable(tag.Attribute("alt") ?? "").Trim(), line));
                }

                return true;
            case "" or "input":
                return true;
            case "q":
                inlines.Append(tag.IsClosing ? "”" : "“");
                return true;
        }

        if (KindOf(tag) is not { } kind)
        {
            return false;
        }

        if (tag.IsClosing)
        {
            inlines.CloseElement(kind, floor);
        }
        else
        {
            inlines.OpenElement(kind, url: kind == InlineKind.Link && WebAddress.TryRead(tag.Attribute("href")?.Trim(), out var url) ? url : null);
        }

        return true;
    }

    private static bool HasClosingTag(HtmlInline html, string name)
    {
        // Bounded, since a paragraph of nothing but <style> would otherwise be walked once for each.
        var steps = 0;
        for (var next = html.NextSibling; next is not null && steps < 1_000; next = next.NextSibling, steps++)
        {
            if (next is HtmlInline other && HtmlTag.TryRead(other.Tag, out var tag, out _) && tag.IsClosing && string.Equals(tag.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static InlineKind? KindOf(HtmlTag tag) => tag.Name switch
    {
        "b" or "strong" => InlineKind.Strong,
        "i" or "em" or "cite" or "dfn" or "var" => InlineKind.Emphasis,
        "s" or "del" or "strike" => InlineKind.Strike,
        "code" or "kbd" or "samp" or "tt" => InlineKind.Code,
        "a" => InlineKind.Link,
        "sub" => InlineKind.Subscript,
        "sup" => InlineKind.Superscript,
        "span" => !tag.IsClosing && string.Equals(tag.Attribute("class"), "spoiler", StringComparison.Ordinal) ? InlineKind.Spoiler : InlineKind.None,
        _ => null,
    };
}
