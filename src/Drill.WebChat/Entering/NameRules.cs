using System.Globalization;
using System.Text;

namespace Drill.WebChat.Entering;

/// <summary>What a name may be: any visible text of 1 to 40 characters as people count them.</summary>
internal static class NameRules
{
    public const int MaximumGraphemes = 40;

    // One visible character can carry hundreds of combining marks, and a family emoji is eleven units long.
    private const int MaximumUnits = 240;

    public static NameVerdict Check(string? typed)
    {
        if (typed is { Length: > MaximumUnits * 4 })
        {
            return NameVerdict.TooLong;
        }

        var name = Clean(typed ?? "");
        if (!name.EnumerateRunes().Any(IsVisible))
        {
            return NameVerdict.Empty;
        }

        return name.Length > MaximumUnits || new StringInfo(name).LengthInTextElements > MaximumGraphemes
            ? NameVerdict.TooLong
            : new NameVerdict(name, NameProblem.None);
    }

    // Control characters and the marks that turn the direction of everything after them have no place in a name; the joiners inside emoji do.
    private static string Clean(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069) and not 0xFFFD)
            {
                text.Append(rune);
            }
        }

        return text.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.SpaceSeparator)
        && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800);
}

/// <summary>A cleaned name, or why there is none.</summary>
internal sealed record NameVerdict(string Name, NameProblem Problem)
{
    public static NameVerdict Empty { get; } = new("", NameProblem.Empty);

    public static NameVerdict TooLong { get; } = new("", NameProblem.TooLong);
}

internal enum NameProblem
{
    None,
    Empty,
    TooLong,
}
