using System.Collections.Frozen;
using System.Globalization;

namespace Drill.Content.Dialects;

/// <summary>How much a text without its numbering sounds like a question.</summary>
internal static class QuestionTone
{
    private const double Weak = 1;
    private const double Statement = 0.75;
    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("?？؟\u037E⁇︖");

    private static readonly FrozenDictionary<char, string[]> Phrases = HintWords.OpeningPhrases
        .GroupBy(p => char.ToLowerInvariant(p[0])).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> Openers = HintWords.Openers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether it holds a question mark that ends a sentence, and whether nothing but ornament follows it.</summary>
    public static bool HasMark(ReadOnlySpan<char> text, out bool atEnd)
    {
        atEnd = false;
        var end = text.Length;
        while (end > 0 && !IsMark(text[end - 1]) && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        if (end > 0 && IsMark(text[end - 1]))
        {
            atEnd = true;
            return true;
        }

        for (var i = text.IndexOfAny(Marks); i >= 0 && i < end;)
        {
            if (i > 0 && (text[i] != '?' || i + 1 == text.Length || text[i + 1] is ' ' or '"' or '”' or '»' or ')' or '（' or '*' or '_' or '\n'))
            {
                return true;
            }

            var next = text[(i + 1)..].IndexOfAny(Marks);
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }

    /// <summary>What its words and marks say, at least 0.</summary>
    public static double Weigh(ReadOnlySpan<char> text, bool hasMark, bool atEnd)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var opener = text[0] is '¿' ? 2.5 : Opener(text);
        if (hasMark)
        {
            return (atEnd ? 3 : 2) + Math.Min(opener, 1) * 0.5;
        }

        var middle = HasForeignLetters(text) ? Middle(text) : 0;
        return Math.Max(0, Math.Max(opener, middle) - (text.TrimEnd() is [.., '；' or ';' or '，'] && HasForeignLetters(text) ? Statement : 0));
    }

    private static bool IsMark(char c) => Marks.Contains(c);

    private static double Opener(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetter(text[start]) && start < 4)
        {
            start++;
        }

        var end = start;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '\'' or '’' || CharUnicodeInfo.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark))
        {
            end++;
        }

        if (end == start)
        {
            return 0;
        }

        var found = Openers.TryGetValue(text[start..end], out var weight) && end < text.Length ? weight : 0;
        if (Phrases.TryGetValue(char.ToLowerInvariant(text[start]), out var phrases))
        {
            foreach (var phrase in phrases)
            {
                if (text[start..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                {
                    return Math.Max(found, 2);
                }
            }
        }

        if (found < Weak)
        {
            foreach (var word in HintWords.WeakOpenings)
            {
                if (text[start..].StartsWith(word, StringComparison.Ordinal))
                {
                    return Weak;
                }
            }
        }

        return found;
    }

    private static double Middle(ReadOnlySpan<char> text)
    {
        foreach (var word in HintWords.Inside)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                return 2;
            }
        }

        var core = text.TrimEnd();
        foreach (var word in HintWords.Endings)
        {
            if (core.Length > word.Length + 1 && core.EndsWith(word, StringComparison.Ordinal))
            {
                return 1.75;
            }
        }

        return 0;
    }

    private static bool HasForeignLetters(ReadOnlySpan<char> text) => text.ContainsAnyExceptInRange('\0', '\u00BF');
}
