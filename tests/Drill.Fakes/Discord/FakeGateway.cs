using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Drill.Fakes.Discord;

/// <summary>The gateway of the fake: sessions that outlive their connections, and every trouble on demand.</summary>
public sealed class FakeGateway(FakeDiscord discord)
{
    private readonly ConcurrentDictionary<string, FakeSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FakeConnection, byte> connections = new();
    private readonly Dictionary<int, DateTimeOffset> lastIdentify = [];
    private readonly SemaphoreSlim news = new(0);
    private readonly CancellationTokenSource stopping = new();
    private int lastSession;

    /// <summary>The address that clients are told.</summary>
    public string Url => "ws://" + discord.Address.Authority;

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(41);

    public int RecommendedShards { get; set; } = 1;

    public int MaxConcurrency { get; set; } = 1;

    public int SessionsRemaining { get; set; } = 1000;

    /// <summary>Whether heartbeats stay without an answer.</summary>
    public bool WithholdsAcks { get; set; }

    /// <summary>Whether a connection gets no HELLO.</summary>
    public bool WithholdsHello { get; set; }

    /// <summary>Whether an identify or resume gets no answer.</summary>
    public bool WithholdsReady { get; set; }

    /// <summary>The largest frame; longer messages come in several.</summary>
    public int FrameSize { get; set; } = int.MaxValue;

    /// <summary>What clients are told to resume at; null: <see cref="Url"/>.</summary>
    public string? ResumeUrl { get; set; }

    /// <summary>Every heartbeat's <c>d</c>, <c>null</c> as text.</summary>
    public ConcurrentQueue<string> Heartbeats { get; } = new();

    /// <summary>What happened, in order: <c>connect</c>, <c>identify 0/1</c>, <c>resume 12</c>, <c>closed 4000</c>.</summary>
    public ConcurrentQueue<string> Journal { get; } = new();

    /// <summary>Identifies that came sooner than allowed.</summary>
    public int TooEarly { get; private set; }

    public IReadOnlyCollection<FakeConnection> Connections => (IReadOnlyCollection<FakeConnection>)connections.Keys;

    public IReadOnlyList<FakeSession> Sessions => [.. sessions.Values.OrderBy(s => s.Number)];

    public JsonObject Describe() => new()
    {
        ["url"] = Url,
        ["shards"] = RecommendedShards,
        ["session_start_limit"] = new JsonObject { ["total"] = 1000, ["remaining"] = SessionsRemaining, ["reset_after"] = 60_000, ["max_concurrency"] = MaxConcurrency },
    };

