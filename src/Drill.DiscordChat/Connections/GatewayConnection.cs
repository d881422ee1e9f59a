using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Drill.DiscordChat.Gateway;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Connections;

/// <summary>Events over the gateway. Runs the shards it was told to, as many in all as Discord recommends when it was told nothing.</summary>
internal sealed partial class GatewayConnection(DiscordRest rest, DiscordOptions options, TimeProvider time, ILogger<GatewayConnection> logger) : RestConnection(rest, options, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>The shards that run.</summary>
    public IReadOnlyList<GatewayShard> Shards { get; private set; } = [];

    public override async Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        while (await FindAsync(cancellationToken) is { } gateway)
        {
            var range = Options.Shards.Total > 0 ? Options.Shards : new ShardRange(0, Math.Max(1, gateway.Shards) - 1, Math.Max(1, gateway.Shards));
            if (Shards.Count >= range.Total)
            {
                // Discord asked for more shards and recommends no more: that is for a person to solve.
                Fatal = CloseCodes.MustMend(CloseCodes.ShardingRequired);
                return;
            }

            var count = range.Last - range.First + 1;
            var limit = gateway.SessionStartLimit;
            if (limit is not null && limit.Remaining < count)
            {
                // One identify too many, and Discord takes the token away.
                var wait = TimeSpan.FromMilliseconds(limit.ResetAfter);
                Log.NoSessions(logger, limit.Remaining, wait);
                await Task.Delay(wait, Time, cancellationToken);
            }

            var gate = new IdentifyGate(limit?.MaxConcurrency ?? 1, Time);
            Shards =
            [
                .. Enumerable.Range(range.First, count).Select(shard => new GatewayShard(
                    new GatewayShardOptions(new Uri(gateway.Url), Options.Token, shard, range.Total), gate, frame => Dispatch(frame, handle, cancellationToken), Time, logger)),
            ];
            using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!(await Task.WhenAll(Shards.Select(s => RunShardAsync(s, together)))).Any(isOutgrown => isOutgrown))
            {
                return;
            }
        }
    }

    /// <summary>Runs a shard to its end; true when there are too few of them by now and Discord may say how many it takes.</summary>
    private async Task<bool> RunShardAsync(GatewayShard shard, CancellationTokenSource together)
    {
        try
        {
            await shard.RunAsync(together.Token);
            return false;
        }
        catch (GatewayFatalException exception) when (exception.Code == CloseCodes.ShardingRequired && Options.Shards.Total == 0)
        {
            Log.Outgrown(logger, Shards.Count);
            await together.CancelAsync();
            return true;
        }
        catch (GatewayFatalException exception)
        {
            Fatal = exception.Message;
            Log.Fatal(logger, exception.Code, exception.Message);
            return false;
        }
    }

    private async Task<GatewayBot?> FindAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var outcome = await Rest.SendAsync(new RestRequest(HttpMethod.Get, "gateway/bot", "gateway/bot"), DiscordJson.Default.GatewayBot, cancellationToken);
            switch (outcome)
            {
                case RestOutcome<GatewayBot>.Done done:
                    return done.Value;
                case RestOutcome<GatewayBot>.Rejected { Status: 401 }:
                    return null;
                case RestOutcome<GatewayBot>.Limited limited:
                    await Task.Delay(limited.RetryAfter, Time, cancellationToken);
                    break;
                default:
                    await Task.Delay(Pause, Time, cancellationToken);
                    break;
            }
        }
    }

    private void Dispatch(GatewayFrame frame, Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        if (EventOf(frame) is { } happened)
        {
            Hand(happened, handle, cancellationToken);
        }
    }

    /// <summary>The event, or null for one that we do not follow or cannot read: a new kind, or a shape we do not know, must not end the session.</summary>
    private DiscordEvent? EventOf(GatewayFrame frame)
    {
        try
        {
            return frame.Event switch
            {
                "READY" => new DiscordEvent.ReadyReceived(),
                "INTERACTION_CREATE" when Read(frame, DiscordJson.Default.Interaction) is { } interaction => new DiscordEvent.InteractionReceived(
                    interaction, (response, files, token) => CallBackAsync(interaction, response, files, token)),
                "MESSAGE_CREATE" when Read(frame, DiscordJson.Default.Message) is { GuildId: null } message => new DiscordEvent.MessageReceived(message),
                "GUILD_CREATE" when Read(frame, DiscordJson.Default.Guild) is { Unavailable: not true } guild => new DiscordEvent.GuildReceived(guild),
                "GUILD_DELETE" when Read(frame, DiscordJson.Default.Guild) is { Unavailable: not true } guild => new DiscordEvent.GuildLost(guild.Id),
                "CHANNEL_DELETE" or "THREAD_DELETE" when Read(frame, DiscordJson.Default.Channel) is { GuildId: { } guild } channel => new DiscordEvent.ChannelDeleted(guild, channel.Id),
                _ => null,
            };
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, frame.Event, exception.Path);
            return null;
        }
    }

    private static T? Read<T>(GatewayFrame frame, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(frame.Data.Span, type);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "Discord closed the gateway for good with code {Code}: {Mend}")]
        public static partial void Fatal(ILogger logger, int code, string mend);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord allows only {Remaining} more sessions for {Wait}; waiting")]
        public static partial void NoSessions(ILogger logger, int remaining, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The bot is in too many servers for {Count} shards; asking Discord how many it takes")]
        public static partial void Outgrown(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord event {Event} cannot be read at {Path}; skipped")]
        public static partial void Unreadable(ILogger logger, string? @event, string? path);
    }
}
