using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Gateway;

/// <summary>
/// Keeps one shard's session with the gateway: connects, beats, resumes where it was, identifies anew where it must, and hands every event on once.
/// https://docs.discord.com/developers/events/gateway
/// </summary>
internal sealed partial class GatewayShard(GatewayShardOptions options, IdentifyGate gate, Action<GatewayFrame> dispatch, TimeProvider time, ILogger logger)
{
    /// <summary>How long to wait for HELLO, and for READY or RESUMED.</summary>
    public static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(20), ReadyTimeout = TimeSpan.FromSeconds(30);

    /// <summary>GUILDS and DIRECT_MESSAGES. None of them needs an approval.</summary>
    public const int Intents = (1 << 0) | (1 << 12);

    private const int TriesAtResumeUrl = 2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private string? sessionId;
    private Uri? resumeUrl;
    private long sequence;
    private int failures;

    /// <summary>How a connection ended.</summary>
    private enum Ending
    {
        /// <summary>Connect again at once.</summary>
        Reconnect,

        /// <summary>Connect again after a pause that grows.</summary>
        Pause,

        /// <summary>Connect again after one to five seconds.</summary>
        ShortPause,
    }

    /// <summary>Whether the session is up.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="GatewayFatalException">Discord says that connecting again is useless until something is mended.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Ending ending;
            try
            {
                ending = await ConnectOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or JsonException or InvalidDataException or System.Net.Http.HttpRequestException)
            {
                Log.Broke(logger, options.Shard, exception.Message);
                ending = Ending.Pause;
            }
            finally
            {
                IsReady = false;
            }

