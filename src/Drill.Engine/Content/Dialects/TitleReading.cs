using System.Globalization;

namespace Drill.Content.Dialects;

/// <summary>What a short text announces.</summary>
internal enum Announced
{
    /// <summary>Nothing that we know.</summary>
    Nothing,

    /// <summary>A question: "Q3:", "问题1：", "Question 12".</summary>
    Question,

    /// <summary>An answer: "Answer:", "解答", "Show answer".</summary>
    Answer,

    /// <summary>Why an option is right.</summary>
    Explanation,

    /// <summary>A nudge.</summary>
    Hint,

    /// <summary>Where to read on.</summary>
    Sources,
}

/// <summary>
/// What a line of text looks like: how much of it is numbering or a label, what it announces, and how much it sounds like a question
/// (log-odds: above 0 more likely than not).
/// </summary>
internal readonly record struct TitleReading
{
    /// <summary>How much a title says without any sign of a question: less likely than not.</summary>
    private const double Base = -1.5;

    private const int LongestLabel = 40;
    private static readonly System.Buffers.SearchValues<char> Signs = System.Buffers.SearchValues.Create(":：(（–—-");
    private const int LongestLine = 120;
    private const int LongestTag = 24;

    /// <summary>How many characters at its beginning are number, label or ornament.</summary>
    public int Skip { get; private init; }

    /// <summary>The same when a number without any sign behind it is numbering too, as in "1 What is X?"; else equal to <see cref="Skip"/>.</summary>
    public int SkipBare { get; private init; }

    /// <summary>The number before it, or in its label.</summary>
    public int? Number { get; private init; }

    /// <summary>The number when there is no sign behind it.</summary>
    public int? BareNumber { get; private init; }

    public Announced Announces { get; private init; }

    /// <summary>Whether nothing follows what it announces.</summary>
    public bool IsLabelOnly { get; private init; }

    /// <summary>Whether it is a heading about the file, such as "Introduction" or "License".</summary>
    public bool IsAboutTheFile { get; private init; }

    /// <summary>Whether no answer goes on below it, whatever its level.</summary>
    public bool EndsTheBank { get; private init; }

    public bool HasQuestionMark { get; private init; }

    /// <summary>How much it sounds like a question.</summary>
    public double Score { get; private init; }

    public bool SoundsLikeQuestion => Score > 0;

    /// <summary>Whether it begins with a label of questions.</summary>
    public bool IsLabelled => Announces == Announced.Question;

    public static TitleReading Of(ReadOnlySpan<char> text)
    {
        var scan = new TitleScan(text);
        scan.Run();
        if (scan.Announces == Announced.Nothing && scan.Number is null && BehindTag(text, scan.Position) is > 0 and var behind)
        {
            var inner = new TitleScan(text[behind..]);
            inner.Run();
            if (inner.Announces == Announced.Question || inner.Number is not null)
            {
                var tagged = Of(text[behind..]);
                return tagged with { Skip = tagged.Skip + behind, SkipBare = tagged.SkipBare + behind };
            }
        }

        var rest = text[scan.Position..];
        var core = Core(rest);
        if (scan.Announces is Announced.Nothing && IsReveal(core))
        {
            return new TitleReading { Skip = text.Length, SkipBare = text.Length, Announces = Announced.Answer, IsLabelOnly = true, Score = -8 };
        }

        if (scan.Announces is Announced.Answer or Announced.Explanation or Announced.Hint or Announced.Sources)
        {
            return new TitleReading { Skip = scan.Position, SkipBare = scan.Position, Announces = scan.Announces, IsLabelOnly = core.IsEmpty, Number = scan.Number, Score = -8 };
        }

        var isAbout = HintWords.Sections.TryFind(core, out var endsTheBank) || (BeforeSign(core) is { Length: > 3 } name && HintWords.Sections.TryFind(name, out endsTheBank) && !endsTheBank);
        var hasMark = QuestionTone.HasMark(rest, out var atEnd);
        var score = Base + QuestionTone.Weigh(rest, hasMark, atEnd);
        score += (scan.Announces, scan.Number) switch
        {
            // "Questions" alone is the name of a section.
            (Announced.Question, null) => core.IsEmpty ? 0.5 : 2,
            (Announced.Question, _) => 3,
            (_, null) => 0,
            _ => 0.5,
        };
        score -= core.Length < 2 && scan.Announces == Announced.Nothing ? 3 : 0;
        score -= rest.Length > 400 ? 1.5 : 0;
        score -= !hasMark && core.Length > 0 && rest.TrimEnd() is [.., ':' or '：'] ? 0.5 : 0;
        var bare = scan.Announces == Announced.Nothing && scan.Number is null ? BareNumberOf(text, scan.Position) : default;
        return new TitleReading
        {
            Skip = core.IsEmpty && scan.Announces != Announced.Question ? 0 : scan.Position,
            SkipBare = bare.End > 0 ? bare.End : scan.Position,
            Number = scan.Number,
            BareNumber = bare.Number,
            Announces = scan.Announces,
            IsLabelOnly = scan.Announces == Announced.Question && core.IsEmpty,
            IsAboutTheFile = isAbout,
            EndsTheBank = isAbout && endsTheBank,
            HasQuestionMark = hasMark,
            Score = isAbout && !hasMark ? score - 6 : score,
        };
    }

    /// <summary>The same words, known to be the cover of an answer.</summary>
    public static TitleReading Cover(int length) => new() { Skip = length, SkipBare = length, Announces = Announced.Answer, IsLabelOnly = true, Score = -8 };

    /// <summary>Only what a text announces: cheaper than the whole reading, for the many paragraphs that announce nothing.</summary>
    public static Announced AnnouncedBy(ReadOnlySpan<char> text)
    {
        var scan = new TitleScan(text.Length > LongestLine ? text[..LongestLine] : text);
        scan.Run();
        return scan.Announces != Announced.Nothing || text.Length > LongestLine ? scan.Announces
            : IsReveal(Core(text[scan.Position..])) ? Announced.Answer
            : Announced.Nothing;
    }

    /// <summary>The text without anything but letters and digits at its ends.</summary>
    public static ReadOnlySpan<char> Core(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && !char.IsLetterOrDigit(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && !char.IsLetterOrDigit(text[^1]) && CharUnicodeInfo.GetUnicodeCategory(text[^1]) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
        {
            text = text[..^1];
        }

        return text;
    }

    /// <summary>Whether a set has the text, whatever its case.</summary>
    public static bool Contains(System.Collections.Frozen.FrozenSet<string> set, ReadOnlySpan<char> text) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    // "[Junior] Q3. …": behind the tag; 0 when there is none.
    private static int BehindTag(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not ('[' or '(' or '【'))
        {
            return 0;
        }

        var close = text[at..].IndexOfAny(']', ')', '】');
        return close is > 1 and <= LongestTag && at + close + 2 < text.Length && text[at + close + 1] == ' ' ? at + close + 2 : 0;
    }

    // "Contents - all questions", "Introduction: why", "目录（一）".
    private static ReadOnlySpan<char> BeforeSign(ReadOnlySpan<char> core)
    {
        var sign = core.IndexOfAny(Signs);
        return sign > 0 && (core[sign] is not '-' || core[sign - 1] == ' ') ? core[..sign].TrimEnd() : [];
    }

    private static bool IsReveal(ReadOnlySpan<char> core) => core.Length is > 0 and <= LongestLabel && Contains(HintWords.Reveal, core);

    private static (int End, int? Number) BareNumberOf(ReadOnlySpan<char> text, int from)
    {
        var end = from;
        while (end < text.Length && end - from < 4 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > from && end + 1 < text.Length && text[end] == ' ' && text[end + 1] != ' '
            ? (end + 1, int.Parse(text[from..end], CultureInfo.InvariantCulture))
            : default;
    }
}
