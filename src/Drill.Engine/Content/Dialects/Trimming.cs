using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Dialects;

/// <summary>Takes away what stands in an answer but is none: links back to the top, rules, sources, and calls to contribute.</summary>
internal sealed class Trimming(MarkdownSource source)
{
    private const int LongestNavigation = 200;
    private static readonly System.Buffers.SearchValues<char> UpArrows = System.Buffers.SearchValues.Create("⬆↑↥⇧⏫⤴");

    /// <summary>Whether the part only leads elsewhere in the page.</summary>
    public bool IsNavigation(Part part)
    {
        if (part.End - part.Start > LongestNavigation && part is not HtmlPart)
        {
            return false;
        }

        if (PartText.IsParagraph(part, out var block, out var first, out var stop))
        {
            return PartText.IsOnlyLinks(first, stop, out var url) && (url?.StartsWith('#') == true || SaysBackToTop(source.Markdown.AsSpan(part.Start, Math.Min(part.End, source.Markdown.Length) - part.Start)));
        }

        if (part is BlockPart { Block: QuoteBlock { Count: 1 } quote } && quote[0] is ParagraphBlock { Inline: { } inline })
        {
            return PartText.IsOnlyLinks(inline.FirstChild, null, out var url) && url?.StartsWith('#') == true;
        }

        if (part is HtmlPart && part.End - part.Start <= LongestNavigation * 3)
        {
            var html = source.Markdown.AsSpan(part.Start, part.End - part.Start);
            return html.Contains("href=\"#", StringComparison.OrdinalIgnoreCase) && PlainLength(html) < 60 || (html.Contains("href=", StringComparison.OrdinalIgnoreCase) && SaysBackToTop(html));
        }

        return false;
    }

    /// <summary>Whether nothing of it is text or picture.</summary>
    public static bool IsRule(Part part) => part is BlockPart { Block: ThematicBreakBlock };

    /// <summary>The parts without navigation, and without rules at either end.</summary>
    public List<Part> Clean(IEnumerable<Part> parts)
    {
        var kept = new List<Part>();
        foreach (var part in parts)
        {
            if (!IsNavigation(part) && (kept.Count > 0 || !IsRule(part)))
            {
                kept.Add(part);
            }
        }

        foreach (var container in kept.OfType<ContainerPart>())
        {
            CleanInside(container);
        }

        TrimRules(kept);
        return kept;
    }

    private void CleanInside(ContainerPart container)
    {
        container.Parts.RemoveAll(IsNavigation);
        TrimRules(container.Parts);
        foreach (var inner in container.Parts.OfType<ContainerPart>())
        {
            CleanInside(inner);
        }
    }

    /// <summary>Takes calls to contribute and sources off the end of an answer; sources are returned.</summary>
    public ImmutableArray<SourceLink> TakeSources(List<Part> parts, bool isChoice)
    {
        var links = new List<SourceLink>();
        if (parts.Count is > 0 and <= 3 && parts.TrueForAll(OnlyRefers))
        {
            parts.Reverse();
            parts.ForEach(p => CollectLinks([p], links));
            parts.Clear();
        }

        while (parts.Count > 0)
        {
            TrimRules(parts);
            if (parts.Count == 0)
            {
                break;
            }

            if (TakeLabelledList(parts, links) || TakeLabelled(parts, links) || (isChoice && TakeBareLinks(parts, links)) || TakeCall(parts))
            {
                continue;
            }

            break;
        }

        links.Reverse();
        return [.. links];
    }

    private static void TrimRules(List<Part> parts)
    {
        while (parts.Count > 0 && IsRule(parts[^1]))
        {
            parts.RemoveAt(parts.Count - 1);
        }
    }

    // "Learn from [here](…)": a link, and hardly a word beside it.
    private static bool OnlyRefers(Part part)
    {
        if (part is BlockPart { Block: ListBlock list })
        {
            return list.Count <= 12 && list.OfType<ListItemBlock>().All(i => i is [ParagraphBlock { Inline: { } inline }] && OnlyRefers(inline.FirstChild, null));
        }

        return PartText.IsParagraph(part, out _, out var first, out var stop) && OnlyRefers(first, stop);
    }

    private static bool OnlyRefers(Markdig.Syntax.Inlines.Inline? first, Markdig.Syntax.Inlines.Inline? stop)
    {
        const int mostBeside = 16;
        var beside = 0;
        var links = 0;
        for (var inline = first; inline is not null && inline != stop; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LinkInline { IsImage: false } link when WebAddress.TryRead(link.Url, out _):
                    links++;
                    break;
                case AutolinkInline:
                    links++;
                    break;
                case LiteralInline literal:
                    foreach (var c in literal.Content.AsSpan())
                    {
                        beside += char.IsLetterOrDigit(c) ? 1 : 0;
                    }

                    break;
                case LineBreakInline:
                    break;
                default:
                    return false;
            }
        }

