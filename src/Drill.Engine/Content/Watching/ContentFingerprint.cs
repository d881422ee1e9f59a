using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Drill.Content.Watching;

/// <summary>
/// The names, sizes and times of everything that a bank is made of, as one short text: when it is the same, nothing has changed.
/// Reads no file, so it is cheap enough to be taken every few seconds.
/// </summary>
internal static class ContentFingerprint
{
    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = ContentLimits.FolderDepth, AttributesToSkip = FileAttributes.None };

    /// <summary>The fingerprint of folders and files; what cannot be looked at counts as absent.</summary>
    public static string Of(IReadOnlyList<string> paths)
    {
        var lines = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                if (Directory.Exists(path))
                {
                    AddFolder(lines, Path.GetFullPath(path));
                }
                else
                {
                    lines.Add(Line(new FileInfo(path)));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                lines.Add(path);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(string.Join('\n', lines))));
    }

    private static void AddFolder(List<string> lines, string folder)
    {
        var found = new FileSystemEnumerable<string>(folder, (ref entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? LinkLine(entry.ToFullPath()) : Line(ref entry), Options)
        {
            ShouldIncludePredicate = (ref entry) => !IsSkipped(entry.FileName) && (!entry.IsDirectory || entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) && (ContentFinder.IsMarkdown(entry.FileName) || FigureCheck.IsPicture(entry.FileName)),
            ShouldRecursePredicate = (ref entry) => !IsSkipped(entry.FileName) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        lines.AddRange(found.Take(ContentLimits.Files * 4));
    }

    private static bool IsSkipped(ReadOnlySpan<char> name) => name.StartsWith('.') || name.Equals("node_modules", StringComparison.OrdinalIgnoreCase);

    private static string Line(ref FileSystemEntry entry) => Line(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks);

    private static string Line(FileInfo file) =>
        file.LinkTarget is not null ? LinkLine(file.FullName)
        : file.Exists ? Line(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks)
        : file.FullName;

    // A link's own time does not change when its target does, which is how mounted configuration is renewed.
    private static string LinkLine(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target
                ? path + "\0" + Line(target.FullName, target.Length, target.LastWriteTimeUtc.Ticks)
                : path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Line(string path, long length, long ticks) => string.Create(CultureInfo.InvariantCulture, $"{path}\0{length}\0{ticks}");
}
