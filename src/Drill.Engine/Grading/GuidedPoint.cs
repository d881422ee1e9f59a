using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>A key point made ready.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Terms">Its terms, without those that the question itself gives away; empty when the text has to serve.</param>
/// <param name="Text">The units of its text that the question does not give away.</param>
/// <param name="MayBeDenied">Whether a denial of its text in an answer is worth a question: neither the text nor what was asked holds one of its own.</param>
internal sealed record GuidedPoint(int Index, ImmutableArray<GuidedTerm> Terms, ImmutableArray<TextUnit> Text, bool MayBeDenied)
{
    private const double CoveredRecall = 0.6, PartlyRecall = 0.3;

    /// <summary>Makes a key point ready.</summary>
    public static GuidedPoint Of(int index, KeyPoint point, QuestionWords question)
    {
        var tokens = Tokenizer.Read(point.Text);
        var denied = Negation.DeniedByAuthor(tokens);
        var terms = point.Terms.Select((term, i) => GuidedTerm.Of(index, i, term, question, denied)).Where(t => t.Forms.Length > 0).ToImmutableArray();
        var all = TextUnit.Of(tokens);
        var telling = all.Where(unit => !question.Holds(unit)).ToImmutableArray();
        return new GuidedPoint(index, terms, telling.IsEmpty ? all : telling, MayBeDenied: !question.HasDenial && denied.Count == 0 && !Negation.Occurs(tokens));
    }

    /// <summary>Covered when every term was found, partly when some were.</summary>
    public PointVerdict JudgeByTerms(string answer, ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found, bool asksAboutDenials)
    {
        // A term that is denied at one place and said at another is said.
        var best = found.Where(f => f.Form.Point == Index)
            .Select(f => (Found: f, IsDenied: asksAboutDenials && f.Form.MayBeDenied && IsDenied(tokens, f)))
            .OrderBy(f => f.IsDenied).ThenBy(f => f.Found.First).ThenByDescending(f => f.Found.Last)
            .DistinctBy(f => f.Found.Form.Term).OrderBy(f => f.Found.First).ThenByDescending(f => f.Found.Last).ToArray();
        var isDenied = best.Any(f => f.IsDenied);
        var state = best.Length == 0 ? PointState.NotRecognised : best.Length == Terms.Length && !isDenied ? PointState.Covered : PointState.Partly;
        return new PointVerdict(Index, state, Slices(answer, tokens, best.Select(f => Evidence(tokens, f.Found, f.IsDenied))), isDenied);
    }

    /// <summary>Without terms: by how much of the point's text stands in the answer.</summary>
    public PointVerdict JudgeByText(string answer, ImmutableArray<Token> tokens, AnswerWords words, bool asksAboutDenials)
    {
        var places = new SortedSet<int>();
        var recall = Recall(words, places);
        var state = recall >= CoveredRecall ? PointState.Covered : recall >= PartlyRecall ? PointState.Partly : PointState.NotRecognised;
        if (state == PointState.NotRecognised)
        {
            return new PointVerdict(Index, state, []);
        }

        var runs = Runs(places, tokens).ToArray();
        var isDenied = asksAboutDenials && MayBeDenied && Array.Exists(runs, run => Negation.Denies(tokens, run.First, run.Last));
        return new PointVerdict(Index, isDenied ? PointState.Partly : state, Slices(answer, tokens, runs), isDenied);
    }

    /// <summary>How much of the text stands in an answer, 0 to 1, rare words before common ones.</summary>
    public double Recall(AnswerWords words, ICollection<int> places)
    {
        double whole = 0, said = 0;
        foreach (var unit in Text)
        {
            var weight = CommonWords.WeightOf(unit);
            whole += weight;
            said += weight * words.Recall(unit, places);
        }

        return whole == 0 ? 0 : said / whole;
    }

    private static bool IsDenied(ImmutableArray<Token> tokens, FoundTerm found) =>
        Negation.Denies(tokens, found.First, found.Last)
        || (found.IsLoose && Negation.Occurs([.. tokens.AsSpan()[found.First..(found.Last + 1)]]));

    /// <summary>What is quoted: the term, and where it is denied the words from the denial on, so that the learner sees what is asked about.</summary>
    private static (int First, int Last) Evidence(ImmutableArray<Token> tokens, FoundTerm found, bool isDenied)
    {
        var (first, last) = (found.First, found.Last);
        if (isDenied && !Negation.Occurs([.. tokens.AsSpan()[first..(last + 1)]]))
        {
            while (first > 0 && found.First - first < 6 && tokens[first].Gap == Gap.Soft && !Negation.Occurs([.. tokens.AsSpan()[first..(last + 1)]]))
            {
                first--;
            }

            if (!Negation.Occurs([.. tokens.AsSpan()[first..(last + 1)]]))
            {
                first = found.First;
                while (last + 1 < tokens.Length && last - found.Last < 4 && tokens[last + 1].Gap == Gap.Soft && !Negation.Occurs([.. tokens.AsSpan()[first..(last + 1)]]))
                {
                    last++;
                }
            }
        }

        return (first, last);
    }

    private static IEnumerable<(int First, int Last)> Runs(SortedSet<int> places, ImmutableArray<Token> tokens)
    {
        const int longest = 8;
        (int First, int Last)? run = null;
        foreach (var place in places)
        {
            if (run is { } open && place == open.Last + 1 && tokens[place].Gap == Gap.Soft && place - open.First < longest)
            {
                run = (open.First, place);
                continue;
            }

            if (run is { } ended)
            {
                yield return ended;
            }

            run = (place, place);
        }

        if (run is { } last)
        {
            yield return last;
        }
    }

    private static ImmutableArray<string> Slices(string answer, ImmutableArray<Token> tokens, IEnumerable<(int First, int Last)> spans) =>
    [
        .. spans.Select(span => answer[tokens[span.First].Start..tokens[span.Last].End])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(PointVerdict.MaximumEvidence),
    ];
}