        return links > 0 && beside <= mostBeside;
    }

    // "Sources:" above a list of links; as a heading, or as a paragraph.
    private bool TakeLabelledList(List<Part> parts, List<SourceLink> links)
    {
        if (parts is [.., HeadingPart heading] && heading.Title.Reading is { Announces: Announced.Sources } && parts.Count > 1)
        {
            CollectLinks(heading.Parts, links);
            parts.RemoveAt(parts.Count - 1);
            return true;
        }

        if (parts is [.., var label, BlockPart { Block: ListBlock }] && PartText.IsParagraph(label, out _, out _, out _) && parts.Count > 2)
        {
            var reading = PartText.ReadStart(source, label);
            if (reading is { Announces: Announced.Sources, IsLabelOnly: true })
            {
                CollectLinks([parts[^1]], links);
                parts.RemoveRange(parts.Count - 2, 2);
                return true;
            }
        }

        return false;
    }

    // "Source: …" in one paragraph, or a details of that name.
    private bool TakeLabelled(List<Part> parts, List<SourceLink> links)
    {
        var last = parts[^1];
        if (parts.Count > 1 && last is DetailsPart { Summary.Reading.Announces: Announced.Sources } details)
        {
            CollectLinks(details.Parts, links);
            parts.RemoveAt(parts.Count - 1);
            return true;
        }

        var paragraph = last is BlockPart { Block: QuoteBlock { Count: 1 } quote } && quote[0] is ParagraphBlock inner
            ? new BlockPart(inner) { Start = inner.Span.Start, End = inner.Span.End + 1, Line = last.Line }
            : last;
        if (PartText.IsParagraph(paragraph, out _, out var first, out var stop) && PartText.Announces(source, paragraph) == Announced.Sources && PartText.ReadStart(source, paragraph) is { Announces: Announced.Sources, IsLabelOnly: false } && HasLink(first, stop))
        {
            CollectLinks([paragraph], links);
            parts.RemoveAt(parts.Count - 1);
            return true;
        }

        return false;
    }

    private static bool TakeBareLinks(List<Part> parts, List<SourceLink> links)
    {
        if (PartText.IsParagraph(parts[^1], out _, out var first, out var stop) && PartText.IsOnlyLinks(first, stop, out _))
        {
            CollectLinks([parts[^1]], links);
            parts.RemoveAt(parts.Count - 1);
            return true;
        }

        return false;
    }

    // The last words of a file about stars and pull requests, behind a rule.
    private bool TakeCall(List<Part> parts)
    {
        var rule = parts.FindLastIndex(IsRule);
        if (rule < 0 || parts.Count - rule > 5)
        {
            return false;
        }

        for (var i = rule + 1; i < parts.Count; i++)
        {
            if (!IsCall(parts[i]))
            {
                return false;
            }
        }

        parts.RemoveRange(rule, parts.Count - rule);
        return true;
    }

    private bool IsCall(Part part)
    {
        if (part is ContainerPart)
        {
            return false;
        }

        var text = source.Markdown.AsSpan(part.Start, Math.Min(part.End, source.Markdown.Length) - part.Start);
        if (text.Length > 700)
        {
            return false;
        }

        foreach (var word in Calls)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] Calls =
    [
        "pull request", " PR", "contribut", "⭐", "star this", "subscribe", "follow me", "follow us", "buy me a coffee", "sponsor", "discord.gg", "t.me/", "made with", "copyright", "©", "happy coding", "good luck", "公众号", "關注", "关注", "扫码", "加群", "点赞", "スター", "フォロー", "스타", "구독", "suscr", "inscrev", "подпис", "звезд", "звёзд", "abonnier", "abonnez",
    ];

    private static bool HasLink(Markdig.Syntax.Inlines.Inline? first, Markdig.Syntax.Inlines.Inline? stop)
    {
        for (var inline = first; inline is not null && inline != stop; inline = inline.NextSibling)
        {
            if (inline is LinkInline or AutolinkInline or HtmlInline || (inline is ContainerInline container && HasLink(container.FirstChild, null)))
            {
                return true;
            }
        }

        return false;
    }

    private static void CollectLinks(IEnumerable<Part> parts, List<SourceLink> links)
    {
        var found = new List<SourceLink>();
        foreach (var part in parts)
        {
            var inlines = part switch
            {
                BlockPart block => LinksOf(block.Block),
                LinesPart lines => LinksOf(lines.Block),
                _ => [],
            };
            foreach (var link in inlines.Where(l => !l.IsImage && WebAddress.TryRead(l.Url, out _)))
            {
                var text = InlineText.Of(MarkdownReader.ReadInlines(link.FirstChild, null)).Trim();
                found.Add(new SourceLink(text.Length > 0 ? text : link.Url!, link.Url));
            }
        }

        found.Reverse();
        links.AddRange(found);
    }

    private static IEnumerable<LinkInline> LinksOf(Markdig.Syntax.Block block) => block switch
    {
        LeafBlock { Inline: { } inline } => inline.Descendants<LinkInline>(),
        ContainerBlock container => container.SelectMany(LinksOf),
        _ => [],
    };

    private static bool SaysBackToTop(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(UpArrows))
        {
            return true;
        }

        foreach (var word in HintWords.BackToTop)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int PlainLength(ReadOnlySpan<char> html)
    {
        var length = 0;
        while (!html.IsEmpty)
        {
            if (html[0] == '<' && HtmlTag.TryRead(html, out _, out var tag))
            {
                html = html[tag..];
                continue;
            }

            length += char.IsWhiteSpace(html[0]) ? 0 : 1;
            html = html[1..];
        }

        return length;
    }
}
