using Drill.DiscordChat.Commands;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Talking;

/// <summary>Runs Discord for as long as the host runs.</summary>
internal sealed partial class DiscordService(
    IDiscordConnection connection, InteractionHandler interactions, ChatEvents events, CommandRegistrar registrar, ILogger<DiscordService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await connection.RunAsync(HandleAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Other chats go on.
            Log.Ended(logger, exception);
        }
    }

    private async Task HandleAsync(DiscordEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case DiscordEvent.ReadyReceived:
                await registrar.SyncAsync(cancellationToken);
                break;
            case DiscordEvent.InteractionReceived received:
                await interactions.HandleAsync(received, cancellationToken);
                break;
            default:
                await events.HandleAsync(happened, cancellationToken);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "Discord has ended")]
        public static partial void Ended(ILogger logger, Exception exception);
    }
}
