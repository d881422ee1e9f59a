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
    private readonly bool judgesStyle;

    /// <summary>Makes a question ready.</summary>
    /// <param name="language">The language of the variant.</param>
    /// <param name="prompt">The question as plain text.</param>
    /// <param name="points">Its key points.</param>
    /// <param name="acceptsLists">Whether a list of words is a proper answer, because the reference answer itself is one.</param>
    public GradingGuide(string language, string prompt, ImmutableArray<KeyPoint> points, bool acceptsLists = false)
    {
        this.points = points;
        question = new QuestionWords(Tokenizer.Read(prompt));
        guided = [.. points.Select((point, i) => GuidedPoint.Of(i, point, question))];
        var terms = guided.SelectMany(p => p.Terms).ToArray();
        index = new TermIndex([.. terms.SelectMany(t => t.Forms)], terms.SelectMany(t => t.Words), KnownWords(prompt, points));
        judgesStyle = !acceptsLists && (language.Split('-', 2)[0].ToLowerInvariant() is "en" or "zh");
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
            : KeywordBag.Is(tokens, found, question, judgesStyle) ? Guard.KeywordList
            : Guard.None;
        return guard == Guard.None ? Judge(answer, tokens, found) : Refuse(guard);
    }

    /// <summary>The words that the question says itself.</summary>
    public QuestionWords Question => question;

    /// <summary>How much of a point's text stands in an answer, 0 to 1, whatever its terms.</summary>
    public double RecallOf(int point, AnswerWords words) => guided[point].Recall(words, []);

    /// <summary>What a text of the author says of each point, whatever its length and style.</summary>
    public ImmutableArray<PointVerdict> Recognise(string text)
    {
        // An author knows what a denial means.
        var tokens = Tokenizer.Read(text);
        return Judge(text, tokens, index.FindAll(tokens), asksAboutDenials: false).Points;
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

    private Verdict Judge(string answer, ImmutableArray<Token> tokens, ImmutableArray<FoundTerm> found, bool asksAboutDenials = true)
    {
        var verdicts = ImmutableArray.CreateBuilder<PointVerdict>(guided.Length);
        var recall = new Lazy<AnswerWords>(() => new AnswerWords(tokens));
        foreach (var point in guided)
        {
            var verdict = point.Terms.IsEmpty
                ? point.JudgeByText(answer, tokens, recall.Value, asksAboutDenials)
                : point.JudgeByTerms(answer, tokens, found, asksAboutDenials);
            verdicts.Add(verdict);
        }

        return new Verdict(Verdict.CoverageOf(points, verdicts), verdicts.MoveToImmutable(), Guard.None, KeyPointGrader.Version);
    }

    private Verdict Refuse(Guard guard) =>
        new(0, [.. points.Select((_, i) => new PointVerdict(i, PointState.NotRecognised, []))], guard, KeyPointGrader.Version);
}
