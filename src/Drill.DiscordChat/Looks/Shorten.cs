using System.Globalization;

namespace Drill.DiscordChat.Looks;

/// <summary>Makes plain texts fit where Discord takes only so many characters.</summary>
internal static class Shorten
{
    /// <summary>At most so many UTF-16 units, never cutting what a reader sees as one character; an ellipsis shows the cut.</summary>
    public static string To(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next < most)
        {
            end = next;
        }

        return text[..end] + "…";
    }
}
