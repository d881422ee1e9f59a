using Drill.Content;
using Drill.Content.Checks;
using Drill.Text;

namespace Drill.Authoring.Import;

/// <summary>Brings the pictures of a file to where the imported one will look for them.</summary>
internal sealed class FigureCopier(ImportOptions options, FileReading file, IReadOnlyDictionary<string, string> figures, string bank, ProblemList report)
{
    private const string Folder = "figures";
    private readonly Dictionary<string, string?> addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands in the text for a picture; null when there is none, so that its alternative text has to serve.</summary>
    public string? AddressOf(Figure figure) => addresses.GetValueOrDefault(figure.Source, figure.IsRemote ? figure.Source : null);

    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        foreach (var question in file.Questions)
        {
            foreach (var figure in question.Figures.Where(f => !addresses.ContainsKey(f.Source)))
            {
                addresses[figure.Source] = figure.IsRemote
                    ? await FetchAsync(question, figure, cancellationToken) ?? figure.Source
                    : await CopyAsync(figure, cancellationToken);
            }
        }
    }

    // Why a picture was not found is among the problems of reading.
    private async Task<string?> CopyAsync(Figure figure, CancellationToken cancellationToken) =>
        figures.TryGetValue(figure.Source, out var path)
            ? await StoreAsync(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken)
            : null;

    private async Task<string?> FetchAsync(ReadQuestion question, Figure figure, CancellationToken cancellationToken)
    {
        if (options.Fetch is not { } fetch || !Uri.TryCreate(figure.Source, UriKind.Absolute, out var address))
        {
            return null;
        }

        var (bytes, reason) = await fetch(address, cancellationToken);
        if (bytes is null || PictureSize.KindOf(bytes) is not { } extension)
        {
            report.Warning(question.Line, question.Column, ProblemCodes.FigureNotCopied, $"The picture {figure.Source} was not fetched: {reason ?? "it is no PNG, JPEG, WebP or GIF"}. It stays a link.");
            return null;
        }

        return await StoreAsync(Slug.OfName(Path.GetFileNameWithoutExtension(address.AbsolutePath)) + extension, bytes, cancellationToken);
    }

    // Several files may have a picture of the same name; the bank's name before it keeps them apart, and stays the same the next time.
    private async Task<string> StoreAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var stem = Slug.OfName(Path.GetFileNameWithoutExtension(name));
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var unique = $"{bank}-{stem}{extension}";
        for (var i = 2; !names.Add(unique); i++)
        {
            unique = $"{bank}-{stem}-{i}{extension}";
        }

        var folder = Path.Combine(options.Folder, Folder);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, unique), bytes, cancellationToken);
        return Folder + "/" + unique;
    }
}