            var pause = ending switch
            {
                Ending.Reconnect => TimeSpan.Zero,
                Ending.ShortPause => TimeSpan.FromSeconds(1 + (4 * options.Chance())),
                _ => Backoff(),
            };
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan Backoff()
    {
        failures++;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 1, 6)));
        return (pause < LongestPause ? pause : LongestPause) * (0.5 + (0.5 * options.Chance()));
    }

    private async Task<Ending> ConnectOnceAsync(CancellationToken cancellationToken)
    {
        // An address to resume at that cannot be reached is given up for the common one.
        var host = sessionId is not null && resumeUrl is not null && failures < TriesAtResumeUrl ? resumeUrl : options.Url;
        using var socket = new GatewaySocket();
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var patience = new CancellationTokenSource(HelloTimeout, time);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(connection.Token, patience.Token);
        await socket.ConnectAsync(new Uri(host, "/?v=10&encoding=json&compress=zlib-stream"), first.Token);
        if (await socket.ReceiveAsync(first.Token) is not { Op: GatewayFrame.Hello } greeting
            || JsonSerializer.Deserialize(greeting.Data.Span, DiscordJson.Default.Hello) is not { HeartbeatInterval: > 0 } hello)
        {
            return After(socket);
        }

        var heart = new Heart();
        var beating = BeatAsync(socket, heart, TimeSpan.FromMilliseconds(hello.HeartbeatInterval), connection);
        try
        {
            await GreetAsync(socket, connection.Token);
            return await ListenAsync(socket, heart, connection);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Discord shows the bot as gone at once.
            await socket.CloseAsync((int)WebSocketCloseStatus.NormalClosure, time);
            throw;
        }
        catch (OperationCanceledException) when (heart.IsDead)
        {
            return AfterZombie();
        }
        finally
        {
            await connection.CancelAsync();
            await beating;
        }
    }

    private async Task GreetAsync(GatewaySocket socket, CancellationToken cancellationToken)
    {
        if (sessionId is { } session)
        {
            await socket.SendAsync(GatewayFrame.Resume, new Resume(options.Token, session, Interlocked.Read(ref sequence)), DiscordJson.Default.Resume, cancellationToken);
            return;
        }

        await gate.WaitAsync(options.Shard, cancellationToken);
        var identify = new Identify
        {
            Token = options.Token,
            Intents = Intents,
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["os"] = "linux", ["browser"] = "drill", ["device"] = "drill" },
            Shard = [options.Shard, options.Total],
        };
        await socket.SendAsync(GatewayFrame.Identify, identify, DiscordJson.Default.Identify, cancellationToken);
    }

    private async Task<Ending> ListenAsync(GatewaySocket socket, Heart heart, CancellationTokenSource connection)
    {
        using var patience = new CancellationTokenSource(ReadyTimeout, time);
        using var untilReady = CancellationTokenSource.CreateLinkedTokenSource(connection.Token, patience.Token);
        while (await socket.ReceiveAsync(IsReady ? connection.Token : untilReady.Token) is { } frame)
        {
            switch (frame.Op)
            {
                case GatewayFrame.Dispatch:
                    Take(frame);
                    break;
                case GatewayFrame.Heartbeat:
                    await SendBeatAsync(socket, connection.Token);
                    break;
                case GatewayFrame.HeartbeatAck:
                    heart.Acknowledge();
                    break;
                case GatewayFrame.Reconnect:
                    await socket.CloseAsync(CloseCodes.Zombie, time);
                    return Ending.Reconnect;
                case GatewayFrame.InvalidSession:
                    var canResume = frame.Data.Span.SequenceEqual("true"u8);
                    Log.Invalid(logger, options.Shard, canResume);
                    if (!canResume)
                    {
                        Forget();
                    }

                    await socket.CloseAsync(CloseCodes.Zombie, time);
                    return canResume ? Ending.Reconnect : Ending.ShortPause;
            }
        }

        // What comes back after our own goodbye is its echo, and says nothing about the session.
        return heart.IsDead ? AfterZombie() : After(socket);
    }

    private Ending AfterZombie()
    {
        Log.Zombie(logger, options.Shard);
        return Ending.Reconnect;
    }

    /// <summary>An event. After a resume Discord repeats what it is not sure we have: what we have is skipped.</summary>
    private void Take(GatewayFrame frame)
    {
        if (frame.Sequence is { } number)
        {
            if (sessionId is not null && number <= Interlocked.Read(ref sequence) && frame.Event is not "READY")
            {
                return;
            }

            Interlocked.Exchange(ref sequence, number);
        }

        if (frame.Event is "READY" && JsonSerializer.Deserialize(frame.Data.Span, DiscordJson.Default.Ready) is { } ready)
        {
            sessionId = ready.SessionId;
            resumeUrl = Uri.TryCreate(ready.ResumeGatewayUrl, UriKind.Absolute, out var url) ? url : null;
        }

        if (frame.Event is "READY" or "RESUMED")
        {
            Log.Up(logger, options.Shard, frame.Event);
            IsReady = true;
            failures = 0;
        }

        dispatch(frame);
    }

    private Ending After(GatewaySocket socket)
    {
        var code = socket.CloseCode ?? 0;
        Log.Closed(logger, options.Shard, code);
        if (CloseCodes.MustMend(code) is { } mend)
        {
            throw new GatewayFatalException(code, mend);
        }

        if (CloseCodes.EndsSession(code))
        {
            Forget();
        }

        // A session that was up is taken up again at once; whoever closes before is given time.
        return IsReady ? Ending.Reconnect : Ending.Pause;
    }

    private void Forget()
    {
        (sessionId, resumeUrl) = (null, null);
        Interlocked.Exchange(ref sequence, 0);
    }

    /// <summary>The first beat comes somewhere within the first interval, so that many clients do not beat together. A beat without an answer means the connection is dead.</summary>
    private async Task BeatAsync(GatewaySocket socket, Heart heart, TimeSpan interval, CancellationTokenSource connection)
    {
        try
        {
            await Task.Delay(interval * options.Chance(), time, connection.Token);
            for (; ; )
            {
                if (!heart.TryBeat())
                {
                    await socket.CloseAsync(CloseCodes.Zombie, time);
                    await connection.CancelAsync();
                    return;
                }

                await SendBeatAsync(socket, connection.Token);
                await Task.Delay(interval, time, connection.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener notices the end of a connection.
        }
    }

    private Task SendBeatAsync(GatewaySocket socket, CancellationToken cancellationToken)
    {
        var last = Interlocked.Read(ref sequence);
        JsonTypeInfo<long?> type = DiscordJson.Default.NullableInt64;
        return socket.SendAsync(GatewayFrame.Heartbeat, last == 0 ? null : last, type, cancellationToken);
    }

    private sealed class Heart
    {
        private readonly Lock gate = new();
        private bool isWaiting;

        public bool IsDead { get; private set; }

        /// <summary>False when the beat before was never answered.</summary>
        public bool TryBeat()
        {
            lock (gate)
            {
                IsDead = isWaiting;
                isWaiting = true;
                return !IsDead;
            }
        }

        public void Acknowledge()
        {
            lock (gate)
            {
                isWaiting = false;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Discord shard {Shard}: {Event}")]
        public static partial void Up(ILogger logger, int shard, string @event);

        [LoggerMessage(Level = LogLevel.Information, Message = "Discord shard {Shard}: closed with code {Code}")]
        public static partial void Closed(ILogger logger, int shard, int code);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord shard {Shard}: the connection broke: {Reason}")]
        public static partial void Broke(ILogger logger, int shard, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord shard {Shard}: no answer to the heartbeat, connecting again")]
        public static partial void Zombie(ILogger logger, int shard);

        [LoggerMessage(Level = LogLevel.Information, Message = "Discord shard {Shard}: the session is invalid (can be resumed: {CanResume})")]
        public static partial void Invalid(ILogger logger, int shard, bool canResume);
    }
}

/// <summary>What a shard needs to know.</summary>
internal sealed record GatewayShardOptions(Uri Url, string Token, int Shard, int Total)
{
    /// <summary>A number from 0 up to 1, by chance; tests say which.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}

/// <summary>Connecting to the gateway is useless until something is mended.</summary>
internal sealed class GatewayFatalException(int code, string mend) : Exception(mend)
{
    public int Code { get; } = code;
}
