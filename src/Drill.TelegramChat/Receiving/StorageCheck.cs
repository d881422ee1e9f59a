using Drill.Conversation;
using Drill.TelegramChat.Calling;

namespace Drill.TelegramChat.Receiving;

/// <summary>Tells trouble with the database, which passes, from an update that can never be handled, which would come again for ever: whether anything else can be stored meanwhile.</summary>
internal sealed class StorageCheck(IPlatformMemory memory)
{
    private const string Key = "storage/check";

    public async Task<bool> IsWellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await memory.StoreAsync(TelegramAddress.Platform, Key, "stored", cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Whoever asks has just logged trouble of this kind.
            return false;
        }
    }
}
