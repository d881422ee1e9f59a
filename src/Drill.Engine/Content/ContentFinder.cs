namespace Drill.Content;

/// <summary>Finds the Markdown files below paths. Order is by ordinal path, so that every machine reads the same bank.</summary>
internal sealed class ContentFinder
{
    private static readonly string[] Extensions = [".md", ".markdown"];
    private readonly List<ContentFile> files = [];
    private readonly List<Problem> problems = [];
    private readonly HashSet<string> seenFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> seenFolders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> mounts = new(StringComparer.Ordinal);
    private bool hasSeveralRoots;
    private bool isFull;

    public static (IReadOnlyList<ContentFile> Files, IReadOnlyList<Problem> Problems) Find(IReadOnlyList<string> paths)
    {
        var finder = new ContentFinder { hasSeveralRoots = paths.Count > 1 };
        foreach (var path in paths)
        {
            finder.Add(path);
        }

        return (finder.files, finder.problems);
    }

    /// <summary>Whether a file of this name is read as a bank.</summary>
    public static bool IsMarkdown(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        foreach (var known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string path)
    {
        var shown = Shown(path);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(new Problem(shown, 1, 1, Severity.Error, ProblemCodes.MissingPath, "Is not a path."));
        }
        else if (File.Exists(path))
        {
            var full = Path.GetFullPath(path);
            if (seenFiles.Add(Real(new FileInfo(full))))
            {
                var folder = Path.GetDirectoryName(full)!;
                var mount = MountOf(folder);
                files.Add(new ContentFile(shown, full, folder, mount + Path.GetFileName(full), mount, WasNamed: true));
            }
        }
        else if (Directory.Exists(path))
        {
            var root = new DirectoryInfo(Path.GetFullPath(path));
            var prefix = shown is "." ? "" : shown.TrimEnd('/') + "/";
            var (known, told) = (files.Count, problems.Count);
            Walk(root, root.FullName, Real(root), prefix, "", 0);
            if (files.Count == known && problems.Count == told && seenFolders.Count > 0)
            {
                problems.Add(new Problem(shown, 1, 1, Severity.Warning, ProblemCodes.NoMarkdown, "Holds no Markdown file ('.md')."));
            }
        }
        else
        {
            problems.Add(new Problem(shown, 1, 1, Severity.Error, ProblemCodes.MissingPath, "There is no such file or folder."));
        }
    }

    private void Walk(DirectoryInfo folder, string root, string realRoot, string prefix, string relative, int depth)
    {
        if (depth > ContentLimits.FolderDepth || isFull || !seenFolders.Add(Real(folder)))
        {
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(prefix + relative, 1, 1, Severity.Error, ProblemCodes.UnreadableFile, "The folder cannot be opened."));
            return;
        }

        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            if (entry.Name.StartsWith('.') || string.Equals(entry.Name, "node_modules", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var below = relative + entry.Name;
            var isMarkdown = entry is FileInfo && IsMarkdown(entry.Name);
            if (entry is FileInfo && !isMarkdown)
            {
                continue;
            }

            // A link is followed only as long as it stays inside: a bank of somebody else must not read the operator's disk.
            if (entry.LinkTarget is not null && !IsInside(Real(entry), realRoot))
            {
                problems.Add(new Problem(prefix + below, 1, 1, Severity.Warning, ProblemCodes.LinkOutside, "Is a link out of the folder, or to nothing; it is not followed."));
            }
            else if (entry is DirectoryInfo sub)
            {
                Walk(sub, root, realRoot, prefix, below + "/", depth + 1);
            }
            else if (seenFiles.Add(Real(entry)))
            {
                var mount = MountOf(root);
                AddFound(new ContentFile(prefix + below, entry.FullName, root, mount + below, mount, WasNamed: false));
            }
        }
    }

    private void AddFound(ContentFile file)
    {
        if (files.Count < ContentLimits.Files)
        {
            files.Add(file);
        }
        else if (!isFull)
        {
            isFull = true;
            problems.Add(new Problem(file.Path, 1, 1, Severity.Error, ProblemCodes.TooManyFiles, $"More than {ContentLimits.Files} files; this one and those after it are not read."));
        }
    }

    // Two roots may both have figures/a.png; the name of the root keeps them apart.
    private string MountOf(string root)
    {
        if (!hasSeveralRoots)
        {
            return "";
        }

        if (!mounts.TryGetValue(root, out var mount))
        {
            var name = Slug.OfName(Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar)));
            mount = name + "/";
            for (var i = 2; mounts.ContainsValue(mount); i++)
            {
                mount = Slug.WithSuffix(name, i) + "/";
            }

            mounts.Add(root, mount);
        }

        return mount;
    }

    // The folder itself is inside, too; it is walked only once.
    private static bool IsInside(string path, string root) => string.Equals(path, root, StringComparison.Ordinal) || path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Real(FileSystemInfo entry)
    {
        try
        {
            return entry.LinkTarget is null ? entry.FullName : entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName;
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Shown(string path)
    {
        var shown = path.Replace('\\', '/');
        return shown.StartsWith("./", StringComparison.Ordinal) && shown.Length > 2 ? shown[2..] : shown;
    }
}
