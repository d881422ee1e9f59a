using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Drill.Content;

/// <summary>Makes ids of words: the same words always give the same id.</summary>
internal static class Slug
{
    /// <summary>
    /// Lower-case ASCII words joined by hyphens; accents are dropped. A text that is mostly of another script has no such words, so
    /// it gives <c>q-</c> and ten hexadecimal digits of its hash.
    /// </summary>
    public static string Of(string text, int maximum = ContentLimits.Id)
    {
        var slug = Words(text, maximum, out var letters, out var lost);
        return slug.Length >= 2 && lost * 3 <= letters ? slug : Hashed(text, maximum);
    }

    /// <summary>The ASCII words alone, or empty: for names of files and folders.</summary>
    public static string OfName(string text, int maximum = ContentLimits.Id)
    {
        var slug = Words(text, maximum, out _, out _);
        return slug.Length > 0 ? slug : Hashed(text, maximum);
    }

    /// <summary>The id with a number behind it, within the same length.</summary>
    public static string WithSuffix(string id, int number, int maximum = ContentLimits.Id)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return id[..Math.Min(id.Length, maximum - suffix.Length)].TrimEnd('-') + suffix;
    }

    /// <summary>The id with four hexadecimal digits behind it that depend on a text, within the same length.</summary>
    public static string WithHash(string id, string text, int maximum = ContentLimits.Id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return id[..Math.Min(id.Length, maximum - 5)].TrimEnd('-') + "-" + Convert.ToHexStringLower(hash.AsSpan(0, 2));
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string text, int maximum = ContentLimits.Id) =>
        text.Length > 0 && text.Length <= maximum && text.AsSpan().IndexOfAnyExcept(IdCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> IdCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static string Words(string text, int maximum, out int letters, out int lost)
    {
        letters = 0;
        lost = 0;
        var slug = new StringBuilder(maximum);
        var pendingHyphen = false;
        var isCut = false;
        foreach (var c in Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                letters++;
                if (isCut)
                {
                    continue;
                }

                if (pendingHyphen && slug.Length > 0)
                {
                    slug.Append('-');
                }

                pendingHyphen = false;
                slug.Append(char.ToLowerInvariant(c));
                isCut = slug.Length >= maximum;
            }
            else if (char.IsLetter(c))
            {
                letters++;
                lost++;
                pendingHyphen = true;
            }
            else if (c is not '\'' and not '’' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                pendingHyphen = true;
            }
        }

        var made = slug.ToString();
        if (isCut && made.Length >= maximum && made.LastIndexOf('-') is var hyphen and > 12)
        {
            made = made[..hyphen];
        }

        return made.Length > maximum ? made[..maximum].TrimEnd('-') : made;
    }

    private static string Hashed(string text, int maximum)
    {
        var normal = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var kept = string.Concat(normal.Where(char.IsLetterOrDigit));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(kept.Length > 0 ? kept : text));
        var id = "q-" + Convert.ToHexStringLower(hash.AsSpan(0, 5));
        return id[..Math.Min(id.Length, maximum)];
    }
}
