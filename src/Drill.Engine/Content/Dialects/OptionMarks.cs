using System.Globalization;
using System.Text;

namespace Drill.Content.Dialects;

/// <summary>Labels before options, and the marks by which an author says which is right.</summary>
internal static class OptionMarks
{
    /// <summary>Every mark of a right option.</summary>
    public static readonly System.Buffers.SearchValues<string> Right = System.Buffers.SearchValues.Create(HintWords.RightMarks, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Alphabets = ["ABCDEFGHIJKLMN", "abcdefghijklmn", "АБВГДЕЖЗ", "абвгдежз", "①②③④⑤⑥⑦⑧", "アイウエオカキク", "가나다라마바사아", "ㄱㄴㄷㄹㅁㅂㅅㅇ", "أبجدهوزح", "ابجدهوزح", "ΑΒΓΔΕΖΗΘ", "αβγδεζηθ", "甲乙丙丁戊"];

    /// <summary>The alphabet and the place in it of the label at the beginning of a text; length 0 when there is none.</summary>
    public static (int Alphabet, int Place, int Length) LabelOf(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '*' or '_'))
        {
            at++;
        }

        var close = at < text.Length ? text[at] switch { '(' => ')', '（' => '）', '[' => ']', '【' => '】', '`' => '`', _ => '\0' } : '\0';
        at += close == '\0' ? 0 : 1;
        if (at >= text.Length)
        {
            return default;
        }

        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (close != '\0' ? next != close : text[at] is not (>= '①' and <= '⑧') && next is not ('.' or ')' or ':' or '：' or '、' or '．' or '）' or '。' or '-' or '–' or ' ' or '*' or '_'))
        {
            return default;
        }

        for (var i = 0; i < Alphabets.Length; i++)
        {
            var place = Alphabets[i].IndexOf(text[at], StringComparison.Ordinal);
            if (place < 0)
            {
                continue;
            }

            var end = at + 1;
            if (close != '\0')
            {
                return end < text.Length && text[end] == close ? (i, place, AfterLabel(text, end + 1)) : default;
            }

            var sign = end;
            while (sign < text.Length && text[sign] is '*' or '_')
            {
                sign++;
            }

            var isSign = sign < text.Length && (text[sign] switch
            {
                '.' or ')' => sign + 1 == text.Length || !char.IsLetterOrDigit(text[sign + 1]) || text[sign] == ')' || text[sign + 1] > '\u00FF' || !char.IsLetter(text[sign + 1]) || char.IsUpper(text[sign + 1]),
                ':' or '：' or '、' or '．' or '）' or '。' => true,
                '-' or '–' => sign > 0 && sign + 1 < text.Length && text[sign + 1] == ' ',
                ' ' => sign + 2 < text.Length && text[sign + 1] is '-' or '–' or ')' or '.' or ':' && text[sign + 2] == ' ',
                _ => i == 4,
            });
            return isSign ? (i, place, AfterLabel(text, sign)) : default;
        }

