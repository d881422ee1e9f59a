using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>Writes plain text so that Markdown reads none of it as markup, with as few backslashes as can be.</summary>
internal static class MarkdownEscape
{
    private static readonly string[] AddressStarts = ["http", "https", "ftp", "mailto", "tel"];

    /// <summary>Where a text stands.</summary>
    /// <param name="IsLineStart">Whether nothing stands before it on its line.</param>
    /// <param name="IsHeading">Whether it belongs to a heading, which may end in number signs.</param>
    /// <param name="IsInLink">Whether brackets around it must stay in balance.</param>
    /// <param name="IsLast">Whether nothing follows on its line.</param>
    public readonly record struct Place(bool IsLineStart, bool IsHeading, bool IsInLink, bool IsLast);

    public static void Append(StringBuilder output, string source, Place place)
    {
        var openBracket = -1;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (char.IsWhiteSpace(c) && c != ' ')
            {
                output.Append(c == '\u00A0' ? "&nbsp;" : char.IsControl(c) ? " " : string.Create(CultureInfo.InvariantCulture, $"&#x{(int)c:X};"));
                continue;
            }

            if (c == '[' && !place.IsInLink && IsHarmlessBracket(source, i, place, out var close))
            {
                openBracket = close;
            }
            else if (c == ']' && i == openBracket)
            {
                openBracket = -1;
            }
            else if (Needs(source, i, place))
            {
                output.Append('\\');
            }

            output.Append(c);
        }
    }

    /// <summary>The address of a link between its brackets.</summary>
    public static string Destination(string url)
    {
        var safe = url.Replace("&", "&amp;", StringComparison.Ordinal);
        safe = url.Contains(';', StringComparison.Ordinal) ? safe : url;
        return safe.AsSpan().ContainsAny('(', ')') || safe.Length == 0 ? "<" + safe + ">" : safe;
    }

    /// <summary>The path of a file between the brackets of a link.</summary>
    public static string FilePath(string path)
    {
        var safe = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (char.IsControl(c) || c is ' ' or '%' or '?' or '#' or '(' or ')' or '<' or '>' or '\\' or '"' or '&' or '`' or '|' or '*' || (char.IsWhiteSpace(c) && c < '\u0100'))
            {
                safe.Append(Uri.EscapeDataString(c.ToString()));
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    private static bool Needs(string source, int i, Place place)
    {
        var before = i > 0 ? source[i - 1] : '\0';
        var after = i + 1 < source.Length ? source[i + 1] : '\0';
        var isStart = i == 0 && place.IsLineStart;
        var isEdge = i == source.Length - 1;
        return source[i] switch
        {
            '\\' or '`' or '*' or '$' or '|' or '[' or ']' => true,
            '_' => !(char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(after)),
            '~' => i == 0 || isEdge || before == '~' || after == '~',
            '<' => isEdge || char.IsAsciiLetter(after) || after is '/' or '!' or '?',
            '&' => isEdge || ((char.IsAsciiLetter(after) || after == '#') && source.IndexOf(';', i) > 0),
            '!' => (isEdge && !place.IsLast) || after == '[',
            '>' or '+' or '-' or '=' => isStart,
            '#' => isStart || (place.IsHeading && (before is ' ' or '#' or '\0')),
            ':' => EndsWithAddressStart(source.AsSpan(0, i)),
            '.' => source.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase) || (place.IsLineStart && IsNumber(source.AsSpan(0, i))),
            ')' => place.IsLineStart && IsNumber(source.AsSpan(0, i)),
            _ => false,
        };
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 0 and < 10 && !text.ContainsAnyExceptInRange('0', '9');

    private static bool EndsWithAddressStart(ReadOnlySpan<char> text)
    {
        foreach (var start in AddressStarts)
        {
            if (text.EndsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A pair of brackets that is no link, no task and no definition may stand as it is: a[i], [1].
    private static bool IsHarmlessBracket(string source, int open, Place place, out int close)
    {
        close = source.IndexOf(']', open);
        return close > open + 1 && close + 1 < source.Length && source[close + 1] is not ('(' or '[' or ':')
            && !(open == 0 && place.IsLineStart) && source[(open + 1)..close] is var inner
            && !inner.Contains('[', StringComparison.Ordinal) && inner is not ("x" or "X" or " ") && inner[0] != '^'
            && !(open > 0 && source[open - 1] == '!');
    }
}
