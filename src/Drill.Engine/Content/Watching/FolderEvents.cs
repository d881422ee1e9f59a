namespace Drill.Content.Watching;

/// <summary>
/// Says that something below paths may have changed, as soon as the file system tells. It does not always: network and mounted folders are silent, and
/// watches can run out. So a caller looks by itself now and then as well.
/// </summary>
internal sealed class FolderEvents : IDisposable
{
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <param name="paths">Folders and files.</param>
    public FolderEvents(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            Watch(path);
        }
    }

    /// <summary>Whether every path is watched; else changes are only found by looking.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Completes when something has happened since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => signal.WaitAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var watcher in watchers)
        {
            watcher.Dispose();
        }
    }

    private void Watch(string path)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            var full = Path.GetFullPath(path);
            watcher = Directory.Exists(full)
                ? new FileSystemWatcher(full) { IncludeSubdirectories = true }
                : new FileSystemWatcher(Path.GetDirectoryName(full)!, Path.GetFileName(full));
            watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size;
            watcher.Changed += (_, _) => Raise();
            watcher.Created += (_, _) => Raise();
            watcher.Deleted += (_, _) => Raise();
            watcher.Renamed += (_, _) => Raise();
            watcher.Error += (_, _) => Raise();
            watcher.EnableRaisingEvents = true;
            watchers.Add(watcher);
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            IsComplete = false;
        }
    }

    private void Raise()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Nobody has looked since the last event, so nothing is lost.
        }
    }
}
