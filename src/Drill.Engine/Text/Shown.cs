using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>Makes texts fit to be shown: what people typed, and whatever a platform takes only so much of.</summary>
public static class Shown
{
    private const int ShortLength = 40;
    private const char WordJoiner = '\u2060';

    /// <summary>At most 40 characters of a text, without control characters and line breaks, and with no command in it that a touch would send.</summary>
    public static string Short(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(Math.Min(text.Length, 4 * ShortLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= 4 * ShortLength)
            {
                break;
            }

            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return WithoutCommands(Cut(clean.ToString().Trim(), ShortLength));
    }

    /// <summary>At most so many UTF-16 units of a text on one line, with nothing in it that moves a cursor or turns the direction of what follows.</summary>
    public static string Line(string text, int maximum)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || Rune.IsWhiteSpace(rune))
            {
                line.Append(' ');
            }
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                line.Append(rune.ToString());
            }
        }

        return Cut(line.ToString().Trim(), maximum);
    }

    /// <summary>At most so many UTF-16 units of a text, never cutting what a reader sees as one character; an ellipsis shows the cut.</summary>
    public static string Cut(string text, int maximum)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maximum)
        {
            return text;
        }

        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > maximum - 1)
            {
                break;
            }

            end = next;
        }

        return text[..end] + "…";
    }

    /// <summary>The text with an invisible sign in whatever a chat would take for one of our commands.</summary>
    private static string WithoutCommands(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            var begins = text[i] == '/' && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] == '/'));
            if (begins && i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '_'))
            {
                result.Append(WordJoiner);
            }
        }

        return result.ToString();
    }
}
