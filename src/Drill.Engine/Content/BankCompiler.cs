using System.Collections.Frozen;
using System.Collections.Immutable;
using Drill.Content.Watching;

namespace Drill.Content;

/// <summary>Turns Markdown files into one immutable bank. Everything that is wrong is reported at once; what is sound is kept.</summary>
public static class BankCompiler
{
    /// <summary>Reads every Markdown file below folders (or the files themselves) and compiles them whole.</summary>
    /// <param name="paths">Folders and files, as a person named them; problems carry these names.</param>
    public static Compilation CompileFolders(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var readings = ReadFolders(paths);
        return Assemble(readings) with { Readings = readings.WithoutText() };
    }

    /// <summary>Reads the files without merging them.</summary>
    internal static BankReadings ReadFolders(IReadOnlyList<string> paths)
    {
        // Taken before the files are read, so that whatever changes meanwhile is noticed as a change.
        var fingerprint = ContentFingerprint.Of(paths);
        var (files, problems) = ContentFinder.Find(paths);
        var results = files.Select(FileReader.Read).ToList();
        var kept = DropReadmes(results).ToHashSet(ReferenceEqualityComparer.Instance);
        return new BankReadings([.. results.Where(kept.Contains)], [.. problems])
        {
            Files = [.. files.Where((_, i) => kept.Contains(results[i]))],
            Paths = [.. paths],
            Fingerprint = fingerprint,
        };
    }

    /// <summary>Merges what was read.</summary>
    internal static Compilation Assemble(BankReadings readings)
    {
        var assembler = new BankAssembler();
        foreach (var reading in readings.Results.Select(r => r.Reading).OfType<FileReading>())
        {
            assembler.Add(reading);
        }

        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (source, path) in readings.Results.SelectMany(r => r.Figures))
        {
            figures[source] = path;
        }

        var bank = assembler.Finish(figures.ToFrozenDictionary(StringComparer.Ordinal), out var mergeProblems);
        return new Compilation(bank, Order([.. readings.Problems, .. readings.Results.SelectMany(r => r.Problems), .. mergeProblems]));
    }

    // A page about the bank beside files of our own format is for people, whatever its headings look like.
    private static IEnumerable<FileResult> DropReadmes(List<FileResult> results)
    {
        var roots = results.Select(r => r.Reading).OfType<FileReading>().Where(r => r.IsOwn).Select(r => r.File.Root).ToHashSet(StringComparer.Ordinal);
        return results.Where(r => r.Reading is not { IsOwn: false, File: { IsReadme: true, WasNamed: false } } reading || !roots.Contains(reading.File.Root));
    }

    /// <summary>Problems by file, line and column.</summary>
    internal static ImmutableArray<Problem> Order(IEnumerable<Problem> problems) =>
        [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
}

/// <summary>Files as they were read, before they are merged.</summary>
/// <param name="Results">One for each file.</param>
/// <param name="Problems">What is wrong with the paths themselves.</param>
internal sealed record BankReadings(ImmutableArray<FileResult> Results, ImmutableArray<Problem> Problems)
{
    /// <summary>The file of each result.</summary>
    public ImmutableArray<ContentFile> Files { get; init; } = [];

    /// <summary>What was asked for.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>What <see cref="ContentFingerprint"/> said before the files were read.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The same without the text of the files, which would otherwise be kept in memory for as long as the bot runs.</summary>
    public BankReadings WithoutText() => this with
    {
        Results = [.. Results.Select(r => r.Reading is { } reading ? r with { Reading = reading with { Questions = [.. reading.Questions.Select(q => q with { AnswerMarkdown = default })] } } : r)],
    };
}
