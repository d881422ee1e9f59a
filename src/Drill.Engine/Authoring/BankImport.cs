using System.Collections.Immutable;
using Drill.Authoring.Import;
using Drill.Content;
using Drill.Content.Own;
using Drill.Text;

namespace Drill.Authoring;

/// <summary>
/// Writes questions of any kind of Markdown as files of our own format, one for each file read. A second import renews what the source owns and leaves what
/// was written by hand.
/// </summary>
public sealed class BankImport
{
    /// <summary>Stands in front matter where nobody has said whose text it is; <c>bank check</c> asks for it.</summary>
    public const string UnknownLicence = "unknown";

    /// <summary>The comment by which a file says that an import made it.</summary>
    internal const string Mark = "Made by 'bank import'; importing again renews questions, answers and choices, and keeps the rest.";

    private readonly ImportOptions options;
    private readonly List<Problem> problems = [];
    private readonly List<ImportedFile> written = [];
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    private BankImport(ImportOptions options) => this.options = options;

    /// <summary>Imports. What could not be kept as it was is among the problems, at the source's line.</summary>
    public static async Task<ImportOutcome> RunAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var import = new BankImport(options);
        await import.RunAsync(cancellationToken);
        return new ImportOutcome([.. import.written], BankCompiler.Order(import.problems));
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var readings = BankCompiler.ReadFolders(options.Paths);
        problems.AddRange(readings.Problems);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in readings.Results)
        {
            problems.AddRange(result.Problems);
            if (result.Reading is not { } file)
            {
                continue;
            }

            if (file.IsOwn)
            {
                problems.Add(new Problem(file.File.Path, 1, 1, Severity.Warning, ProblemCodes.NotOverwritten, "Is in the bot's own format already; it is not imported."));
            }
            else if (!file.Questions.IsEmpty)
            {
                // The name that the bot gives the bank when it reads the files as they are, so that scores go on after an import.
                var bank = BankAssembler.UniqueBank(file, taken.Contains);
                taken.Add(bank);
                await ImportAsync(file, result.Figures, bank, cancellationToken);
            }
        }
    }

    private async Task ImportAsync(FileReading file, IReadOnlyDictionary<string, string> figures, string bank, CancellationToken cancellationToken)
    {
        var name = NameOf(bank, file.Language);
        var path = Path.Combine(options.Folder, name);
        var existing = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
        var isOurs = existing?.Contains(Mark, StringComparison.Ordinal) ?? true;
        if (!isOurs && !options.Force)
        {
            problems.Add(new Problem(file.File.Path, 1, 1, Severity.Error, ProblemCodes.NotOverwritten, $"'{name}' is there already and was not made by an import; nothing is written. Move it, or use --force."));
            return;
        }

        Directory.CreateDirectory(options.Folder);
        var report = new ProblemList(file.File.Path);
        var copier = new FigureCopier(options, file, figures, bank, report);
        await copier.CopyAsync(cancellationToken);
        var writer = new OwnFormatWriter(file.Language, copier.AddressOf);
        var maker = new ImportedQuestion(file, report);
        List<OwnQuestion> questions = [.. file.Questions.Select(maker.From)];
        var text = isOurs && existing is not null
            ? Merge(file, existing.ReplaceLineEndings("\n"), questions, writer, report)
            : Fresh(file, bank, questions, writer, report);
        await WriteAsync(path, text, cancellationToken);
        problems.AddRange(report.ToImmutable());
        written.Add(new ImportedFile(file.File.Path, path, file.Dialect, questions.Count, existing is null));
    }

    private string Fresh(FileReading file, string bank, List<OwnQuestion> questions, OwnFormatWriter writer, ProblemList report)
    {
        var licence = options.Licence ?? file.Licence ?? LicenceGuess.Of(Path.GetDirectoryName(file.File.FullPath)!);
        if (licence is null)
        {
            report.Warning(1, 1, ProblemCodes.UnknownLicence, $"Nothing says under which licence the text is; front matter says '{UnknownLicence}' until you know. Use --licence.");
        }

        var title = Shown.Cut(PlainText.OneLine(file.Title), ContentLimits.Title);
        var head = new FileHead(bank, title.Length > 0 ? title : bank, file.Language, licence ?? UnknownLicence, null, null, options.Source ?? file.Source ?? LicenceGuess.SourceOf(file.File.FullPath))
        {
            TopicTitles = TitlesOf(file),
        };
        return OwnFormatWriter.FrontMatterOf(head, Mark) + "\n# " + MarkdownWriter.WriteLine(head.Title) + "\n" + string.Concat(questions.Select(q => "\n" + writer.Write(q)));
    }

    // "questions-zh" and "questions.zh" are the same to people.
    private string NameOf(string bank, string language)
    {
        var suffix = "-" + language.ToLowerInvariant();
        var stem = bank.EndsWith(suffix, StringComparison.Ordinal) && bank.Length > suffix.Length ? bank[..^suffix.Length] : bank;
        var name = $"{stem}.{suffix[1..]}.md";
        return names.Add(name) ? name : $"{bank}.{suffix[1..]}.md";
    }

    private static string Merge(FileReading file, string existing, List<OwnQuestion> questions, OwnFormatWriter writer, ProblemList report)
    {
        var (text, gone) = new ImportMerge(writer).Merge(existing, questions);
        foreach (var part in gone)
        {
            report.Warning(1, 1, ProblemCodes.NoLongerInSource, $"'{Shown.Cut(part.Title, 60)}' ({part.Id ?? "no id"}) is no longer in {file.File.Path}; it stays in the bank. Delete it there if it should go.");
        }

        return text;
    }

    private static ImmutableSortedDictionary<string, string> TitlesOf(FileReading file) => file.Questions
        .Where(q => q.Topic is not null && q.TopicTitle is not null).DistinctBy(q => q.Topic, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(q => q.Topic!, q => q.TopicTitle!, StringComparer.Ordinal);

    // Whoever reads the folder meanwhile sees the old file or the new one, whole.
    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var temporary = path + ".part";
        await File.WriteAllTextAsync(temporary, text, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>What an import is asked to do.</summary>
/// <param name="Paths">Folders and files, as a person named them.</param>
/// <param name="Folder">Where the files go.</param>
public sealed record ImportOptions(IReadOnlyList<string> Paths, string Folder)
{
    /// <summary>The licence of the text; null: what the file, or a licence beside it, says.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the text is from; null: what the file, or the repository it lies in, says.</summary>
    public string? Source { get; init; }

    /// <summary>Whether files that no import made are written over.</summary>
    public bool Force { get; init; }

    /// <summary>Gets a picture from the web; null: pictures on the web stay links.</summary>
    public Func<Uri, CancellationToken, Task<FetchedPicture>>? Fetch { get; init; }
}

/// <summary>A picture from the web, or why there is none.</summary>
/// <param name="Bytes">What came; null when nothing did.</param>
/// <param name="Reason">Why nothing came, as the rest of a sentence.</param>
public sealed record FetchedPicture(byte[]? Bytes, string? Reason)
{
    /// <summary>No picture, and why.</summary>
    public static FetchedPicture Nothing(string reason) => new(null, reason);
}

/// <summary>What an import did.</summary>
/// <param name="Files">What was written.</param>
/// <param name="Problems">What was not understood, could not be kept as it was, or was not written.</param>
public sealed record ImportOutcome(ImmutableArray<ImportedFile> Files, ImmutableArray<Problem> Problems);

/// <summary>A file that was imported.</summary>
/// <param name="From">The file that was read, as a person named it.</param>
/// <param name="To">The file that was written.</param>
/// <param name="Dialect">The manner in which it was read.</param>
/// <param name="Questions">How many questions the source has.</param>
/// <param name="IsNew">Whether the file was not there before.</param>
public sealed record ImportedFile(string From, string To, string Dialect, int Questions, bool IsNew);
