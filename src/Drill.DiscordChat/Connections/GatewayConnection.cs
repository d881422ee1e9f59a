using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Drill.DiscordChat.Gateway;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Connections;

/// <summary>Events over the gateway. Runs the shards it was told to, as many in all as Discord recommends when it was told nothing.</summary>
internal sealed partial class GatewayConnection(DiscordRest rest, DiscordOptions options, TimeProvider time, ILogger<GatewayConnection> logger) : RestConnection(rest, options, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>The shards that run.</summary>
    public IReadOnlyList<GatewayShard> Shards { get; private set; } = [];

    public override async Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } gateway)
        {
            return;
        }

        var limit = gateway.SessionStartLimit;
        if (limit is { Remaining: 0 })
        {
            var wait = TimeSpan.FromMilliseconds(limit.ResetAfter);
            Log.NoSessions(logger, wait);
            await Task.Delay(wait, time, cancellationToken);
        }

        var range = Options.Shards.Total > 0 ? Options.Shards : new ShardRange(0, Math.Max(1, gateway.Shards) - 1, Math.Max(1, gateway.Shards));
        var gate = new IdentifyGate(limit?.MaxConcurrency ?? 1, time);
        Shards =
        [
            .. Enumerable.Range(range.First, range.Last - range.First + 1).Select(shard => new GatewayShard(
                new GatewayShardOptions(new Uri(gateway.Url), Options.Token, shard, range.Total), gate, frame => Dispatch(frame, handle, cancellationToken), time, logger)),
        ];
        await Task.WhenAll(Shards.Select(s => RunShardAsync(s, cancellationToken)));
    }

    private async Task RunShardAsync(GatewayShard shard, CancellationToken cancellationToken)
    {
        try
        {
            await shard.RunAsync(cancellationToken);
        }
        catch (GatewayFatalException exception)
        {
            Trouble = exception.Message;
            Log.Fatal(logger, exception.Code, exception.Message);
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
                    Trouble = CloseCodes.MustMend(4004);
                    return null;
                case RestOutcome<GatewayBot>.Limited limited:
                    await Task.Delay(limited.RetryAfter, time, cancellationToken);
                    break;
                default:
                    await Task.Delay(Pause, time, cancellationToken);
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

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord allows no more sessions for {Wait}; waiting")]
        public static partial void NoSessions(ILogger logger, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord event {Event} cannot be read at {Path}; skipped")]
        public static partial void Unreadable(ILogger logger, string? @event, string? path);
    }
}
