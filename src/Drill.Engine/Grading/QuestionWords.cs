using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Drill.Grading;

/// <summary>What recall counts: a content word, or two neighbouring characters of a script without spaces.</summary>
/// <param name="First">The word or the first character.</param>
/// <param name="Second">The second character, or empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextUnit(string First, string Second)
{
    /// <summary>The distinct units of a text.</summary>
    public static ImmutableArray<TextUnit> Of(ImmutableArray<Token> tokens)
    {
        var units = new List<TextUnit>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (FunctionWords.Contains(tokens[i]))
            {
                continue;
            }

            if (!tokens[i].IsHan)
            {
                units.Add(new TextUnit(tokens[i].Key, ""));
            }
            else if (i + 1 < tokens.Length && tokens[i + 1].IsHan && tokens[i + 1].Gap == Gap.Soft && !FunctionWords.Contains(tokens[i + 1]))
            {
                units.Add(new TextUnit(tokens[i].Key, tokens[i + 1].Key));
            }
        }

        return [.. units.Distinct()];
    }
}

/// <summary>The words of a question: saying them again proves nothing.</summary>
internal sealed class QuestionWords
{
    private readonly ImmutableArray<Token> tokens;
    private readonly HashSet<string> keys;
    private readonly HashSet<TextUnit> units;

    /// <summary>Takes the words of a prompt.</summary>
    public QuestionWords(ImmutableArray<Token> tokens)
    {
        this.tokens = tokens;
        keys = tokens.Where(t => !t.IsHan).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        units = [.. TextUnit.Of(tokens)];
        HasDenial = Negation.Occurs(tokens);
    }

    /// <summary>Whether the question denies something itself, so that an answer may well do so too.</summary>
    public bool HasDenial { get; }

    /// <summary>Whether a unit stands in the question.</summary>
    public bool Holds(TextUnit unit) => units.Contains(unit);

    /// <summary>Whether a word of a script with spaces stands in the question.</summary>
    public bool Holds(Token token) => !token.IsHan && keys.Contains(token.Key);

    /// <summary>Whether a term consists of nothing but the question's words: its Latin words in any order, its Chinese parts as they stand there.</summary>
    public bool GivesAway(ImmutableArray<Token> term)
    {
        // "First in, first out" consists of small words only, and is an idea all the same.
        var isInQuestion = false;
        for (var i = 0; i < term.Length;)
        {
            if (!term[i].IsHan)
            {
                if (!keys.Contains(term[i].Key) && !FunctionWords.Contains(term[i]))
                {
                    return false;
                }

                isInQuestion |= keys.Contains(term[i].Key);
                i++;
                continue;
            }

            var end = i;
            while (end < term.Length && term[end].IsHan)
            {
                end++;
            }

            if (!HasRun(term.AsSpan()[i..end]))
            {
                return false;
            }

            isInQuestion = true;
            i = end;
        }

        return isInQuestion;
    }

    /// <summary>Whether an answer is nearly the question: hardly a word of its own, and most of the question's.</summary>
    public bool IsRepeatedBy(ImmutableArray<Token> answer)
    {
        var own = TextUnit.Of(answer);
        if (own.IsEmpty || units.Count == 0)
        {
            return false;
        }

        var shared = own.Count(units.Contains);
        return shared >= own.Length * 0.85 && shared >= units.Count * 0.5;
    }

    private bool HasRun(ReadOnlySpan<Token> run)
    {
        for (var start = 0; start + run.Length <= tokens.Length; start++)
        {
            var length = 0;
            while (length < run.Length && string.Equals(tokens[start + length].Key, run[length].Key, StringComparison.Ordinal))
            {
                length++;
            }

            if (length == run.Length)
            {
                return true;
            }
        }

        return false;
    }
}
