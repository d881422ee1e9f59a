using System.Text;

namespace Drill.Grading;

/// <summary>Brings text to NFKC without ever throwing, also where the platform's normalisation is switched off.</summary>
internal static class Fullwidth
{
    /// <summary>Compatibility forms become ordinary ones; halves of surrogate pairs become U+FFFD.</summary>
    public static string Normalise(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            {
                plain.Append((char)(rune.Value - 0xFEE0));
            }
            else
            {
                plain.Append(rune.Value == 0x3000 ? " " : rune.ToString());
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormKC);
    }
}
