using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Drill.Schedule;

/// <summary>What every reader of admins' typing does first.</summary>
internal static partial class TypedText
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The error for a text that is empty or too long to mean anything, or null.</summary>
    public static TextError? Check(string text, int maximumLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return TextError.Of(TextErrorKind.Empty, "");
        }

        return text.Length > maximumLength ? TextError.Of(TextErrorKind.TooLong, text) : null;
    }

    /// <summary>Full-width forms become ordinary, letters small, white space single.</summary>
    public static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes turns half a surrogate pair into U+FFFD, without which Normalize would throw.
            plain.Append(rune.ToString());
        }

        return WhiteSpace().Replace(plain.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant(), " ").Trim();
    }

    /// <summary>Writes Chinese numbers up to 99 as digits where they stand before one of <paramref name="units"/>: 二十一点 becomes 21点.</summary>
    public static string WithDigits(string text, string units)
    {
        return HanNumber().Replace(text, match =>
        {
            var after = match.Index + match.Length;
            return after < text.Length && units.Contains(text[after], StringComparison.Ordinal) ? Value(match.Value).ToString(CultureInfo.InvariantCulture) : match.Value;
        });
    }

    private static int Value(string han)
    {
        var text = han.Replace('两', '二').Replace('〇', '零');
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return text.Aggregate(0, (sum, c) => (sum * 10) + Digits.IndexOf(c, StringComparison.Ordinal));
        }

        var tens = ten == 0 ? 1 : Digits.IndexOf(text[ten - 1], StringComparison.Ordinal);
        var ones = ten + 1 < text.Length ? Digits.IndexOf(text[ten + 1], StringComparison.Ordinal) : 0;
        return (tens * 10) + ones;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("[一二两三四五六七八九]?十[一二三四五六七八九]?|[〇零一二两三四五六七八九]{1,2}", RegexOptions.NonBacktracking)]
    private static partial Regex HanNumber();
}
