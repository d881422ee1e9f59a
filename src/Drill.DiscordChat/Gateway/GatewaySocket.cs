using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Drill.DiscordChat.Gateway;

/// <summary>One connection to the gateway: frames in, frames out.</summary>
internal sealed class GatewaySocket : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly ZlibFrames frames = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly byte[] buffer = new byte[16 * 1024];

    /// <summary>The code with which the other side closed, or null while it has not, or closed without one.</summary>
    public int? CloseCode => socket.CloseStatus is { } status ? (int)status : null;

    public Task ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        return socket.ConnectAsync(url, cancellationToken);
    }

    /// <summary>The next message, or null when the connection has ended.</summary>
    public async Task<GatewayFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (frames.TryRead(buffer.AsSpan(0, result.Count), out var message))
            {
                return GatewayFrame.Read(message);
            }
        }
    }

    /// <summary>Sends one message.</summary>
    public async Task SendAsync<T>(int op, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("op"u8, op);
            writer.WritePropertyName("d"u8);
            JsonSerializer.Serialize(writer, data, type);
            writer.WriteEndObject();
        }

        if (stream.Length > DiscordLimits.GatewayPayloadBytes)
        {
            throw new InvalidOperationException("A message to the gateway is too long.");
        }

        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(stream.GetBuffer().AsMemory(0, (int)stream.Length), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Says goodbye with a code, for a moment at most; the connection ends in any case.</summary>
    public async Task CloseAsync(int code, TimeProvider time)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, moment.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // It was ending anyway.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        frames.Dispose();
        sending.Dispose();
    }
}
