using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content.Dialects;

/// <summary>The contents lists of a file: lists, tables and lines of links to its own headings.</summary>
internal sealed class Contents
{
    private const int DeepestList = 8;
    private const int MostLinks = 20_000;
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty => titles.Count == 0;

    public static Contents Of(RootPart root)
    {
        var contents = new Contents();
        contents.Collect(root);
        return contents;
    }

    /// <summary>Whether a link to the heading stands in a contents list.</summary>
    public bool Lists(HeadingPart heading)
    {
        if (titles.Count == 0)
        {
            return false;
        }

        return titles.Contains(Key(heading.Title.Text)) || (heading.Title.Reading.Skip > 0 && titles.Contains(Key(heading.Title.Text.AsSpan(Math.Min(heading.Title.Reading.SkipBare, heading.Title.Text.Length)))));
    }

    /// <summary>Whether a part is nothing but links within the page.</summary>
    public static bool Is(Part part) => part is BlockPart block && Is(block.Block);

    private static bool Is(SyntaxBlock block)
    {
        switch (block)
        {
            case ListBlock list:
                var local = 0;
                foreach (var item in list)
                {
                    local += item is ListItemBlock { Count: > 0 } first && LeadsWithin(first[0]) ? 1 : 0;
                }

                return list.Count >= 2 && local * 10 >= list.Count * 8;
            case Table table:
                var rows = 0;
                var links = 0;
                foreach (var row in table.OfType<TableRow>().Where(r => !r.IsHeader))
                {
                    rows++;
                    links += row.OfType<TableCell>().Any(c => c.Count > 0 && LeadsWithin(c[0])) ? 1 : 0;
                }

                return rows >= 2 && links * 10 >= rows * 7;
            default:
                return false;
        }
    }

    // A line whose first link leads within the page, without a word before it.
    private static bool LeadsWithin(SyntaxBlock block) => block is ParagraphBlock { Inline.FirstChild: { } first } && FirstLink(first) is { Url: ['#', ..] };

    private static LinkInline? FirstLink(Inline first)
    {
        for (var inline = first; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LinkInline { IsImage: false } link:
                    return link;
                case EmphasisInline { FirstChild: { } inner }:
                    return FirstLink(inner);
                case LiteralInline literal when !HasLetters(literal.Content.AsSpan()):
                case HtmlInline or LineBreakInline:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool HasLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    private void Collect(ContainerPart container)
    {
        foreach (var part in container.Parts)
        {
            switch (part)
            {
                case ContainerPart inner:
                    Collect(inner);
                    break;
                case BlockPart { Block: ListBlock or Table } block when Is(block.Block):
                    Collect(block.Block, 0);
                    break;
                case BlockPart { Block: ParagraphBlock { Inline.FirstChild: LinkInline { Url: ['#', ..] } } paragraph }:
                    Collect(paragraph, 0);
                    break;
            }
        }
    }

    private void Collect(SyntaxBlock block, int depth)
    {
        if (depth > DeepestList || titles.Count > MostLinks)
        {
            return;
        }

        if (block is LeafBlock { Inline: { } inlines })
        {
            foreach (var link in inlines.Descendants<LinkInline>())
            {
                if (link is { IsImage: false, Url: ['#', ..] url })
                {
                    titles.Add(Key(Text.InlineText.Of(Text.MarkdownReader.ReadInlines(link.FirstChild, null))));
                    titles.Add(Key(Uri.UnescapeDataString(url)));
                }
            }
        }
        else if (block is ContainerBlock container)
        {
            foreach (var child in container)
            {
                Collect(child, depth + 1);
            }
        }
    }

    private static string Key(ReadOnlySpan<char> text)
    {
        var key = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }
}
