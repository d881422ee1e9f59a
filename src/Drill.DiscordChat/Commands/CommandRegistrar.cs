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
internal sealed partial class CommandRegistrar(IDiscordConnection connection, CommandTable table, IPlatformMemory memory, DiscordOptions options, ILogger<CommandRegistrar> logger)
{
    /// <summary>Registers when needed; true when Discord has the commands of now.</summary>
    public async Task<bool> SyncAsync(CancellationToken cancellationToken)
    {
        var commands = CommandBodies.Of(table);
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Default.IReadOnlyListCommandBody)));
        var key = $"commands/{options.ApplicationId}/{options.TestGuild ?? "all"}";
        if (string.Equals(await memory.FindAsync(Addresses.Platform, key, cancellationToken), hash, StringComparison.Ordinal))
        {
            return true;
        }

        var outcome = await connection.PutCommandsAsync(options.TestGuild, commands, cancellationToken);
        if (outcome is not RestOutcome<Nothing>.Done)
        {
            Log.Failed(logger, outcome.GetType().Name);
            return false;
        }

        await memory.StoreAsync(Addresses.Platform, key, hash, cancellationToken);
        Log.Registered(logger, commands.Count);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Discord has {Count} commands of ours")]
        public static partial void Registered(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord did not take the commands ({Outcome}); they are sent again with the next session")]
        public static partial void Failed(ILogger logger, string outcome);
    }
}