    /// <summary>Waits until the journal has so many entries that begin with a word.</summary>
    public async Task UntilAsync(string beginning, int times = 1)
    {
        while (Journal.Count(e => e.StartsWith(beginning, StringComparison.Ordinal)) < times)
        {
            if (!await news.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"No {times} × '{beginning}' in: {string.Join(", ", Journal)}");
            }
        }
    }

    /// <summary>Sends an event to the session it belongs to: a server's to its shard, everything else to the first.</summary>
    public async Task DispatchAsync(string name, JsonObject data, string? guild = null)
    {
        var open = sessions.Values.Where(s => s.IsAlive).OrderByDescending(s => s.Number).ToList();
        var shard = guild is null ? 0 : (int)((long.Parse(guild, CultureInfo.InvariantCulture) >> 22) % Math.Max(1, open.Select(s => s.Shards).FirstOrDefault(1)));
        if (open.FirstOrDefault(s => s.Shard == shard) is { } session)
        {
            await session.DispatchAsync(name, data);
        }
    }

    /// <summary>The connection in use.</summary>
    public FakeConnection Current => connections.Keys.OrderByDescending(c => c.Number).First();

    /// <summary>Forgets all sessions, so that a resume is refused.</summary>
    public void ForgetSessions()
    {
        foreach (var session in sessions.Values)
        {
            session.IsAlive = false;
        }
    }

    internal void Stop() => stopping.Cancel();

    internal void Note(string entry)
    {
        Journal.Enqueue(entry);
        news.Release();
    }

    internal async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 400;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new FakeConnection(this, socket, isCompressed: context.Request.Query["compress"] == "zlib-stream", Interlocked.Increment(ref lastSession));
        connections[connection] = 0;
        Note($"connect v{context.Request.Query["v"]} {context.Request.Query["encoding"]}");
        try
        {
            if (!WithholdsHello)
            {
                await connection.SendAsync(new JsonObject { ["op"] = 10, ["s"] = null, ["t"] = null, ["d"] = new JsonObject { ["heartbeat_interval"] = (int)HeartbeatInterval.TotalMilliseconds, ["_trace"] = new JsonArray() } });
            }

            await ListenAsync(connection, socket);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Note("broken");
        }
        finally
        {
            connections.TryRemove(connection, out _);
            connection.Session?.Leave(connection);
        }
    }

    private async Task ListenAsync(FakeConnection connection, WebSocket socket)
    {
        var buffer = new byte[8192];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(length), stopping.Token);
                length += result.Count;
            }
            while (!result.EndOfMessage && length < buffer.Length);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                Note($"closed {(int?)socket.CloseStatus}");
                // A session that was closed with one of these is over.
                if (connection.Session is { } session && socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable)
                {
                    connection.Session!.IsAlive = false;
                }

                await connection.FinishAsync();
                return;
            }

            if (length > 4096 || connection.IsTooFast(discord.Time.GetUtcNow()))
            {
                await connection.CloseAsync(length > 4096 ? 4002 : 4008);
                continue;
            }

            await TakeAsync(connection, JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject());
        }
    }

    private async Task TakeAsync(FakeConnection connection, JsonObject message)
    {
        switch ((int?)message["op"])
        {
            case 1:
                Heartbeats.Enqueue(message["d"]?.ToJsonString() ?? "null");
                Note("heartbeat");
                if (!WithholdsAcks)
                {
                    await connection.SendAsync(new JsonObject { ["op"] = 11, ["s"] = null, ["t"] = null, ["d"] = null });
                }

                break;
            case 2:
                await IdentifyAsync(connection, message["d"]!.AsObject());
                break;
            case 6:
                await ResumeAsync(connection, message["d"]!.AsObject());
                break;
            case 3 or 4 or 8:
                break;
            default:
                await connection.CloseAsync(4001);
                break;
        }
    }

    private async Task IdentifyAsync(FakeConnection connection, JsonObject data)
    {
        var shard = data["shard"] as JsonArray;
        var (index, total) = shard is null ? (0, 1) : ((int)shard[0]!, (int)shard[1]!);
        Note($"identify {index}/{total}");
        if (!string.Equals((string?)data["token"], FakeDiscord.Token, StringComparison.Ordinal))
        {
            await connection.CloseAsync(4004);
            return;
        }

        // Members, presences and message content need an approval.
        if (((long?)data["intents"] & ((1 << 1) | (1 << 8) | (1 << 15))) != 0)
        {
            await connection.CloseAsync(4014);
            return;
        }

        lock (lastIdentify)
        {
            var lane = index % MaxConcurrency;
            var now = discord.Time.GetUtcNow();
            if (lastIdentify.TryGetValue(lane, out var last) && now - last < TimeSpan.FromSeconds(5))
            {
                TooEarly++;
            }

            lastIdentify[lane] = now;
        }

        if (WithholdsReady)
        {
            return;
        }

        SessionsRemaining--;
        var session = new FakeSession(this, Interlocked.Increment(ref lastSession), index, total);
        sessions[session.Id] = session;
        await session.JoinAsync(connection);
        var guilds = discord.Guilds.Values.Where(g => (long.Parse(g.Id, CultureInfo.InvariantCulture) >> 22) % total == index).ToList();
        await session.DispatchAsync("READY", new JsonObject
        {
            ["v"] = 10,
            ["user"] = FakeRest.Bot(),
            ["guilds"] = new JsonArray([.. guilds.Select(g => (JsonNode)new JsonObject { ["id"] = g.Id, ["unavailable"] = true })]),
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = ResumeUrl ?? Url,
            ["shard"] = new JsonArray(index, total),
            ["application"] = new JsonObject { ["id"] = FakeDiscord.ApplicationId, ["flags"] = 0 },
            ["private_channels"] = new JsonArray(),
        });
        foreach (var guild in guilds)
        {
            await session.DispatchAsync("GUILD_CREATE", guild.ToJson(discord.Channels.Values.Where(c => string.Equals(c.GuildId, guild.Id, StringComparison.Ordinal))));
        }

        Note($"ready {index}/{total}");
    }

    private async Task ResumeAsync(FakeConnection connection, JsonObject data)
    {
        Note($"resume {data["seq"]}");
        if (WithholdsReady)
        {
            return;
        }

        if (!sessions.TryGetValue((string?)data["session_id"] ?? "", out var session) || !session.IsAlive || !string.Equals((string?)data["token"], FakeDiscord.Token, StringComparison.Ordinal))
        {
            await connection.SendAsync(new JsonObject { ["op"] = 9, ["s"] = null, ["t"] = null, ["d"] = false });
            return;
        }

        await session.ResumeAsync(connection, (long?)data["seq"] ?? 0);
        Note("resumed");
    }
}

