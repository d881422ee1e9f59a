namespace Drill.Storage;

/// <summary>
/// Keeps other processes out while one migrates. EF does so with a row, which a process that is killed leaves behind, and everybody after it waits for that row for ever
/// (https://learn.microsoft.com/ef/core/providers/sqlite/limitations#concurrent-migrations-protection). This is a lock of the operating system, which ends with the process: whoever has it may take such a row away.
/// </summary>
internal static class SqliteMigrationLock
{
    // EWOULDBLOCK, which the runtime passes on as it is, and ERROR_SHARING_VIOLATION. Anything else, as a full disk, does not pass by waiting.
    private const int TakenOnLinux = 11, TakenOnMac = 35, TakenOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody else has it. The empty file stays, because somebody else may be about to lock it.</summary>
    /// <param name="path">The database file; its folder is there.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<IAsyncDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            try
            {
                return new FileStream(path + "-migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult is TakenOnLinux or TakenOnMac or TakenOnWindows)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
