using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>What a piece of an HTML block is.</summary>
internal enum HtmlPieceKind
{
    /// <summary>Content.</summary>
    Content,
    DetailsOpen,
    DetailsClose,
    SummaryOpen,
    SummaryClose,

    /// <summary>The inside of a heading.</summary>
    Heading,
}

/// <summary>A piece of an HTML block, by offsets in the whole text.</summary>
internal readonly record struct HtmlPiece(HtmlPieceKind Kind, int Start, int End, int OuterStart, int Level, string? Anchor);

/// <summary>Cuts HTML at the tags that mean structure: details, summary, headings.</summary>
internal static class HtmlPieces
{
    private const int MostFailures = 200;

    /// <summary>The pieces of <paramref name="text"/> between two offsets, in order.</summary>
    public static List<HtmlPiece> Cut(string text, int start, int end)
    {
        var pieces = new List<HtmlPiece>();
        var html = text.AsSpan(0, end);
        var content = start;
        var at = start;
        var headingsLeft = true;
        var failures = 0;
        string? anchor = null;
        while (at < end)
        {
            var next = html[at..].IndexOf('<');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (!HtmlTag.TryRead(html[at..], out var tag, out var length))
            {
                // Each failure may have looked to the end of the text.
                if (++failures > MostFailures)
                {
                    break;
                }

                at++;
                continue;
            }

            var after = at + length;
            if (tag.Name is "details" or "summary")
            {
                AddContent(pieces, html, content, at);
                var kind = (tag.Name, tag.IsClosing) switch
                {
                    ("details", false) => HtmlPieceKind.DetailsOpen,
                    ("details", true) => HtmlPieceKind.DetailsClose,
                    (_, false) => HtmlPieceKind.SummaryOpen,
                    _ => HtmlPieceKind.SummaryClose,
                };
                var id = kind == HtmlPieceKind.DetailsOpen ? tag.Attribute("id") ?? anchor : null;
                pieces.Add(new HtmlPiece(kind, at, after, at, 0, id));
                content = after;
            }
            else if (tag is { Name: ['h', >= '1' and <= '6'], IsClosing: false } && headingsLeft && !IsInSummary(pieces))
            {
                var close = html[after..].IndexOf("</" + tag.Name, StringComparison.OrdinalIgnoreCase);
                headingsLeft = close >= 0;
                if (close >= 0)
                {
                    AddContent(pieces, html, content, at);
                    pieces.Add(new HtmlPiece(HtmlPieceKind.Heading, after, after + close, at, tag.Name[1] - '0', tag.Attribute("id") ?? tag.Attribute("name") ?? anchor));
                    anchor = null;
                    after += close;
                    var gt = html[after..].IndexOf('>');
                    after = gt < 0 ? end : after + gt + 1;
                    content = after;
                }
            }
            else if (tag is { Name: "a", IsClosing: false } && (tag.Attribute("name") ?? tag.Attribute("id")) is { Length: > 0 } name)
            {
                anchor = name;
            }

            at = after;
        }

        AddContent(pieces, html, content, end);
        if (anchor is not null)
        {
            pieces.Add(new HtmlPiece(HtmlPieceKind.Content, end, end, end, 0, anchor));
        }

        return pieces;
    }

    /// <summary>Whether something of it can be seen.</summary>
    public static bool IsVisible(ReadOnlySpan<char> html)
    {
        while (!html.IsEmpty)
        {
            if (html[0] == '<' && HtmlTag.TryRead(html, out var tag, out var length))
            {
                if (tag.Name is "img" or "table" or "hr")
                {
                    return true;
                }

                html = html[length..];
            }
            else if (html.StartsWith("&nbsp;"))
            {
                html = html[6..];
            }
            else if (!char.IsWhiteSpace(html[0]))
            {
                return true;
            }
            else
            {
                html = html[1..];
            }
        }

        return false;
    }

    private static bool IsInSummary(List<HtmlPiece> pieces)
    {
        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            if (pieces[i].Kind is HtmlPieceKind.SummaryOpen or HtmlPieceKind.SummaryClose)
            {
                return pieces[i].Kind == HtmlPieceKind.SummaryOpen;
            }
        }

        return false;
    }

    private static void AddContent(List<HtmlPiece> pieces, ReadOnlySpan<char> html, int start, int end)
    {
        if (end > start && IsVisible(html[start..end]))
        {
            pieces.Add(new HtmlPiece(HtmlPieceKind.Content, start, end, start, 0, null));
        }
    }
}
