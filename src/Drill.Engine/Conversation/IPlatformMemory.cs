namespace Drill.Conversation;

/// <summary>
/// Small facts that an adapter must not forget: a hash of the commands it registered, the file id of an uploaded picture, the post behind a
/// prompt. They are in the database once a call has returned.
/// </summary>
public interface IPlatformMemory
{
    /// <summary>The value stored under a key, or null.</summary>
    Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken);

    /// <summary>Stores a value, in place of an earlier one.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="key">1 to 200 characters.</param>
    /// <param name="value">At most 4,000 characters.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <exception cref="ArgumentException">Key or value are too long.</exception>
    Task StoreAsync(string platform, string key, string value, CancellationToken cancellationToken);

    /// <summary>Forgets a key; nothing happens when it is not there.</summary>
    Task RemoveAsync(string platform, string key, CancellationToken cancellationToken);
}
