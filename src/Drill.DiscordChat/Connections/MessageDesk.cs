using System.Globalization;
using Drill.Conversation;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Connections;

/// <summary>
/// Lets direct messages be handled in each channel in the order in which they came, in different channels at once, never more at once than may be. They have no deadline, so they wait; only
/// when far more wait than people write is one dropped and told of in the log. Nobody is held up by it, so that whoever reads from Discord goes on reading.
/// </summary>
/// <param name="atOnce">How many are handled at once.</param>
/// <param name="waiting">How many may be taken and not at their end.</param>
/// <param name="logger">Is told the ids of those that were dropped.</param>
internal sealed partial class MessageDesk(int atOnce, int waiting, ILogger logger) : IDisposable
{
    private readonly Lanes lanes = new();
    private readonly SemaphoreSlim slots = new(atOnce);
    private int taken;

    /// <summary>As many as one process is likely to answer within a minute.</summary>
    public static MessageDesk Usual(ILogger logger) => new(64, 8_192, logger);

    /// <summary>Takes a message and returns at once.</summary>
    /// <param name="message">What came, just now.</param>
    /// <param name="handle">Handles it when its turn has come; throws nothing.</param>
    public void Take(Message message, Func<Task> handle)
    {
        if (Interlocked.Increment(ref taken) > waiting)
        {
            Interlocked.Decrement(ref taken);
            Log.Dropped(logger, message.Id);
            return;
        }

        _ = long.TryParse(message.ChannelId, NumberStyles.None, CultureInfo.InvariantCulture, out var channel);
        _ = lanes.RunAsync(channel, async () =>
        {
            await slots.WaitAsync(CancellationToken.None);
            try
            {
                await handle();
            }
            finally
            {
                slots.Release();
                Interlocked.Decrement(ref taken);
            }
        });
    }

    public void Dispose() => slots.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "More direct messages came from Discord than can wait: {Message} was dropped")]
        public static partial void Dropped(ILogger logger, string message);
    }
}
