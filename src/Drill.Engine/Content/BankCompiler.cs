using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Drill.Content;

/// <summary>Turns Markdown files into one immutable bank. Everything that is wrong is reported at once; what is sound is kept.</summary>
public static class BankCompiler
{
    /// <summary>Reads every Markdown file below folders (or the files themselves) and compiles them whole.</summary>
    /// <param name="paths">Folders and files, as a person named them; problems carry these names.</param>
    public static Compilation CompileFolders(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Assemble(ReadFolders(paths));
    }

    /// <summary>Reads the files without merging them.</summary>
    internal static BankReadings ReadFolders(IReadOnlyList<string> paths)
    {
        var (files, problems) = ContentFinder.Find(paths);
        var results = files.Select(FileReader.Read).ToList();
        return new BankReadings([.. DropReadmes(results)], [.. problems]);
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

    private static ImmutableArray<Problem> Order(List<Problem> problems) =>
        [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
}

/// <summary>Files as they were read, before they are merged.</summary>
/// <param name="Results">One for each file.</param>
/// <param name="Problems">What is wrong with the paths themselves.</param>
internal sealed record BankReadings(ImmutableArray<FileResult> Results, ImmutableArray<Problem> Problems);
