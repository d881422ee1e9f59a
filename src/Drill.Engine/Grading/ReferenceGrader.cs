using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>
/// Grades by a reference answer alone, where nobody wrote key points: each sentence is taken for one, and the score is the plain mean of three views of how
/// much of the reference the answer says. None of them is fitted to any data.
/// <list type="bullet">
/// <item>recall: the share of the reference's content words, the common ones at half weight, a misspelt one by as much as it looks alike;</item>
/// <item>cosine: the same words seen from both sides, so that what is beside the matter does not help;</item>
/// <item>shape: the share of the reference's runs of four letters (two characters in Chinese), which endings and compounds leave alone.</item>
/// </list>
/// Words of the question count in none of them.
/// </summary>
internal sealed class ReferenceGrader
{
    private const int MostPoints = 40;

    private readonly GradingGuide guide;
    private readonly ImmutableArray<TextUnit> units;
    private readonly HashSet<string> grams;
    private readonly ImmutableArray<double> shares;

    /// <summary>Takes a question with its reference answer.</summary>
    public ReferenceGrader(string language, string question, string reference)
    {
        var tokens = Tokenizer.Read(reference);
        Points = Sentences(reference, tokens);
        guide = new GradingGuide(language, question, Points, acceptsLists: LacksSmallWords(tokens));
        units = Telling(tokens);
        grams = Grams(tokens);
        var weights = Points.Select(p => Telling(Tokenizer.Read(p.Text)).Sum(CommonWords.WeightOf)).ToArray();
        shares = [.. weights.Select(w => w / Math.Max(1e-9, weights.Sum()))];
    }

    /// <summary>The reference's sentences as key points.</summary>
    public ImmutableArray<KeyPoint> Points { get; }

    /// <summary>Grades an answer: what was found of each sentence, and the score, 0 to 1.</summary>
    public (Verdict Verdict, double Score) Grade(string answer)
    {
        var verdict = guide.Grade(answer);
        if (!verdict.IsGraded)
        {
            return (verdict, 0);
        }

        var tokens = Tokenizer.Read(answer);
        var score = (Recall(tokens) + Cosine(tokens) + Shape(tokens)) / 3;

        // What is denied counts half, in the score as in the states.
        var denied = verdict.Points.Where(p => p.IsDenied).Sum(p => shares[p.KeyPoint]);
        return (verdict, Math.Clamp(score * (1 - (denied / 2)), 0, 1));
    }

    private double Recall(ImmutableArray<Token> answer)
    {
        var words = new AnswerWords(answer);
        return Share(units, unit => CommonWords.WeightOf(unit), unit => words.Recall(unit, []));
    }

    private double Cosine(ImmutableArray<Token> answer)
    {
        var words = new AnswerWords(answer);
        var dot = units.Sum(u => Square(u) * words.Recall(u, []));
        var length = Math.Sqrt(units.Sum(Square)) * Math.Sqrt(Telling(answer).Sum(Square));
        return length == 0 ? 0 : Math.Min(1, dot / length);

        static double Square(TextUnit unit) => CommonWords.WeightOf(unit) * CommonWords.WeightOf(unit);
    }

    private double Shape(ImmutableArray<Token> answer)
    {
        var own = Grams(answer);
        return grams.Count == 0 ? 0 : (double)grams.Count(own.Contains) / grams.Count;
    }

    private static double Share(ImmutableArray<TextUnit> units, Func<TextUnit, double> weight, Func<TextUnit, double> said)
    {
        var whole = units.Sum(weight);
        return whole == 0 ? 0 : units.Sum(u => weight(u) * said(u)) / whole;
    }

    /// <summary>The units that the question does not say; all of them when it says every one.</summary>
    private ImmutableArray<TextUnit> Telling(ImmutableArray<Token> tokens)
    {
        var all = TextUnit.Of(tokens);
        var telling = all.Where(u => !guide.Question.Holds(u)).ToImmutableArray();
        return telling.IsEmpty ? all : telling;
    }

    /// <summary>Runs of four letters within each content word, and of two neighbouring characters, so that the order of words does not matter.</summary>
    private HashSet<string> Grams(ImmutableArray<Token> tokens)
    {
        const int length = 4;
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in TextUnit.Of(tokens).Where(u => u.Second.Length > 0 && !guide.Question.Holds(u)))
        {
            all.Add(unit.First + unit.Second);
        }

        foreach (var token in tokens.Where(t => !t.IsHan && !FunctionWords.Contains(t) && !guide.Question.Holds(t)))
        {
            var word = $"·{token.Word}·";
            for (var i = 0; i == 0 || i + length <= word.Length; i++)
            {
                all.Add(word.Substring(i, Math.Min(length, word.Length)));
            }
        }

        return all;
    }

    private static ImmutableArray<KeyPoint> Sentences(string text, ImmutableArray<Token> tokens)
    {
        var points = ImmutableArray.CreateBuilder<KeyPoint>();
        foreach (var sentence in tokens.GroupBy(t => t.Sentence).Select(g => g.ToArray()))
        {
            // The last one takes the rest, so that nothing of the reference is lost.
            var isRest = points.Count == MostPoints - 1;
            var end = isRest ? tokens[^1].End : sentence[^1].End;
            if (!TextUnit.Of([.. sentence]).IsEmpty)
            {
                points.Add(new KeyPoint(text[sentence[0].Start..end], 1, []));
            }

            if (isRest)
            {
                break;
            }
        }

        return points.ToImmutable();
    }

    /// <summary>Whether the reference is a list rather than sentences: then a list of words is an answer.</summary>
    private static bool LacksSmallWords(ImmutableArray<Token> tokens) => tokens.Count(FunctionWords.Contains) < tokens.Length * 0.15;
}
