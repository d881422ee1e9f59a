using System.Security.Cryptography;
using System.Text.Json;
using Drill.Commands;
using Drill.Conversation;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Talking;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Commands;

/// <summary>Tells Discord the commands, only when they are others than last time: Discord allows few changes a day.</summary>
internal sealed partial class CommandRegistrar(IDiscordConnection connection, CommandTable table, IPlatformMemory memory, DiscordOptions options, TimeProvider time, ILogger<CommandRegistrar> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Registers when needed, as often as it takes to reach Discord.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        // Each session says that it is ready; one of them is enough.
        await turn.WaitAsync(cancellationToken);
        try
        {
            await SyncOnceAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task SyncOnceAsync(CancellationToken cancellationToken)
    {
        var commands = CommandBodies.Of(table);
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Default.IReadOnlyListCommandBody)));
        var key = $"commands/{options.ApplicationId}/{options.TestGuild ?? "all"}";
        if (string.Equals(await memory.FindAsync(Addresses.Platform, key, cancellationToken), hash, StringComparison.Ordinal))
        {
            return;
        }

        for (; ; )
        {
            switch (await connection.PutCommandsAsync(options.TestGuild, commands, cancellationToken))
            {
                case RestOutcome<Nothing>.Done:
                    await memory.StoreAsync(Addresses.Platform, key, hash, cancellationToken);
                    Log.Registered(logger, commands.Count);
                    return;
                case RestOutcome<Nothing>.Rejected rejected:
                    Log.Rejected(logger, rejected.Status, rejected.Code);
                    return;
                case RestOutcome<Nothing>.Limited limited:
                    Log.Later(logger, limited.RetryAfter);
                    await Task.Delay(limited.RetryAfter, time, cancellationToken);
                    break;
                default:
                    Log.Later(logger, Pause);
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Discord has {Count} commands of ours")]
        public static partial void Registered(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "Discord refused the commands (status {Status}, code {Code}); those that it has stay")]
        public static partial void Rejected(ILogger logger, int status, int code);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord could not take the commands now; they are sent again in {Wait}")]
        public static partial void Later(ILogger logger, TimeSpan wait);
    }
}
