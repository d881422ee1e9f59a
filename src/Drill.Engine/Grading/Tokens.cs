using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Drill.Grading;

/// <summary>A word of a script with spaces, or one character of a script without.</summary>
/// <param name="Key">What is compared: the stem of an English word, else the word or character itself.</param>
/// <param name="Word">The word in small letters, without accents.</param>
/// <param name="Start">Where it begins in the text as typed.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="IsHan">Whether it is a character of a script written without spaces.</param>
/// <param name="Gap">What stands between it and the word before.</param>
/// <param name="Sentence">The number of its sentence.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(string Key, string Word, int Start, int End, bool IsHan, Gap Gap, int Sentence);

/// <summary>What parts two words.</summary>
internal enum Gap
{
    /// <summary>Nothing, white space or a hyphen: a phrase goes on.</summary>
    Soft,

    /// <summary>A comma or a bracket: a phrase ends.</summary>
    Hard,

    /// <summary>The end of a sentence or a line.</summary>
    Sentence,
}

/// <summary>Parts text into <see cref="Token"/>s that know where they stand in it. Never throws, whatever the text.</summary>
internal static class Tokenizer
{
    private const string SoftSeparators = "-‐‑‒–_/'’‘\"“”*`~$\\^·%&+=";

    private const string SentenceEnds = ".!?;。!?;…\n\r\u2028\u2029";

    /// <summary>The words of a text in order.</summary>
    public static ImmutableArray<Token> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>(text.Length / 3);
        var word = new StringBuilder();
        var wordStart = 0;
        var gap = Gap.Soft;
        var sentence = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = ElementLength(text, i);
            var element = Fold(text.AsSpan(i, length));
            foreach (var rune in element.EnumerateRunes())
            {
                if (IsHan(rune))
                {
                    EndWord(i);
                    var key = rune.ToString();
                    Add(key, key, i, i + length, isHan: true);
                }
                else if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && BelongsInside(rune, word, text, i + length)))
                {
                    if (word.Length == 0)
                    {
                        wordStart = i;
                    }

                    word.Append(rune.Value == '’' ? "'" : rune.ToString());
                }
                else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                {
                    EndWord(i);
                    var kind = KindOf(rune);
                    gap = kind > gap ? kind : gap;
                }
            }

            i += length;
        }

        EndWord(text.Length);
        return tokens.ToImmutable();

        void EndWord(int end)
        {
            if (word.Length == 0)
            {
                return;
            }

            var plain = word.ToString();
            word.Clear();
            Add(Stem(plain), plain, wordStart, end, isHan: false);
        }

        void Add(string key, string plain, int start, int end, bool isHan)
        {
            if (gap == Gap.Sentence && tokens.Count > 0)
            {
                sentence++;
            }

            tokens.Add(new Token(key, plain, start, end, isHan, gap, sentence));
            gap = Gap.Soft;
        }
    }

    /// <summary>The stem of a word in small letters.</summary>
    public static string Stem(string word)
    {
        if (char.IsAsciiDigit(word[0]) && word.Contains(',', StringComparison.Ordinal))
        {
            return word.Replace(",", "", StringComparison.Ordinal);
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c) && c != '\'')
            {
                return word;
            }
        }

        return PorterStemmer.Stem(word);
    }

    private static int ElementLength(string text, int i)
    {
        var next = i + 1;
        if ((text[i] < 0x80 || text[i] is >= '\u4e00' and <= '\u9fff') && (next == text.Length || text[next] < 0x80 || text[next] is >= '\u4e00' and <= '\u9fff'))
        {
            return 1;
        }

        return StringInfo.GetNextTextElementLength(text.AsSpan(i));
    }

    /// <summary>One character as typed in the form that is compared: NFKC, small, Latin letters without accents.</summary>
    private static string Fold(ReadOnlySpan<char> element)
    {
        if (element.Length == 1 && element[0] is < '\u0080' or (>= '\u4e00' and <= '\u9fff'))
        {
            return char.IsAsciiLetterUpper(element[0]) ? ((char)(element[0] | 0x20)).ToString() : element.ToString();
        }

        var folded = Fullwidth.Normalise(element.ToString()).ToLowerInvariant();
        if (folded.AsSpan().ContainsAnyInRange('\u00c0', '\u024f') || folded.AsSpan().ContainsAnyInRange('\u1e00', '\u1eff'))
        {
            var plain = new StringBuilder();
            foreach (var c in folded.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
            {
                if (c is < '\u0300' or > '\u036f')
                {
                    plain.Append(c);
                }
            }

            folded = plain.ToString();
        }

        return folded;
    }

    /// <summary>The apostrophe of don't, the point of 0.07, the comma of 1,024, the sign of C# and C++, a vowel sign.</summary>
    private static bool BelongsInside(Rune rune, StringBuilder word, string text, int next)
    {
        var following = next < text.Length ? text[next] : ' ';
        var before = word[^1];
        return rune.Value switch
        {
            '\'' or '’' => char.IsAsciiLetter(before) && char.IsAsciiLetter(following),
            '.' or ',' => char.IsAsciiDigit(before) && char.IsAsciiDigit(following) && (rune.Value == '.' || IsGroupOfThree(text, next)),
            '#' => word.Length == 1 && char.IsAsciiLetter(before),
            '+' => (word.Length == 1 && char.IsAsciiLetter(before) && following == '+') || (word.Length == 2 && before == '+'),
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
        };
    }

    private static bool IsGroupOfThree(string text, int start) =>
        start + 3 <= text.Length
        && text.AsSpan(start, 3).IndexOfAnyExceptInRange('0', '9') < 0
        && (start + 3 == text.Length || !char.IsAsciiDigit(text[start + 3]));

    private static Gap KindOf(Rune rune)
    {
        if (rune.IsBmp && SentenceEnds.Contains((char)rune.Value, StringComparison.Ordinal))
        {
            return Gap.Sentence;
        }

        return Rune.IsWhiteSpace(rune) || (rune.IsBmp && SoftSeparators.Contains((char)rune.Value, StringComparison.Ordinal)) ? Gap.Soft : Gap.Hard;
    }

    /// <summary>Scripts that do not part words: Chinese, Japanese, and also Korean, whose endings stick to words, Thai, Lao, Burmese and Khmer.</summary>
    private static bool IsHan(Rune rune) => rune.Value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) => Rune.IsLetter(rune),
        (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) => Rune.IsLetterOrDigit(rune) || rune.Value is 0x3005 or 0x3007,
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };
}
