using Drill.Content;
using Drill.Content.Checks;
using Drill.Text;

namespace Drill.Authoring;

/// <summary>Finds everything that can be known of a bank before a learner sees it. Takes longer than compiling, so the bot does not do it when it starts.</summary>
public static class BankCheck
{
    /// <summary>Compiles folders and files, and adds to the problems what only a thorough look finds.</summary>
    /// <param name="paths">Folders and files, as a person named them.</param>
    /// <param name="previews">The platforms whose lengths count; those without a limit are passed over.</param>
    public static Compilation Run(IReadOnlyList<string> paths, IEnumerable<IPlatformPreview> previews)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(previews);
        var readings = BankCompiler.ReadFolders(paths);
        var compilation = BankCompiler.Assemble(readings);
        List<IPlatformPreview> limited = [.. previews.Where(p => p.Render(Body.Plain("x")).Any(m => m.Limit < int.MaxValue))];
        var figures = compilation.Bank.FigureFiles;
        List<CheckedFile> files = [.. readings.Results.Select(r => r.Reading).OfType<FileReading>().Select(CheckedFile.Open).OfType<CheckedFile>()];
        List<Problem> problems = [.. compilation.Problems];
        foreach (var file in files)
        {
            problems.AddRange(MarkdownChecks.Check(file));
            problems.AddRange(GradingChecks.Check(file));
            problems.AddRange(FigureSizeCheck.Check(file, figures));
            problems.AddRange(UnseenReferenceCheck.Check(file));
            problems.AddRange(LengthCheck.Check(file, limited));
            problems.AddRange(LicenceCheck.Check(file));
        }

        foreach (var bank in files.Where(f => f.Reading.IsOwn).GroupBy(f => f.Reading.Bank, StringComparer.Ordinal))
        {
            problems.AddRange(MissingVariantCheck.Check([.. bank]));
            problems.AddRange(bank.GroupBy(f => f.Reading.Language, StringComparer.OrdinalIgnoreCase).SelectMany(l => ChoiceHabitCheck.Check([.. l])));
        }

        problems.AddRange(files.GroupBy(f => f.Reading.Language, StringComparer.OrdinalIgnoreCase).SelectMany(l => DuplicateCheck.Check([.. l])));
        return compilation with { Problems = BankCompiler.Order(problems) };
    }
}
