using System.Collections.Concurrent;
using System.Security.Cryptography;
using Drill.Content;
using Drill.Conversation;
using Drill.Text;

namespace Drill.TelegramChat.Calling;

/// <summary>
/// The pictures of the bank: each is uploaded once, then sent by the id that Telegram gave the file. Ids are remembered by content, so that a changed picture
/// is uploaded anew and a renamed one is not.
/// </summary>
internal sealed class PhotoShelf(BankLibrary library, IPlatformMemory memory, TelegramClient client)
{
    private readonly ConcurrentDictionary<(string Path, long Length, long Changed), string> hashes = [];

    private readonly ConcurrentDictionary<string, string> ids = new(StringComparer.Ordinal);

    /// <summary>Whether a figure is of a kind that Telegram shows as a photo. What lies on the web stays a link: Telegram would fetch whatever is there now.</summary>
    public static bool MayBeShown(Figure figure) =>
        !figure.IsRemote && Path.GetExtension(figure.Source).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".WEBP";

    /// <summary>Whether the picture is there and small enough.</summary>
    public bool CanShow(Figure figure) => MayBeShown(figure) && FileOf(figure.Source) is { Exists: true, Length: > 0 and <= TelegramLimits.PhotoBytes };

    /// <summary>The key under which the file's id is remembered, or null when the picture cannot be read.</summary>
    public async Task<string?> KeyOfAsync(string source, CancellationToken cancellationToken)
    {
        if (FileOf(source) is not { Exists: true } file)
        {
            return null;
        }

        var known = (file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);
        if (!hashes.TryGetValue(known, out var hash))
        {
            await using var stream = Open(source);
            if (stream is null)
            {
                return null;
            }

            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            hashes[known] = hash;
        }

        return FormattableString.Invariant($"file/{client.BotId}/{hash}");
    }

    /// <summary>The id that Telegram gave the file, or null when it was not uploaded yet. It is read from the database once: an id that has lost its meaning shows itself.</summary>
    public async Task<string?> FindIdAsync(string key, CancellationToken cancellationToken)
    {
        if (!ids.TryGetValue(key, out var id) && (id = await memory.FindAsync(TelegramAddress.Platform, key, cancellationToken)) is not null)
        {
            ids[key] = id;
        }

        return id;
    }

    public async Task StoreIdAsync(string key, string fileId, CancellationToken cancellationToken)
    {
        ids[key] = fileId;
        try
        {
            await memory.StoreAsync(TelegramAddress.Platform, key, fileId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            // The picture has arrived, so its message must not fail: after the next start it is uploaded once more.
        }
    }

    public Task ForgetIdAsync(string key, CancellationToken cancellationToken)
    {
        ids.TryRemove(key, out _);
        return memory.RemoveAsync(TelegramAddress.Platform, key, cancellationToken);
    }

    /// <summary>The picture's bytes, or null when it has gone.</summary>
    public FileStream? Open(string source)
    {
        try
        {
            return FileOf(source) is { } file
                ? new FileStream(file.FullName, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous })
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private FileInfo? FileOf(string source) => library.Current.FigureFiles.GetValueOrDefault(source) is { } path ? new FileInfo(path) : null;
}
