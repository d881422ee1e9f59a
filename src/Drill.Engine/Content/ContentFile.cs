namespace Drill.Content;

/// <summary>A Markdown file that was found.</summary>
/// <param name="Path">As the caller named it, with forward slashes: for people.</param>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Root">The folder the bank is read from; figures must lie in it.</param>
/// <param name="RelativePath">From <paramref name="Root"/> behind <paramref name="Mount"/>, with forward slashes.</param>
/// <param name="Mount">Empty, or a name with a slash that keeps the pictures of several roots apart.</param>
/// <param name="WasNamed">Whether the caller named this very file rather than a folder.</param>
internal sealed record ContentFile(string Path, string FullPath, string Root, string RelativePath, string Mount, bool WasNamed)
{
    /// <summary>A file that stands alone, for texts that come from elsewhere.</summary>
    public static ContentFile Named(string path) =>
        new(path, System.IO.Path.GetFullPath(path), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, System.IO.Path.GetFileName(path), "", WasNamed: true);

    /// <summary>Where a path relative to the bank lies on the disk; null when it belongs to another root.</summary>
    public string? Locate(string relative) =>
        relative.StartsWith(Mount, StringComparison.Ordinal) ? System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, relative[Mount.Length..])) : null;

    /// <summary>The file's name without folder.</summary>
    public string Name => System.IO.Path.GetFileName(FullPath);

    /// <summary>Whether it is the kind of file that every repository has and that is about the repository.</summary>
    public bool IsAboutTheRepository => AboutRepository.Contains(Stem.Split('.')[0].Replace('-', '_'));

    /// <summary>Whether it is the page that a forge shows for its folder; some banks live there.</summary>
    public bool IsReadme => Stem.StartsWith("readme", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file's name without the extension.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(FullPath);

    private static readonly HashSet<string> AboutRepository = new(StringComparer.OrdinalIgnoreCase)
    {
        "contributing", "contributors", "license", "licence", "copying", "notice", "code_of_conduct", "changelog", "changes", "history",
        "security", "support", "authors", "maintainers", "pull_request_template", "issue_template", "governance", "credits",
    };
}
