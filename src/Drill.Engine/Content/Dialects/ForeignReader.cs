using System.Collections.Immutable;
using Drill.Content.Own;
using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>Reads a Markdown file that does not follow our own format, in whatever manner its questions are written.</summary>
internal static class ForeignReader
{
    private const double BankBias = 0.75;
    private const int MostReported = 20;
    private const int MostCompared = 500;
    private const int ShortestCompared = 8;
    private const int FewestSummed = 5;

    /// <summary>The file's questions, or null when it has none.</summary>
    public static FileReading? Read(ContentFile file, string text, ProblemList problems, FigureCheck figures)
    {
        var front = FrontMatter.Read(text, null);
        var source = new MarkdownSource(file, text, front.End, problems, isOwn: false);
        if (source.IsTooDeep)
        {
            return null;
        }

        var context = new DialectContext(source);
        var root = context.Outline(source.Document);
        RepeatedCovers.Mark(root);
        var head = ForeignHead.Of(file, text, front, root);
        context.Bias = head.CallsItselfBank ? BankBias : 0;
        var finds = WholeFileManner.Find(root, head) is { } whole ? [whole] : TaggedManner.Find(root) ?? FindAll(context, root, head, problems);
        if (finds.Count < 3 && finds.TrueForAll(f => f.Start != head.TitleHeading?.Start) && WholeFileManner.FindByName(root, head) is { } named)
        {
            finds = [named];
        }

        if (finds.Count == 0)
        {
            return null;
        }

        using var maker = new QuestionMaker(source, context.Bodies, problems, figures);
        var questions = new QuestionIds(problems).Name(Drop(finds.Select(f => (Find: f, Question: maker.Make(f)))), head);
        if (questions.IsEmpty)
        {
            return null;
        }

        return new FileReading
        {
            File = file,
            Dialect = DialectOf(finds, questions),
            Bank = Slug.OfName(file.Stem),
            Language = head.Language ?? LanguageGuess.Of(source.Markdown),
            Title = head.Title,
            Licence = front["licence"] ?? front["license"],
            Source = front["source"],
            Questions = questions,
        };
    }

    private static List<QuestionFind> FindAll(DialectContext context, RootPart root, ForeignHead head, ProblemList problems)
    {
        var keys = AnswerKeys.Of(context, root);
        var headings = new HeadingManner(context, root, head);
        var none = new HashSet<string>(StringComparer.Ordinal);
        var plan = new Planner(context, headings, none).Section(root);
        if (Consistency.ListsAsk(plan, out var lists))
        {
            context.ListsAsk = true;
            context.AskingLists = lists;
            plan = new Planner(context, headings, none).Section(root);
        }

        var banned = Consistency.Weak(plan, head, headings.Total);
        if (banned.Count > 0)
        {
            var dropped = plan.Finds.Where(f => banned.Contains(f.Manner)).ToList();
            plan = new Planner(context, headings, banned).Section(root);
            foreach (var find in dropped.Take(MostReported))
            {
                problems.Warning(find.Line, 1, ProblemCodes.UnclearQuestion, $"'{Shorten(find.Title.Text)}' may be a question, but not in the manner of the others in this file; it is skipped.");
            }
        }

        // Chapters count on, too; then their own headings ask, more often than there are chapters.
        var isCounted = headings.TopicsCount && plan.Finds.Count < headings.Topics * 3 && plan.Finds.Count(f => f.Manner is not (Manners.Bullets or Manners.Plain or Manners.Numbered or Manners.Quotes or Manners.Bold or Manners.Items)) <= headings.Topics;
        if (headings.TopicLevel > 0 && (isCounted || plan.Finds.Count * 10 < headings.Topics * 7) && plan.Finds.Count(f => f.Manner is Manners.Details or Manners.Labels or Manners.Choices) < 3)
        {
            headings.TopicsAsk = true;
            plan = new Planner(context, headings, none).Section(root);
        }

        return keys.Assign(plan.Finds);
    }

    // A contents list may repeat every question: of two with the same words, one without an answer goes.
    private static List<(QuestionFind Find, ReadQuestion Question)> Drop(IEnumerable<(QuestionFind Find, ReadQuestion? Question)> made)
    {
        var all = made.Where(m => m.Question is not null).Select(m => (m.Find, Question: m.Question!)).ToList();
        DropSummaries(all);
        if (all.TrueForAll(m => IsAnswered(m.Question)))
        {
            return all;
        }

        var answered = all.Where(m => IsAnswered(m.Question)).Select(m => Key(m.Question.Title)).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var isMostlyAnswered = answered.Count * 2 >= all.Count && all.Count <= MostCompared;
        return all.FindAll(m => IsAnswered(m.Question) || ((answered.Count == 0 || !answered.Contains(Key(m.Question.Title))) && seen.Add(m.Question.Title)
            && !(isMostlyAnswered && answered.Any(a => SaysTheSame(a, Key(m.Question.Title))))));
    }

    // A table or list that repeats most of the questions in a few words is a summary of them.
    private static void DropSummaries(List<(QuestionFind Find, ReadQuestion Question)> all)
    {
        if (all.Count > MostCompared)
        {
            return;
        }

        foreach (var manner in all.Select(m => m.Find.Manner).Where(m => m is Manners.Table or Manners.Bullets or Manners.Items).Distinct(StringComparer.Ordinal).ToList())
        {
            var others = all.Where(m => !string.Equals(m.Find.Manner, manner, StringComparison.Ordinal)).Select(m => Key(m.Question.Title)).ToList();
            var own = all.FindAll(m => string.Equals(m.Find.Manner, manner, StringComparison.Ordinal));
            if (others.Count >= FewestSummed && own.Count >= FewestSummed && own.Count(m => others.Exists(o => SaysTheSame(o, Key(m.Question.Title)))) * 10 >= own.Count * 6)
            {
                all.RemoveAll(m => string.Equals(m.Find.Manner, manner, StringComparison.Ordinal));
            }
        }
    }

    // The contents of a file sometimes put it in other words.
    private static bool SaysTheSame(string left, string right)
    {
        if (left.Length < ShortestCompared || right.Length < ShortestCompared || left.Length > right.Length * 2 || right.Length > left.Length * 2)
        {
            return false;
        }

        var pairs = new HashSet<(char, char)>();
        for (var i = 1; i < left.Length; i++)
        {
            pairs.Add((left[i - 1], left[i]));
        }

        var shared = 0;
        for (var i = 1; i < right.Length; i++)
        {
            shared += pairs.Contains((right[i - 1], right[i])) ? 1 : 0;
        }

        return shared * 2 >= (left.Length + right.Length - 2) * 0.75;
    }

    private static bool IsAnswered(ReadQuestion question) => !question.Answer.IsEmpty || !question.Choices.IsEmpty;

    private static string Key(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string DialectOf(List<QuestionFind> finds, ImmutableArray<ReadQuestion> questions)
    {
        if (questions.Count(q => !q.Choices.IsEmpty) * 2 > questions.Length)
        {
            return Manners.Choices;
        }

        return finds.GroupBy(f => f.Manner, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
    }

    private static string Shorten(string text) => Drill.Text.PlainText.OneLine(text.Length <= 60 ? text : text[..59] + "…");
}
