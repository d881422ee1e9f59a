using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Drill.Grading;

/// <summary>Tells a bag of keywords from sentences. A bag is not scored, and may be written again.</summary>
internal static class KeywordBag
{
    private const int FewestWords = 6;

    private const double FewestFunctionWords = 0.15;

    /// <summary>Terse Chinese prose reaches seven words in ten; a list has hardly a word of its own.</summary>
    private const double MostNames = 0.8;

    private static readonly FrozenSet<string> Joiners =
        FrozenSet.Create(StringComparer.Ordinal, "and", "or", "plus", "also", "the", "a", "an", "of", "etc", "和", "与", "及", "或", "以", "的", "等", "还", "有");

    /// <summary>Whether an answer is a bag of keywords.</summary>
    /// <param name="tokens">The answer.</param>
    /// <param name="found">The terms found in it.</param>
    /// <param name="question">The question.</param>
    /// <param name="knowsFunctionWords">False for a language whose small words we do not know, and where a list is a proper answer.</param>
    public static bool Is(ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found, QuestionWords question, bool knowsFunctionWords)
    {
        // Words that stand apart leave room for a sentence between them; only phrases are taken as names.
        var inTerm = new bool[tokens.Length];
        foreach (var term in found.Where(f => !f.IsLoose))
        {
            Array.Fill(inTerm, true, term.First, term.Last - term.First + 1);
        }

        return ListsNames(tokens, found, inTerm, question)
            || (knowsFunctionWords && (LacksSentences(tokens, inTerm) || IsOnlyNames(tokens, found, inTerm)));
    }

    /// <summary>Whether a short answer strings three ideas or more together and says nothing of its own between them.</summary>
    private static bool IsOnlyNames(ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found, bool[] inTerm)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!inTerm[i] && !Joiners.Contains(tokens[i].Word))
            {
                return false;
            }
        }

        return found.Select(f => (f.Form.Point, f.Form.Term)).Distinct().Skip(2).Any();
    }

    /// <summary>
    /// Whether it gives name after name to the same ideas: who explains uses one or two names for each, who lists all aliases uses them all,
    /// and little else, whatever small words stand between.
    /// </summary>
    private static bool ListsNames(ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found, bool[] inTerm, QuestionWords question)
    {
        // "contrastive" within "contrastive loss" is no name of its own, and words that stand apart are no name at all.
        var written = new List<FoundTerm>();
        var reach = (First: -1, Last: -1);
        foreach (var name in found.Where(f => !f.IsLoose).OrderBy(f => f.First).ThenByDescending(f => f.Last))
        {
            if (name.Last > reach.Last || (name.First, name.Last) == reach)
            {
                written.Add(name);
                reach = (name.First, name.Last);
            }
        }

        var names = written.Select(f => (f.Form.Point, f.Form.Term, f.Form.Form)).Distinct().Count();
        var ideas = written.Select(f => (f.Form.Point, f.Form.Term)).Distinct().Count();
        if (names < FewestWords || names < 2 * ideas)
        {
            return false;
        }

        int content = 0, matched = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (inTerm[i])
            {
                content++;
                matched++;
            }
            else if (!FunctionWords.Contains(tokens[i]) && !question.Holds(tokens[i]))
            {
                content++;
            }
        }

        return matched >= content * MostNames;
    }

    private static bool LacksSentences(ImmutableArray<Token> tokens, bool[] inTerm)
    {
        int latin = 0, han = 0, small = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsHan)
            {
                han++;
                small += !inTerm[i] && FunctionWords.Contains(tokens[i]) ? 1 : 0;
            }
            else
            {
                latin++;
                small += !inTerm[i] && FunctionWords.Contains(tokens[i]) ? 1 : 0;
            }
        }

        // Two characters make a Chinese word, by and large.
        var words = latin + (han / 2.0);
        if (words < FewestWords || small >= words * FewestFunctionWords)
        {
            return false;
        }

        // Terse Chinese does with few small words, so there the shape of a list is asked for as well.
        return latin * 2 > han || IsListOfPieces(tokens, inTerm);
    }

    private static bool IsListOfPieces(ImmutableArray<Token> tokens, bool[] inTerm)
    {
        int pieces = 0, bare = 0;
        for (var start = 0; start < tokens.Length;)
        {
            var end = start + 1;
            while (end < tokens.Length && IsJoined(tokens[end - 1], tokens[end]))
            {
                end++;
            }

            pieces++;
            bare += IsBare(tokens, inTerm, start, end) ? 1 : 0;
            start = end;
        }

        return pieces >= 4 ? bare >= pieces * 0.75 : pieces == bare && inTerm.Count(m => m) >= tokens.Length * 0.9;
    }

    /// <summary>Chinese has no spaces within a sentence, so a space parts a list too.</summary>
    private static bool IsJoined(Token before, Token token) => token.Gap == Gap.Soft && (!token.IsHan || !before.IsHan || token.Start == before.End);

    private static bool IsBare(ImmutableArray<Token> tokens, bool[] inTerm, int start, int end)
    {
        var outside = 0;
        for (var i = start; i < end; i++)
        {
            if (!inTerm[i])
            {
                outside++;
                if (FunctionWords.Contains(tokens[i]))
                {
                    return false;
                }
            }
        }

        return end - start <= 6 || outside <= (end - start) * 0.2;
    }
}
