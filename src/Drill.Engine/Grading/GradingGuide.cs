using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>A question made ready for grading. Immutable, so one may serve many answers at once.</summary>
internal sealed class GradingGuide
{
    private readonly ImmutableArray<KeyPoint> points;
    private readonly ImmutableArray<GuidedPoint> guided;
    private readonly QuestionWords question;
    private readonly TermIndex index;
    private readonly bool knowsFunctionWords;

    /// <summary>Makes a question ready.</summary>
    /// <param name="language">The language of the variant.</param>
    /// <param name="prompt">The question as plain text.</param>
    /// <param name="points">Its key points.</param>
    public GradingGuide(string language, string prompt, ImmutableArray<KeyPoint> points)
    {
        this.points = points;
        question = new QuestionWords(Tokenizer.Read(prompt));
        guided = [.. points.Select((point, i) => GuidedPoint.Of(i, point, question))];
        index = new TermIndex([.. guided.SelectMany(p => p.Terms).SelectMany(t => t.Forms)], KnownWords(prompt, points));
        knowsFunctionWords = language.Split('-', 2)[0].ToLowerInvariant() is "en" or "zh";
    }

    /// <summary>Grades an answer.</summary>
    public Verdict Grade(string answer)
    {
        if (answer.Length > KeyPointGrader.MaximumLength)
        {
            return Refuse(Guard.TooLong);
        }

        var tokens = Tokenizer.Read(answer);
        if (tokens.IsEmpty)
        {
            return Refuse(Guard.Empty);
        }

        if (points.IsEmpty)
        {
            return Refuse(Guard.NotGradable);
        }

        var found = index.FindAll(tokens);
        var guard = question.IsRepeatedBy(tokens) ? Guard.CopiedQuestion
            : KeywordBag.Is(tokens, found, question, knowsFunctionWords) ? Guard.KeywordList
            : Guard.None;
        return guard == Guard.None ? Judge(answer, tokens, found) : Refuse(guard);
    }

    /// <summary>What a text of the author says of each point, whatever its length and style.</summary>
    public ImmutableArray<PointVerdict> Recognise(string text)
    {
        var tokens = Tokenizer.Read(text);
        return Judge(text, tokens, index.FindAll(tokens)).Points;
    }

    /// <summary>The places of a point's terms that a text of the author does not say.</summary>
    public ImmutableArray<int> TermsNotIn(string text, int point)
    {
        var found = index.FindAll(Tokenizer.Read(text)).Where(f => f.Form.Point == point).Select(f => f.Form.Term).ToHashSet();
        return [.. guided[point].Terms.Select(t => t.Term).Where(t => !found.Contains(t))];
    }

    /// <summary>The places of a point's terms that never count, because the question itself says them in every form.</summary>
    public ImmutableArray<int> TermsGivenAway(int point) =>
        [.. Enumerable.Range(0, points[point].Terms.Length).Except(guided[point].Terms.Select(t => t.Term))];

    private static HashSet<string> KnownWords(string prompt, ImmutableArray<KeyPoint> points) =>
        points.SelectMany(p => Tokenizer.Read(p.Text)).Concat(Tokenizer.Read(prompt)).Select(t => t.Word).ToHashSet(StringComparer.Ordinal);

    private Verdict Judge(string answer, ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found)
    {
        var verdicts = ImmutableArray.CreateBuilder<PointVerdict>(guided.Length);
        var recall = new Lazy<AnswerWords>(() => new AnswerWords(tokens));
        long covered = 0, whole = 0;
        foreach (var point in guided)
        {
            var verdict = point.Terms.IsEmpty ? point.JudgeByText(answer, tokens, recall.Value) : point.JudgeByTerms(answer, tokens, found);
            verdicts.Add(verdict);
            var weight = Math.Max(1, points[point.Index].Weight);
            whole += 2 * weight;
            covered += verdict.State switch { PointState.Covered => 2 * weight, PointState.Partly => weight, _ => 0 };
        }

        return new Verdict((double)covered / whole, verdicts.MoveToImmutable(), Guard.None, KeyPointGrader.Version);
    }