/// <summary>A session: its events are numbered and kept, so that a later connection gets what an earlier one missed.</summary>
public sealed class FakeSession(FakeGateway gateway, int number, int shard, int shards)
{
    private const int Kept = 10_000;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<(long Sequence, JsonObject Message)> events = new();
    private FakeConnection? connection;
    private long sequence;

    public string Id { get; } = "session-" + number.ToString(CultureInfo.InvariantCulture);

    public int Number { get; } = number;

    public int Shard { get; } = shard;

    public int Shards { get; } = shards;

    public bool IsAlive { get; set; } = true;

    /// <summary>Whether events are kept for a resume. Off for measurements.</summary>
    public bool Keeps { get; set; } = true;

    internal async Task JoinAsync(FakeConnection joined)
    {
        await turn.WaitAsync();
        connection = joined;
        joined.Session = this;
        turn.Release();
    }

    internal void Leave(FakeConnection left) => Interlocked.CompareExchange(ref connection, null, left);

    public async Task DispatchAsync(string name, JsonObject data)
    {
        await turn.WaitAsync();
        try
        {
            var message = new JsonObject { ["t"] = name, ["s"] = ++sequence, ["op"] = 0, ["d"] = data };
            if (Keeps)
            {
                events.Enqueue((sequence, message));
                while (events.Count > Kept)
                {
                    events.Dequeue();
                }
            }

            if (connection is { } open)
            {
                await open.TrySendAsync(message);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    internal async Task ResumeAsync(FakeConnection joined, long from)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var (_, message) in events.Where(e => e.Sequence > from).ToList())
            {
                await joined.TrySendAsync(message);
            }

            connection = joined;
            joined.Session = this;
            var resumed = new JsonObject { ["t"] = "RESUMED", ["s"] = ++sequence, ["op"] = 0, ["d"] = new JsonObject { ["_trace"] = new JsonArray() } };
            events.Enqueue((sequence, resumed));
            await joined.TrySendAsync(resumed);
        }
        finally
        {
            turn.Release();
        }

        _ = gateway;
    }
}

/// <summary>One connection to the gateway.</summary>
public sealed class FakeConnection
{
    private readonly FakeGateway gateway;
    private readonly WebSocket socket;
    private readonly SemaphoreSlim turn = new(1);
    private readonly MemoryStream compressed = new();
    private readonly ZLibStream? deflater;
    private readonly Queue<DateTimeOffset> received = new();

    internal FakeConnection(FakeGateway gateway, WebSocket socket, bool isCompressed, int number)
    {
        this.gateway = gateway;
        this.socket = socket;
        Number = number;
        deflater = isCompressed ? new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true) : null;
    }

    public int Number { get; }

    public FakeSession? Session { get; internal set; }

    /// <summary>Counts what a client sends; true from the 121st in a minute on.</summary>
    internal bool IsTooFast(DateTimeOffset now)
    {
        received.Enqueue(now);
        while (received.TryPeek(out var first) && now - first > TimeSpan.FromMinutes(1))
        {
            received.Dequeue();
        }

        return received.Count > 120;
    }

    /// <summary>Sends a message as it is.</summary>
    public async Task SendAsync(JsonObject message)
    {
        await turn.WaitAsync();
        try
        {
            var bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
            var type = WebSocketMessageType.Text;
            if (deflater is not null)
            {
                compressed.SetLength(0);
                await deflater.WriteAsync(bytes);
                await deflater.FlushAsync();
                bytes = compressed.ToArray();
                type = WebSocketMessageType.Binary;
            }

            // Each piece is a message of its own for the socket: only its last four bytes tell the end.
            for (var start = 0; start < bytes.Length; start += gateway.FrameSize)
            {
                await socket.SendAsync(bytes.AsMemory(start, Math.Min(gateway.FrameSize, bytes.Length - start)), type, endOfMessage: true, CancellationToken.None);
                if (gateway.FrameSize == int.MaxValue)
                {
                    break;
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends a message, or not when the connection has just ended.</summary>
    public async Task TrySendAsync(JsonObject message)
    {
        try
        {
            await SendAsync(message);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Kept for the resume.
        }
    }

    public Task AskToReconnectAsync() => SendAsync(new JsonObject { ["op"] = 7, ["s"] = null, ["t"] = null, ["d"] = null });

    public Task InvalidateAsync(bool canResume) => SendAsync(new JsonObject { ["op"] = 9, ["s"] = null, ["t"] = null, ["d"] = canResume });

    public Task AskForHeartbeatAsync() => SendAsync(new JsonObject { ["op"] = 1, ["s"] = null, ["t"] = null, ["d"] = null });

    /// <summary>Closes with a code.</summary>
    public Task CloseAsync(int code) => socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);

    /// <summary>Breaks without a word.</summary>
    public void Break() => socket.Abort();

    internal async Task FinishAsync()
    {
        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }
}
