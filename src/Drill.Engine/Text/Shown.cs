using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>Makes what people typed fit to be repeated to them: short, on one line, without control characters.</summary>
internal static class Shown
{
    private const int ShortLength = 40;

    /// <summary>At most 40 characters of a text, without control characters and line breaks.</summary>
    public static string Short(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, 4 * ShortLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= 4 * ShortLength)
            {
                break;
            }

            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return Cut(clean.ToString().Trim(), ShortLength);
    }

    /// <summary>At most so many UTF-16 units of a text, never cutting what a reader sees as one character; an ellipsis shows the cut.</summary>
    public static string Cut(string text, int maximum)
    {
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
}
