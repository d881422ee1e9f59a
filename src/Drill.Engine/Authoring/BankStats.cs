using System.Collections.Immutable;
using Drill.Content;
using Drill.Grading;
using Drill.Text;

namespace Drill.Authoring;

/// <summary>Counts what banks hold, and finds the questions to repair first.</summary>
public static class BankStats
{
    private const int FewestAnswers = 5;
    private const double PoorCoverage = 0.35;

    /// <summary>Reads folders and files and counts.</summary>
    /// <param name="paths">Folders and files, as a person named them.</param>
    /// <param name="uses">How often each question was asked, from <see cref="QuestionUses"/>; null without a database.</param>
    public static BankStatistics Read(IReadOnlyList<string> paths, IReadOnlyDictionary<string, QuestionUse>? uses)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var readings = BankCompiler.ReadFolders(paths);
        var bank = BankCompiler.Assemble(readings).Bank;
        var located = Locate(readings);
        var banks = bank.Questions.GroupBy(q => q.Bank, StringComparer.Ordinal).Select(g => Count(g.Key, [.. g], bank)).ToImmutableArray();
        var repairs = bank.Questions.Select(q => Repair(q, located, uses?.GetValueOrDefault(q.Id.Value))).OfType<QuestionRepair>()
            .OrderByDescending(r => r.Use?.Reports ?? 0).ThenBy(r => r.Use is { MeanCoverage: { } mean, Answers: >= FewestAnswers } ? mean : 1).ThenBy(r => r.ReferenceCoverage)
            .ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Line).ToImmutableArray();
        return new BankStatistics(banks, repairs);
    }

    private static Dictionary<Questions.SourceLocation, string> Locate(BankReadings readings) =>
        (from file in readings.Results.Select(r => r.Reading).OfType<FileReading>()
         from question in file.Questions
         select (Key: new Questions.SourceLocation(file.File.RelativePath, question.Line, question.Column), file.File.Path))
        .DistinctBy(l => l.Key).ToDictionary(l => l.Key, l => l.Path);

    private static OneBank Count(string id, List<Questions.Question> questions, QuestionBank bank)
    {
        var points = questions.Sum(q => q.Variants[0].KeyPoints.Length);
        var graded = questions.SelectMany(q => q.Variants).Where(v => !v.KeyPoints.IsEmpty).Select(CoverageOf).ToList();
        return new OneBank(
            id,
            questions.Count,
            Tally(questions.SelectMany(q => q.Variants.Select(v => v.Language))),
            Tally(questions.Select(q => q.Level.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            Tally(questions.Select(q => bank.FindTopic(q.Topic)?.TitleFor(questions[0].Variants[0].Language) ?? q.Topic)),
            questions.Count(q => q.CanBeAskedAs(Questions.QuestionForm.Open)),
            questions.Count(q => q.CanBeAskedAs(Questions.QuestionForm.Choice)),
            questions.Count(q => q.Variants[0].Figures.Length > 0),
            points,
            questions.Count(q => !q.Variants[0].KeyPoints.IsEmpty),
            graded.Count == 0 ? null : graded.Average());
    }

    private static ImmutableArray<Counted> Tally(IEnumerable<string> names) => [.. names.CountBy(n => n, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new Counted(c.Key, c.Value))];

    private static double CoverageOf(Questions.QuestionVariant variant)
    {
        var guide = new GradingGuide(variant.Language, PlainText.Of(variant.Prompt), variant.KeyPoints);
        double whole = variant.KeyPoints.Sum(p => p.Weight);
        return guide.Recognise(PlainText.Of(variant.Answer))
            .Sum(v => variant.KeyPoints[v.KeyPoint].Weight * v.State switch { PointState.Covered => 1, PointState.Partly => 0.5, _ => 0 }) / whole;
    }

    private static QuestionRepair? Repair(Questions.Question question, Dictionary<Questions.SourceLocation, string> located, QuestionUse? use)
    {
        var worst = question.Variants.Where(v => !v.KeyPoints.IsEmpty).Select(v => (Variant: v, Coverage: CoverageOf(v))).OrderBy(v => v.Coverage).FirstOrDefault();
        var variant = worst.Variant ?? question.Variants[0];
        var coverage = worst.Variant is null ? (double?)null : worst.Coverage;
        var isPoor = use is { Reports: > 0 } || use is { Answers: >= FewestAnswers, MeanCoverage: < PoorCoverage } || coverage < 1;
        return isPoor
            ? new QuestionRepair(located.GetValueOrDefault(variant.Location, variant.Location.Path), variant.Location.Line, question.Id.Value, coverage, use)
            : null;
    }
}

/// <summary>What banks hold.</summary>
/// <param name="Banks">Each of them.</param>
/// <param name="Repairs">The questions that were reported, that hardly anybody answers, or whose reference answer lacks a key point; the worst first.</param>
public sealed record BankStatistics(ImmutableArray<OneBank> Banks, ImmutableArray<QuestionRepair> Repairs);

/// <summary>What one bank holds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Questions">How many questions, each counted once for all its languages.</param>
/// <param name="Languages">How many questions each language has.</param>
/// <param name="Levels">How many each level has.</param>
/// <param name="Topics">How many each topic has.</param>
/// <param name="Open">How many can be asked openly.</param>
/// <param name="Choice">How many can be asked as a choice.</param>
/// <param name="WithFigures">How many show a picture.</param>
/// <param name="KeyPoints">How many key points in all.</param>
/// <param name="WithKeyPoints">How many questions have key points.</param>
/// <param name="ReferenceCoverage">How much of the key points the reference answers say, 0 to 1; null without key points.</param>
public sealed record OneBank(
    string Id, int Questions, ImmutableArray<Counted> Languages, ImmutableArray<Counted> Levels, ImmutableArray<Counted> Topics,
    int Open, int Choice, int WithFigures, int KeyPoints, int WithKeyPoints, double? ReferenceCoverage);

/// <summary>A name and how often it comes.</summary>
public sealed record Counted(string Name, int Count);

/// <summary>A question to repair.</summary>
/// <param name="Path">The file, as a person named it.</param>
/// <param name="Line">Where it starts.</param>
/// <param name="Id">Its id with that of its bank.</param>
/// <param name="ReferenceCoverage">How much of its key points its own reference answer says; null without key points.</param>
/// <param name="Use">How it fared; null when it was never asked.</param>
public sealed record QuestionRepair(string Path, int Line, string Id, double? ReferenceCoverage, QuestionUse? Use);