    private Verdict Refuse(Guard guard) =>
        new(0, [.. points.Select((_, i) => new PointVerdict(i, PointState.NotRecognised, []))], guard, KeyPointGrader.Version);
}

/// <summary>A key point made ready.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Terms">Its terms, without those that the question itself gives away; empty when the text has to serve.</param>
/// <param name="Text">The units of its text that the question does not give away.</param>
internal sealed record GuidedPoint(int Index, ImmutableArray<GuidedTerm> Terms, ImmutableArray<TextUnit> Text)
{
    private const double CoveredRecall = 0.6, PartlyRecall = 0.3;

    /// <summary>Makes a key point ready.</summary>
    public static GuidedPoint Of(int index, KeyPoint point, QuestionWords question)
    {
        var terms = point.Terms.Select((term, i) => GuidedTerm.Of(index, i, term, question)).Where(t => t.Forms.Length > 0).ToImmutableArray();
        var tokens = Tokenizer.Read(point.Text);
        var all = TextUnit.Of(tokens);
        var telling = all.Where(unit => !question.Holds(unit)).ToImmutableArray();
        return new GuidedPoint(index, terms, telling.IsEmpty ? all : telling);
    }

    /// <summary>Covered when every term was found, partly when some were.</summary>
    public PointVerdict JudgeByTerms(string answer, ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found)
    {
        var firstOfEach = found.Where(f => f.Form.Point == Index).OrderBy(f => f.First).ThenByDescending(f => f.Last).DistinctBy(f => f.Form.Term).ToArray();
        var state = firstOfEach.Length == Terms.Length ? PointState.Covered : firstOfEach.Length > 0 ? PointState.Partly : PointState.NotRecognised;
        return new PointVerdict(Index, state, Slices(answer, tokens, firstOfEach.Select(f => (f.First, f.Last))));
    }

    /// <summary>Without terms: by how much of the point's text stands in the answer.</summary>
    public PointVerdict JudgeByText(string answer, ImmutableArray<Token> tokens, AnswerWords words)
    {
        if (Text.IsEmpty)
        {
            return new PointVerdict(Index, PointState.NotRecognised, []);
        }

        var places = new SortedSet<int>();
        var sum = Text.Sum(unit => words.Recall(unit, places));
        var recall = sum / Text.Length;
        var state = recall >= CoveredRecall ? PointState.Covered : recall >= PartlyRecall ? PointState.Partly : PointState.NotRecognised;
        return new PointVerdict(Index, state, state == PointState.NotRecognised ? [] : Slices(answer, tokens, Runs(places, tokens)));
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

/// <summary>A term made ready.</summary>
/// <param name="Point">The place of its key point.</param>
/// <param name="Term">Its place within the point.</param>
/// <param name="Forms">The ways to say it that the question does not give away.</param>
internal sealed record GuidedTerm(int Point, int Term, ImmutableArray<TermForm> Forms)
{
    /// <summary>Makes a term ready.</summary>
    public static GuidedTerm Of(int point, int place, KeyTerm term, QuestionWords question) => new(point, place,
    [
        .. term.Aliases.Prepend(term.Text).Select(Tokenizer.Read).Where(tokens => tokens.Length > 0 && !question.GivesAway(tokens))
            .DistinctBy(tokens => string.Join('\n', tokens.Select(t => t.Key)), StringComparer.Ordinal)
            .Select((tokens, i) => new TermForm(point, place, i, tokens)),
    ]);
}

/// <summary>One way to say a term.</summary>
/// <param name="Point">The place of its key point.</param>
/// <param name="Term">The place of its term within the point.</param>
/// <param name="Form">Its own place within the term.</param>
/// <param name="Tokens">Its words, at least one.</param>
internal sealed record TermForm(int Point, int Term, int Form, ImmutableArray<Token> Tokens);

/// <summary>A form of a term, found in an answer from one word to another, both included.</summary>
/// <param name="Form">The form.</param>
/// <param name="First">The first word.</param>
/// <param name="Last">The last word.</param>
/// <param name="IsLoose">Whether its words stand apart rather than as a phrase.</param>
internal sealed record FoundTerm(TermForm Form, int First, int Last, bool IsLoose = false);
