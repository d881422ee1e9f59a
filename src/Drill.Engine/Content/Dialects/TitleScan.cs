using System.Globalization;

namespace Drill.Content.Dialects;

/// <summary>Walks over ornament, numbers and labels at the beginning of a line.</summary>
internal ref struct TitleScan(ReadOnlySpan<char> text)
{
    private const int LongestLabel = 40;
    private const string ChineseDigits = "一二三四五六七八九十百零〇";
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>Behind what was understood.</summary>
    public int Position { get; private set; }

    public int? Number { get; private set; }

    public Announced Announces { get; private set; }

    public void Run()
    {
        for (var i = 0; i < 4; i++)
        {
            var before = Position;
            Position = SkipOrnament(text, Position);
            if (Announces == Announced.Nothing && TryLabel())
            {
                if (Announces != Announced.Question)
                {
                    return;
                }

                continue;
            }

            if (!TryNumber())
            {
                if (i == 0 && Position == before)
                {
                    return;
                }

                break;
            }
        }

        Position = SkipOrnament(text, Position);
    }

    /// <summary>Behind white space, pictures and bullets.</summary>
    public static int SkipOrnament(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c is '•' or '·' or '▪' or '◦' or '\u200B' or '\u200D' or '\uFE0F' or '\u200E' or '\u200F' or '\uFEFF')
            {
                at++;
            }
            else if (c is '*' or '_' && at + 1 < text.Length && text[at + 1] == c)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, text[at + 1])) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol))
                {
                    return at;
                }

                at += 2;
            }
            else if (c > '\u2000' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol && !IsCircled(c))
            {
                at++;
            }
            else if (c is '[' or '(' && at + 2 < text.Length && text.Slice(at, Math.Min(6, text.Length - at)).IndexOf(c == '[' ? ']' : ')') is > 1 and var close && !ContainsLetterOrDigit(text.Slice(at + 1, close - 1)))
            {
                at += close + 1;
            }
            else
            {
                return at;
            }
        }

        return at;
    }

    private static bool IsCircled(char c) => c is >= '①' and <= '⑳' or >= '❶' and <= '❿' or >= '⑴' and <= '⒇';

    private static bool ContainsLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNumber()
    {
        var at = Position;
        var open = at < text.Length ? text[at] : '\0';
        if (IsCircled(open))
        {
            return Take(at + 1, open switch { >= '①' and <= '⑳' => open - '①' + 1, >= '❶' and <= '❿' => open - '❶' + 1, _ => open - '⑴' + 1 });
        }

        var close = open switch { '(' => ')', '（' => '）', '[' => ']', '【' => '】', '〔' => '〕', '<' => '>', '「' => '」', _ => '\0' };
        at += close == '\0' ? 0 : 1;
        at += at < text.Length && text[at] is '#' or '№' or '＃' ? 1 : 0;
        if (at + 1 < text.Length && text[at] is 'N' or 'n' && text[at + 1] is 'º' or '°' or 'o')
        {
            at += text[at + 1] == 'o' && (at + 2 >= text.Length || text[at + 2] is not ('.' or ' ')) ? 0 : 2;
        }

        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var start = at;
        while (at < text.Length && at - start < 4 && text[at] is >= '0' and <= '9' or >= '０' and <= '９')
        {
            at++;
        }

        if (at == start)
        {
            return TryChineseNumber(start, close);
        }

        var value = 0;
        foreach (var c in text[start..at])
        {
            value = (value * 10) + (c >= '０' ? c - '０' : c - '0');
        }

        var levels = 0;
        while (at + 1 < text.Length && text[at] is '.' or '-' && char.IsAsciiDigit(text[at + 1]) && levels < 4)
        {
            if (text[at] == '-' && levels == 0 && close == '\0')
            {
                break;
            }

            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            levels++;
        }

        return EndNumber(at, value, close, levels, start > Position + (close == '\0' ? 0 : 1));
    }

    private bool EndNumber(int at, int value, char close, int levels, bool isSigned)
    {
        if (close != '\0')
        {
            return at < text.Length && text[at] == close && at + 1 < text.Length && Take(AfterSign(at + 1), value);
        }

        // A keycap: digit, variation selector, enclosing box.
        var cap = at < text.Length && text[at] == '\uFE0F' ? at + 1 : at;
        if (cap < text.Length && text[cap] == '\u20E3')
        {
            return Take(AfterSign(cap + 1), value);
        }

        var sign = at;
        while (sign < text.Length && text[sign] == ' ')
        {
            sign++;
        }

        if (sign >= text.Length)
        {
            return isSigned && Take(text.Length, value);
        }

        var next = sign + 1 < text.Length ? text[sign + 1] : ' ';
        var isSign = text[sign] switch
        {
            '.' => sign == at ? !char.IsAsciiDigit(next) || levels > 0 : next == ' ',
            '、' or '．' or '）' or '】' or '。' or '，' => true,
            ')' or ']' => true,
            '：' => true,
            ':' or '|' or '\\' => next == ' ' || text[sign] == '\\',
            '-' or '–' or '—' => next == ' ',
            '°' or 'º' => true,
            '/' => false,
            _ => false,
        };
        if (isSign)
        {
            return Take(AfterSign(sign), value);
        }

        return (levels > 0 || isSigned) && sign > at && Take(sign, value);
    }

    private int AfterSign(int at)
    {
        while (at < text.Length && text[at] is '.' or '、' or '．' or ')' or '）' or ']' or '】' or ':' or '：' or '。' or '，' or '|' or '-' or '–' or '—' or '°' or 'º' or '\\' or ' ')
        {
            // "-1" and ".NET" begin with what looks like a sign.
            if (text[at] is '-' or '.' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]) && at > 0 && text[at - 1] == ' ')
            {
                break;
            }

            at++;
        }

        return at;
    }

    private bool TryChineseNumber(int start, char close)
    {
        var at = start;
        while (at < text.Length && at - start < 5 && ChineseDigits.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        if (at == start || at >= text.Length)
        {
            return false;
        }

        var value = ChineseValue(text[start..at]);
        return close != '\0' ? text[at] == close && Take(AfterSign(at + 1), value) : text[at] is '、' or '．' or '.' or '：' or ':' or '，' && Take(AfterSign(at), value);
    }

    private static int ChineseValue(ReadOnlySpan<char> digits)
    {
        var value = 0;
        var current = 0;
        foreach (var c in digits)
        {
            if (c is '十' or '百')
            {
                value += Math.Max(current, 1) * (c == '十' ? 10 : 100);
                current = 0;
            }
            else
            {
                current = c is '零' or '〇' ? 0 : ChineseDigits.IndexOf(c, StringComparison.Ordinal) + 1;
            }
        }

        return value + current;
    }

    private bool Take(int end, int value)
    {
        Position = Math.Min(end, text.Length);
        Number ??= value;
        return true;
    }

    private bool TryLabel()
    {
        var at = Position;
        var open = at < text.Length ? text[at] : '\0';
        var close = open switch { '[' => ']', '(' => ')', '【' => '】', '（' => '）', '「' => '」', '『' => '』', '<' => '>', '〖' => '〗', _ => '\0' };
        at += close == '\0' ? 0 : 1;
        if (at < text.Length && text[at] == '第' && TryOrdinal(at, close))
        {
            return true;
        }

        var start = at;
        while (at < text.Length && at - start <= LongestLabel && (char.IsLetter(text[at]) || text[at] is ' ' or '&' or '\'' or '’' or '/' || CharUnicodeInfo.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
        {
            at++;
        }

        var run = text[start..at];
        var word = run.TrimEnd();
        if (word.IsEmpty || at - start > LongestLabel)
        {
            return false;
        }

        var kind = KindOf(word);
        return kind != Announced.Nothing && TryEndLabel(kind, word, start + word.Length, close);
    }

    private bool TryEndLabel(Announced kind, ReadOnlySpan<char> word, int at, char close)
    {
        at = SkipSpaces(at);
        var afterWord = at;
        var sign = at;
        while (sign < text.Length && text[sign] is '#' or '№' or '.' or '-' or '_' or 'º' or '°' or '(' or '（')
        {
            sign = SkipSpaces(sign + 1);
        }

        var digits = sign;
        while (digits < text.Length && digits - sign < 4 && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        int? number = digits > sign ? int.Parse(text[sign..digits], CultureInfo.InvariantCulture) : null;
        at = number is null ? afterWord : digits;
        while (number is not null && at + 1 < text.Length && text[at] is '.' or '-' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        if (number is not null && at < text.Length && char.IsAsciiLetterLower(text[at]) && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])))
        {
            at++;
        }

        at = number is not null && at < text.Length && text[at] is ')' or '）' && close == '\0' ? at + 1 : at;
        var isClosed = close != '\0' && at < text.Length && text[at] == close;
        at = SkipSpaces(isClosed ? at + 1 : at);

        // "Answer (EN):", "答案（一）".
        if (kind != Announced.Question && at < text.Length && text[at] is '(' or '（' && text[at..].IndexOfAny(')', '）') is > 0 and < 16 and var end)
        {
            at = SkipSpaces(at + end + 1);
        }
        else if (kind == Announced.Question && at < text.Length && text[at] is '(' or '（' && text[at..].IndexOfAny(')', '）') is > 0 and var parenthesis && SkipSpaces(at + parenthesis + 1) is var behind
            && (behind >= text.Length || text[behind] is ':' or '：'))
        {
            at = behind;
        }

        var next = at < text.Length ? text[at] : '\0';
        var isColon = next is ':' or '：' or '﹕' or '︰';
        var isSign = isColon || next is '.' or '、' or '．' or ')' or '）' or '|' or '。' || (next is '-' or '–' or '—' or '=' && at + 1 < text.Length && text[at + 1] is ' ' or '>');
        var isEnd = next == '\0' || !ContainsLetterOrDigit(text[at..]);
        if (!IsLabel(kind, word, number, isColon, isSign, isEnd, isClosed, next))
        {
            return false;
        }

        while (at < text.Length && text[at] is ':' or '：' or '﹕' or '︰' or '.' or '、' or '．' or ')' or '）' or '|' or '。' or '-' or '–' or '—' or ' ' or '=' or '>' or '*')
        {
            if (text[at] is '-' or '.' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]) && text[at - 1] == ' ')
            {
                break;
            }

            at++;
        }

        Position = at;
        Announces = kind;
        Number ??= number;
        return true;
    }

    private static bool IsLabel(Announced kind, ReadOnlySpan<char> word, int? number, bool isColon, bool isSign, bool isEnd, bool isClosed, char next)
    {
        var isShort = word.Length == 1;
        if (kind == Announced.Question)
        {
            // Words that also stand in answers ("Problem: …") or are words of their own need a number.
            var needsNumber = word is "problem" or "Problem" or "task" or "Task" or "challenge" or "Challenge" or "exercise" or "Exercise";
            return number is not null ? isSign || isEnd || isClosed || next != '\0' : !needsNumber && (isColon || isClosed || (isEnd && !isShort) || (isSign && next == '.' && (word is "Q" or "q" || !isShort)));
        }

        if (kind == Announced.Answer && isShort && word[0] < '\u2E80')
        {
            return isColon || (number is not null && (isSign || isEnd));
        }

        return isColon || isEnd || isClosed || (isSign && next is not '.') || (kind == Announced.Answer && next is '.' or '。');
    }

    private bool TryOrdinal(int at, char close)
    {
        var start = SkipSpaces(at + 1);
        var end = start;
        while (end < text.Length && end - start < 5 && (char.IsAsciiDigit(text[end]) || ChineseDigits.Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }

        var unit = SkipSpaces(end);
        if (end == start || unit >= text.Length || text[unit] is not ('题' or '題' or '问' or '問' or '道' or '条'))
        {
            return false;
        }

        var number = char.IsAsciiDigit(text[start]) ? int.Parse(text[start..end], CultureInfo.InvariantCulture) : ChineseValue(text[start..end]);
        unit++;
        unit += unit < text.Length && text[unit] is '题' or '題' ? 1 : 0;
        unit += close != '\0' && unit < text.Length && text[unit] == close ? 1 : 0;
        Announces = Announced.Question;
        return Take(AfterSign(unit), number);
    }

    private int SkipSpaces(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00A0' or '\u3000' or '*' or '_')
        {
            at++;
        }

        return at;
    }

    private static Announced KindOf(ReadOnlySpan<char> word) => HintWords.Labels.TryFind(word, out var kind) ? kind : Announced.Nothing;
}
