using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Drill.Grading;

/// <summary>
/// Tells whether words of an answer are denied: "it does not release oxygen", 不释放氧气. What is denied is neither counted nor held against the learner:
/// the grader cannot know whether "not" turned the meaning or belongs to it, so the learner is asked.
/// </summary>
internal static class Negation
{
    /// <summary>How many words before a term a denial may stand; a clause's verb and its objects fit in.</summary>
    private const int Before = 5;

    private const int HanBefore = 6;

    private const int After = 4;

    private static readonly FrozenSet<string> Words = (
        "not no never without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't mustn't needn't "
        + "mightn't shan't ain't cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt neither nor none nothing nobody hardly").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A denial does not reach over these: "not a copy but a view".</summary>
    private static readonly FrozenSet<string> Breaks =
        "but because since so which while although though when if rather instead and then only just merely simply until than".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Verbs and adverbs that keep something away: an author's "avoids a scan" is met by "no scan".</summary>
    private static readonly FrozenSet<string> AvoidingStems =
        "avoid avoids avoided avoiding prevent prevents without instead spare spares save saves lack lacks eliminate eliminates remove removes skip skips stop stops defeat defeats"
            .Split(' ').Select(Tokenizer.Stem).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Auxiliaries =
        "is are was were do does did can could will would shall should may might must has have had be been being ever it they that".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HanWords = FrozenSet.Create(StringComparer.Ordinal, "不", "没", "無", "无", "未", "非", "勿");

    /// <summary>What makes another word of a denial when it follows: 不仅, 不同, 非常, 非托管, 无论, 未来.</summary>
    private static readonly FrozenSet<string> HanHarmless =
        "仅但同断只光过管论少错妨禁限数穷得久良足常来线如至止便满托"
            .Select(c => c.ToString()).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HanBreaks = FrozenSet.Create(StringComparer.Ordinal, "而", "但", "因", "所", "就", "才", "却");

    /// <summary>Whether a word of a script with spaces denies.</summary>
    public static bool IsWord(Token token) => !token.IsHan && Words.Contains(token.Word);

    /// <summary>Whether a text denies anything at all: then its key point may be met by a denial, and nothing is asked.</summary>
    public static bool Occurs(ImmutableArray<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (IsNegator(tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an author's sentence denies or keeps away, by the keys of its words: "no thread is held", "it avoids a scan".</summary>
    public static IReadOnlySet<string> DeniedByAuthor(ImmutableArray<Token> tokens)
    {
        var denied = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!FunctionWords.Contains(tokens[i]) && (Denies(tokens, i, i) || IsKeptAway(tokens, i)))
            {
                denied.Add(tokens[i].Key);
            }
        }

        return denied;
    }

    /// <summary>Whether the words from one place to another, both included, are denied within their clause.</summary>
    public static bool Denies(ImmutableArray<Token> tokens, int first, int last) => IsDeniedBefore(tokens, first) || IsDeniedAfter(tokens, last);

    private static bool IsKeptAway(ImmutableArray<Token> tokens, int place)
    {
        for (var i = place; i > 0 && place - i < Before && tokens[i].Gap == Gap.Soft; i--)
        {
            if (AvoidingStems.Contains(tokens[i - 1].Key) || (i > 1 && tokens[i - 2].Word is "避" or "防" or "无" or "不" && tokens[i - 1].Word is "免" or "止" or "需" or "用"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDeniedBefore(ImmutableArray<Token> tokens, int first)
    {
        int latin = 0, han = 0;
        for (var i = first; i > 0 && tokens[i].Gap == Gap.Soft; i--)
        {
            var word = tokens[i - 1];
            if (Breaks.Contains(word.Word) || HanBreaks.Contains(word.Word))
            {
                return false;
            }

            if (IsNegator(tokens, i - 1))
            {
                return true;
            }

            if (word.IsHan ? ++han >= HanBefore : ++latin >= Before)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"Oxygen is not released": only small words may stand between.</summary>
    private static bool IsDeniedAfter(ImmutableArray<Token> tokens, int last)
    {
        for (var i = last + 1; i < tokens.Length && i <= last + After && tokens[i].Gap == Gap.Soft; i++)
        {
            if (IsNegator(tokens, i))
            {
                // "Without" and "no" deny what follows them, and so does 不: only a passive such as 氧气不会被释放 denies what stands before.
                return tokens[i].IsHan
                    ? i + 1 < tokens.Length && tokens[i + 1].Gap == Gap.Soft && tokens[i + 1].Word is ("会" or "能" or "被" or "是" or "存" or "需" or "用")
                    : tokens[i].Word is not ("without" or "no" or "none" or "nothing" or "nobody" or "neither" or "nor");
            }

            if (!Auxiliaries.Contains(tokens[i].Word) && tokens[i].Word is not ("并" or "也" or "都" or "从"))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Two denials that say yes: 不得不, 不能不, 不会不, 无不, 莫不, 无非.</summary>
    private static bool IsDoubled(ImmutableArray<Token> tokens, int i)
    {
        return tokens[i].Word switch
        {
            "不" => At(i - 1) is "无" or "莫" || (At(i - 1) is "得" or "能" or "可" or "会" && At(i - 2) is "不") || (At(i + 1) is "得" or "能" or "可" or "会" && At(i + 2) is "不"),
            "无" => At(i + 1) is "不" or "非",
            "非" => At(i - 1) is "无",
            _ => false,
        };

        // A comma between them makes two denials of it again.
        string At(int place) => place >= 0 && place < tokens.Length && tokens[Math.Max(place, i)].Gap == Gap.Soft ? tokens[place].Word : "";
    }

    private static bool IsNegator(ImmutableArray<Token> tokens, int i)
    {
        var next = i + 1 < tokens.Length && tokens[i + 1].Gap == Gap.Soft ? tokens[i + 1].Word : "";
        return tokens[i].IsHan
            ? HanWords.Contains(tokens[i].Word) && !HanHarmless.Contains(next) && !IsDoubled(tokens, i)
            : Words.Contains(tokens[i].Word) && next is not ("only" or "just" or "merely" or "simply" or "least" or "matter" or "doubt" or "surprisingly");
    }
}