        return default;
    }

    /// <summary>The label as people see it.</summary>
    public static string Label(int alphabet, int place) => Alphabets[alphabet][place].ToString();

    /// <summary>The letters that are named at the beginning of a text, as places, and where they end; nothing when it names none.</summary>
    public static List<int> References(ReadOnlySpan<char> text, int alphabet, int count, out int end)
    {
        var places = new List<int>();
        end = 0;
        var at = 0;
        while (at < text.Length)
        {
            var letter = at;
            while (letter < text.Length && (char.IsWhiteSpace(text[letter]) || text[letter] is ',' or '、' or '，' or '&' or '/' or '+' or '*' or '_' or '`' or '(' or '（' or '[' or '"' or '“' or '：' or ':' or '؛' or '،' or ';'))
            {
                letter++;
            }

            letter = SkipWord(text, letter, places.Count == 0);
            if (letter >= text.Length)
            {
                break;
            }

            var place = PlaceOf(text, letter, alphabet, out var length);
            if (place < 0 || place >= count || places.Contains(place) || !Ends(text, letter + length, places.Count > 0, alphabet, count))
            {
                break;
            }

            places.Add(place);
            at = letter + length;
            end = at;
        }

        if (places.Count > 0)
        {
            while (end < text.Length && (char.IsWhiteSpace(text[end]) || text[end] is ')' or '）' or ']' or '*' or '_' or '`' or '.' or '。' or ',' or '，' or ':' or '：' or ';' or '；' or '-' or '–' or '—' or '"' or '”' or '、'))
            {
                end++;
            }
        }

        return places;
    }

    /// <summary>Takes marks of right and wrong off an option's text.</summary>
    public static string Strip(string text, out bool isRight, out bool isWrong)
    {
        isRight = TryStrip(ref text, HintWords.RightMarks);
        isWrong = TryStrip(ref text, HintWords.WrongMarks);
        return text;
    }

    private static bool TryStrip(ref string text, string[] marks)
    {
        var found = false;
        foreach (var mark in marks)
        {
            if (text.EndsWith(mark, StringComparison.OrdinalIgnoreCase) && text.Length > mark.Length)
            {
                text = text[..^mark.Length].TrimEnd();
                found = true;
            }
            else if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && text.Length > mark.Length)
            {
                text = text[mark.Length..].TrimStart('\uFE0F', ' ');
                found = true;
            }
        }

        return found;
    }

    private static int PlaceOf(ReadOnlySpan<char> text, int at, int alphabet, out int length)
    {
        length = 1;
        if (alphabet < 0)
        {
            while (at + length < text.Length && length < 3 && char.IsAsciiDigit(text[at + length]))
            {
                length++;
            }

            return char.IsAsciiDigit(text[at]) ? int.Parse(text.Slice(at, length), CultureInfo.InvariantCulture) - 1 : char.IsAsciiLetterUpper(text[at]) ? text[at] - 'A' : -1;
        }

        var place = Alphabets[alphabet].IndexOf(text[at], StringComparison.Ordinal);
        if (place < 0 && char.IsAsciiLetter(text[at]) && alphabet <= 1)
        {
            place = char.ToUpperInvariant(text[at]) - 'A';
        }

        if (place < 0 && char.IsAsciiDigit(text[at]) && alphabet == 4)
        {
            place = text[at] - '1';
        }

        // Latin letters are typed for Cyrillic ones that look like them.
        return place < 0 && alphabet is 2 or 3 ? "ABCD".IndexOf(char.ToUpperInvariant(text[at]), StringComparison.Ordinal) : place;
    }

    // After a letter there must be no word: "A class is…" names no option. Several letters may stand together: "ACD".
    private static bool Ends(ReadOnlySpan<char> text, int at, bool isFurther, int alphabet, int count)
    {
        if (at >= text.Length)
        {
            return true;
        }

        var c = text[at];
        if (char.IsLetterOrDigit(c))
        {
            if (c > '\u2E80')
            {
                return true;
            }

            var run = at;
            while (run < text.Length && run - at < 8 && PlaceOf(text, run, alphabet, out var length) is >= 0 and var place && place < count)
            {
                run += length;
            }

            return alphabet >= 0 && run > at && (run >= text.Length || !char.IsLetterOrDigit(text[run]) || text[run] > '\u2E80');
        }

        if (c != ' ')
        {
            return true;
        }

        var next = at;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        if (next >= text.Length || !char.IsLetter(text[next]) || text[next] > '\u2E80' || isFurther)
        {
            return true;
        }

        var word = next;
        while (word < text.Length && char.IsLetter(text[word]))
        {
            word++;
        }

        return word - next == 1 || IsJoin(text[next..word]) || text[next..word] is "because" or "since" or "is" or "porque" or "потому";
    }

    private static bool IsJoin(ReadOnlySpan<char> word) => word is "and" or "AND" or "or" or "y" or "e" or "и" or "und" or "et" or "和" or "또는" or "و";

    private static int SkipWord(ReadOnlySpan<char> text, int at, bool isFirst)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end]) && end - at < 8)
        {
            end++;
        }

        var word = text[at..end];
        if ((!isFirst && IsJoin(word)) || (isFirst && word.Length > 1 && (word.Equals("option", StringComparison.OrdinalIgnoreCase) || word.Equals("options", StringComparison.OrdinalIgnoreCase) || word is "选项" or "opción" or "opção" or "вариант" or "is" or "Choice" or "letter" or "选" or "选择")))
        {
            while (end < text.Length && text[end] is ' ' or '*' or '(' or '`')
            {
                end++;
            }

            return end;
        }

        return at;
    }

    private static int AfterLabel(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is '.' or ')' or ':' or '：' or '、' or '．' or '）' or ' ' or '-' or '–' or '。' or '*' or '_' or '\u00A0' or '\u3000')
        {
            if (text[at] is '.' or '-' or '*' or '_' && at > 0 && text[at - 1] == ' ' && (text[at] is '*' or '_' || (at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))))
            {
                break;
            }

            at++;
        }

        return at;
    }
}
