using System.Buffers;
using Markdig.Helpers;

namespace Drill.Text;

/// <summary>One tag of HTML, as written; nothing is copied until an attribute is asked for.</summary>
internal readonly ref struct HtmlTag
{
    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" \t\r\n\f/=");
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n\f");

    private readonly ReadOnlySpan<char> attributes;

    private HtmlTag(ReadOnlySpan<char> name, bool isClosing, ReadOnlySpan<char> attributes)
    {
        Name = HtmlNames.Find(name);
        IsClosing = isClosing;
        this.attributes = attributes;
    }

    /// <summary>The name in lower case, or an empty string for an element that means nothing to us.</summary>
    public string Name { get; }

    public bool IsClosing { get; }

    /// <summary>
    /// Reads the tag, comment, declaration or processing instruction at the start of <paramref name="text"/>. False when the &lt; is mere text.
    /// Comments and the like have an empty name.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out HtmlTag tag, out int length)
    {
        tag = default;
        length = 0;
        if (text.Length < 2 || text[0] != '<')
        {
            return false;
        }

        if (text[1] is '!' or '?')
        {
            length = SkipDeclaration(text);
            tag = new HtmlTag([], isClosing: false, []);
            return true;
        }

        var closing = text[1] == '/';
        var start = closing ? 2 : 1;
        var position = start;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '-' or ':'))
        {
            position++;
        }

        if (position == start || !char.IsAsciiLetter(text[start]))
        {
            return false;
        }

        var end = FindEnd(text, position);
        if (end < 0)
        {
            return false;
        }

        tag = new HtmlTag(text[start..position], closing, text[position..end]);
        length = end + 1;
        return true;
    }

    /// <summary>The value of an attribute with its entities decoded, or null.</summary>
    public string? Attribute(string name)
    {
        var rest = attributes;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n\f/");
            if (rest.IsEmpty)
            {
                return null;
            }

            var nameEnd = rest[1..].IndexOfAny(EndsOfName);
            var found = nameEnd < 0 ? rest : rest[..(nameEnd + 1)];
            rest = rest[found.Length..].TrimStart();
            ReadOnlySpan<char> value = [];
            if (rest.StartsWith("="))
            {
                rest = rest[1..].TrimStart();
                var quoted = !rest.IsEmpty && rest[0] is '"' or '\'';
                var valueEnd = quoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(WhiteSpace);
                value = quoted ? (valueEnd > 0 ? rest[1..valueEnd] : rest[1..]) : valueEnd < 0 ? rest : rest[..valueEnd];
                rest = quoted ? (valueEnd > 0 ? rest[(valueEnd + 1)..] : []) : rest[value.Length..];
            }

            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Decode(value);
            }
        }
    }

    /// <summary>The text with entities and character references decoded.</summary>
    public static string Decode(ReadOnlySpan<char> text) =>
        text.Contains('&') ? HtmlHelper.Unescape(text.ToString(), removeBackSlash: false) : text.ToString();

    private static int FindEnd(ReadOnlySpan<char> text, int position)
    {
        var quote = '\0';
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return position;
            }
            else if (c is '"' or '\'' && text[position - 1] is '=' or ' ')
            {
                quote = c;
            }
        }

        return -1;
    }

    private static int SkipDeclaration(ReadOnlySpan<char> text)
    {
        var terminator = text.StartsWith("<!--") ? "-->" : text.StartsWith("<![CDATA[") ? "]]>" : text[1] == '?' ? "?>" : ">";
        var end = text[2..].IndexOf(terminator);
        return end < 0 ? text.Length : end + 2 + terminator.Length;
    }
}

/// <summary>The elements that mean something to us.</summary>
internal static class HtmlNames
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "strong", "i", "em", "cite", "dfn", "var", "s", "del", "strike", "code", "kbd", "samp", "tt", "sub", "sup", "span", "br", "img", "q", "input",
        "p", "div", "center", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption", "address", "fieldset", "legend", "form",
        "details", "summary", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
        "script", "style", "template", "iframe", "noscript", "title", "textarea", "head", "svg", "object",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Find(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out var known) ? known : "";

    /// <summary>Whether everything up to the closing tag is not meant to be read.</summary>
    public static bool IsHidden(string name) =>
        name is "script" or "style" or "template" or "iframe" or "noscript" or "title" or "textarea" or "head" or "svg" or "object";
}
