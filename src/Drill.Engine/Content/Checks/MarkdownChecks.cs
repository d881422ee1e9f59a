using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Checks;

/// <summary>Looks at what the bodies no longer tell: links to files that are not there, and code whose language nobody said.</summary>
internal static class MarkdownChecks
{
    public static IEnumerable<Problem> Check(CheckedFile file)
    {
        var source = file.Parse();
        foreach (var node in source.Document.Descendants())
        {
            if (node is LinkInline { IsImage: false, Url: { Length: > 0 } url } link && IsDead(file.Reading.File, url))
            {
                var (line, column) = source.PositionAt(link.Span.Start);
                yield return new Problem(file.Reading.File.Path, line, column, Severity.Warning, ProblemCodes.DeadLink, $"The link '{Text.Shown.Cut(url, 80)}' leads to no file.");
            }
            else if (node is FencedCodeBlock { Info: null or "" } code && file.Reading.IsOwn && code is not Markdig.Extensions.Mathematics.MathBlock)
            {
                var (line, column) = source.PositionOf(code);
                yield return new Problem(file.Reading.File.Path, line, column, Severity.Warning, ProblemCodes.CodeLanguage,
                    "The code does not say its language, so it is shown without colours; write it behind the fence, or 'text'.");
            }
        }
    }

    // Whether an address is that of a file which is not there. Addresses on the web, parts of the page and mail are not looked at.
    private static bool IsDead(ContentFile file, string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = Uri.UnescapeDataString(end < 0 ? url : url[..end]).Replace('\\', '/');
        if (path.Length == 0 || path.StartsWith("//", StringComparison.Ordinal) || path.AsSpan().ContainsAny(':', '\0'))
        {
            return false;
        }

        var full = path.StartsWith('/') ? Path.Combine(file.Root, path.TrimStart('/')) : Path.Combine(Path.GetDirectoryName(file.FullPath)!, path);
        return !File.Exists(full) && !Directory.Exists(full);
    }
}
