using Drill.Text;

namespace Drill.Content;

/// <summary>Checks that the pictures of a question lie where it says, and remembers where that is.</summary>
/// <param name="file">The file that shows them.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="isFatal">Whether a missing picture makes a question unusable: in our own format it does, in a foreign one it is often just not at hand.</param>
internal sealed class FigureCheck(ContentFile file, ProblemList problems, bool isFatal)
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".webp", ".gif" };
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <summary>Whether a file of this name is a picture that every platform shows.</summary>
    public static bool IsPicture(ReadOnlySpan<char> name) => Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(name));

    /// <summary>The pictures that were found: their path relative to the bank's root, and where they lie.</summary>
    public Dictionary<string, string> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks the pictures of bodies that were read from a part of the source; true when one of them makes the question unusable.</summary>
    public bool Check(MarkdownSource source, int start, int end, params ReadOnlySpan<Body> bodies)
    {
        var isBroken = false;
        foreach (var figure in BodyFacts.Figures(bodies))
        {
            if (!figure.IsRemote && !IsSound(figure, source, start, end))
            {
                isBroken = isFatal;
            }

            if (isFatal && string.IsNullOrWhiteSpace(figure.AlternativeText))
            {
                var (line, column) = Find(source, figure, start, end);
                problems.Warning(line, column, ProblemCodes.MissingAlternativeText, $"The picture '{figure.Source}' has no alternative text for those who cannot see it.");
            }
        }

        return isBroken;
    }

    private bool IsSound(Figure figure, MarkdownSource source, int start, int end)
    {
        if (known.TryGetValue(figure.Source, out var wasSound))
        {
            return wasSound;
        }

        var full = file.Locate(figure.Source);
        var (code, message) = full is null
            ? (ProblemCodes.FigureOutside, $"The picture '{figure.Source}' lies outside the bank's folder.")
            : Judge(full, figure.Source);
        if (code is not null)
        {
            var (line, column) = Find(source, figure, start, end);
            problems.Add(isFatal ? Severity.Error : Severity.Warning, line, column, code, message);
        }
        else
        {
            Found[figure.Source] = full!;
        }

        return known[figure.Source] = code is null;
    }

    private (string? Code, string Message) Judge(string full, string shown)
    {
        try
        {
            var info = new FileInfo(full);
            if (!info.Exists)
            {
                return (ProblemCodes.MissingFigure, $"There is no picture '{shown}' in the bank's folder.");
            }

            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target
                && !target.FullName.StartsWith(file.Root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return (ProblemCodes.FigureOutside, $"The picture '{shown}' is a link out of the bank's folder.");
            }

            if (!Extensions.Contains(info.Extension))
            {
                return (ProblemCodes.BadFigure, $"'{shown}' is not a PNG, JPEG, WebP or GIF, the pictures that every platform shows.");
            }

            return info.Length > ContentLimits.FigureBytes
                ? (ProblemCodes.FigureTooLarge, $"The picture '{shown}' is larger than {ContentLimits.FigureBytes / 1024 / 1024} MB.")
                : (null, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (ProblemCodes.MissingFigure, $"The picture '{shown}' cannot be opened.");
        }
    }

    private static (int Line, int Column) Find(MarkdownSource source, Figure figure, int start, int end)
    {
        var name = figure.Source[(figure.Source.LastIndexOf('/') + 1)..];
        var at = source.Markdown.AsSpan(start, end - start).IndexOf(name, StringComparison.Ordinal);
        return source.PositionAt(at < 0 ? start : start + at);
    }
}
