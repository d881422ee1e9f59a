using System.Collections.Frozen;
using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;

namespace Drill.Content;

/// <summary>Merges the files' questions into one bank: variants by id, topics by id.</summary>
internal sealed class BankAssembler
{
    private const int UnknownLevel = 2;
    private readonly Dictionary<QuestionId, List<Entry>> entries = [];
    private readonly List<QuestionId> order = [];
    private readonly Dictionary<string, string> firstLanguages = new(StringComparer.Ordinal);
    private readonly TopicTable topics = new();
    private readonly List<Problem> problems = [];

    private sealed record Entry(FileReading File, ReadQuestion Question);

    public void Add(FileReading file)
    {
        var reading = file.IsOwn ? file : file with { Bank = UniqueBank(file, firstLanguages.ContainsKey) };
        firstLanguages.TryAdd(reading.Bank, reading.Language);
        foreach (var question in reading.Questions)
        {
            var id = QuestionId.Of(reading.Bank, question.Id);
            if (!entries.TryGetValue(id, out var variants))
            {
                entries.Add(id, variants = []);
                order.Add(id);
            }

            if (variants.Find(v => string.Equals(v.File.Language, reading.Language, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                Error(reading, question, ProblemCodes.DuplicateId, $"The id '{question.Id}' is already that of {same.File.File.Path}:{same.Question.Line}; this question is left out.");
            }
            else
            {
                variants.Add(new Entry(reading, question));
            }
        }
    }

    public QuestionBank Finish(FrozenDictionary<string, string> figures, out IReadOnlyList<Problem> found)
    {
        var questions = ImmutableArray.CreateBuilder<Question>(order.Count);
        foreach (var id in order)
        {
            var variants = entries[id];
            var bank = variants[0].File.Bank;
            var first = variants.Find(v => string.Equals(v.File.Language, firstLanguages[bank], StringComparison.OrdinalIgnoreCase)) ?? variants[0];
            List<Entry> kept = [first, .. variants.Where(v => v != first && IsInStep(first, v))];
            var topic = first.Question.Topic ?? TopicTable.IdFor(bank);
            foreach (var entry in kept)
            {
                topics.Add(topic, entry.File, entry.Question, problems);
            }

            topics.Count(topic);
            questions.Add(new Question(id, bank, topic, first.Question.Level ?? UnknownLevel, first.Question.Tags, [.. kept.Select(ToVariant)]));
        }

        found = problems;
        return new QuestionBank(questions.DrainToImmutable(), topics.ToImmutable()) { FigureFiles = figures };
    }

    private static QuestionVariant ToVariant(Entry entry)
    {
        var read = entry.Question;
        var choices = read.Choices.Select(ToForm).OfType<ChoiceForm>().ToImmutableArray();
        return new QuestionVariant(
            entry.File.Language,
            read.Title,
            read.Prompt,
            // An explanation of choices is no answer to an open question.
            read.IsChoiceOnly && choices.Length > 0 ? Body.Empty : read.Answer,
            read.KeyPoints,
            read.Hint,
            choices,
            read.Sources,
            read.Figures,
            read.Revision,
            new SourceLocation(entry.File.File.RelativePath, read.Line, read.Column));
    }

    // Choices of a foreign bank are asked only when every platform can show them.
    private static ChoiceForm? ToForm(ReadChoices choices)
    {
        var fits = choices.HasRight && choices.Options.Length is >= ContentLimits.FewestOptions and <= ContentLimits.MostOptions
            && choices.Options.All(o => o.Text.Length is > 0 and <= ContentLimits.Option);
        return fits ? new ChoiceForm(choices.Stem, choices.Options, Shorten(choices.Explanation)) : null;
    }

    private static string? Shorten(string? explanation)
    {
        if (explanation is null)
        {
            return null;
        }

        var flat = explanation.Count(c => c == '\n') > ContentLimits.ExplanationLineFeeds ? explanation.ReplaceLineEndings(" ") : explanation;
        if (flat.Length <= ContentLimits.Explanation)
        {
            return flat;
        }

        var end = ContentLimits.Explanation - 1;
        return flat[..(char.IsHighSurrogate(flat[end - 1]) ? end - 1 : end)] + "…";
    }

    private bool IsInStep(Entry first, Entry variant)
    {
        var differences = VariantCheck.Compare(first.Question, variant.Question).ToList();
        foreach (var (severity, code, message) in differences)
        {
            problems.Add(new Problem(variant.File.File.Path, variant.Question.Line, variant.Question.Column, severity, code,
                $"'{variant.Question.Id}': {message} in {first.File.File.Path}:{first.Question.Line}."));
        }

        return !differences.Exists(d => d.Severity == Severity.Error);
    }

    /// <summary>The id of the bank that a foreign file is: two files of one name in different folders must not share ids.</summary>
    internal static string UniqueBank(FileReading file, Func<string, bool> isTaken)
    {
        var bank = file.Bank;
        if (isTaken(bank))
        {
            bank = Slug.OfName(file.File.RelativePath[..^Path.GetExtension(file.File.RelativePath).Length].Replace('/', '-'));
            for (var i = 2; isTaken(bank); i++)
            {
                bank = Slug.WithSuffix(file.Bank, i);
            }
        }

        return bank;
    }

    private void Error(FileReading file, ReadQuestion question, string code, string message) =>
        problems.Add(new Problem(file.File.Path, question.Line, question.Column, Severity.Error, code, message));
}
