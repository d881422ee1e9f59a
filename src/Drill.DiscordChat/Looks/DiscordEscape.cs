using System.Buffers;
using System.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>
/// Text as Discord Markdown that shows exactly that text. Everything that could begin markup is escaped, also where today's clients
/// would not read it so: styles, links, mentions, timestamps, <c>:emoji:</c>, and addresses, which therefore do not become links by themselves.
/// </summary>
internal static class DiscordEscape
{
    /// <summary>Seen by nobody; parts characters that would mean something side by side.</summary>
    public const char Joint = '\u200B';

    private static readonly SearchValues<char> Special = SearchValues.Create("\\*_~|`<[]@:");
    private static readonly SearchValues<char> SpecialInHeading = SearchValues.Create("\\*_~|`<[]@:#");

    /// <summary>Appends a stretch of a line.</summary>
    /// <param name="markdown">What stands before.</param>
    /// <param name="text">The text, without line ends.</param>
    /// <param name="isLineStart">Whether it begins a line, where lists, headings and quotations begin too.</param>
    /// <param name="isHeading">Whether it stands in a heading, whose last number signs Discord drops.</param>
    public static void Append(StringBuilder markdown, ReadOnlySpan<char> text, bool isLineStart = false, bool isHeading = false)
    {
        if (isLineStart && !text.IsEmpty)
        {
            text = text[AppendLineStart(markdown, text)..];
        }

        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(isHeading ? SpecialInHeading : Special);
            if (plain < 0)
            {
                markdown.Append(text);
                return;
            }

            var rest = text[(plain + 1)..];
            markdown.Append(text[..plain]).Append(text[plain] != ':' || BeginsName(rest) ? "\\" : "").Append(text[plain]);
            text = Continue(markdown, text[plain], rest);
        }
    }

    /// <summary>Whether a colon before this would begin an emoji's name or stands in an address. Most colons do neither, and notifications show escapes as they are.</summary>
    private static bool BeginsName(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(" \t\u3000:");
        return rest.StartsWith("//", StringComparison.Ordinal) || (end > 0 && rest[end] == ':');
    }

    /// <summary>After a special character: what follows must not make a mention for a reader that knows no escapes.</summary>
    private static ReadOnlySpan<char> Continue(StringBuilder markdown, char special, ReadOnlySpan<char> rest)
    {
        if (special == '@' && (rest.StartsWith("everyone", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("here", StringComparison.OrdinalIgnoreCase)))
        {
            markdown.Append(Joint);
        }
        else if ((special == '<' && rest is ['#' or '/', ..]) || (special == ']' && rest is ['(', ..]))
        {
            // Clients that look for the end of a link before it would mind no escape of the bracket alone.
            markdown.Append('\\').Append(rest[0]);
            return rest[1..];
        }

        return rest;
    }

    private static int AppendLineStart(StringBuilder markdown, ReadOnlySpan<char> text)
    {
        if (text[0] is '#' or '-' or '+' or '>')
        {
            markdown.Append('\\').Append(text[0]);
            return 1;
        }

        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        // A number with a fraction, such as 2.5, begins no list.
        if (digits > 0 && digits < text.Length && text[digits] is '.' or ')' && (digits + 1 == text.Length || char.IsWhiteSpace(text[digits + 1])))
        {
            markdown.Append(text[..digits]).Append('\\').Append(text[digits]);
            return digits + 1;
        }

        return 0;
    }
}
