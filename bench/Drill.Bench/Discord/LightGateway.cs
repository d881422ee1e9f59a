using System.Globalization;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;

namespace Drill.Bench.Discord;

/// <summary>A gateway for one connection: greets, answers heartbeats, and sends whatever it is given as one zlib stream.</summary>
internal sealed class LightGateway : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource closing = new();
    private readonly MemoryStream compressed = new();
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ZLibStream? deflater;
    private WebSocket? socket;
    private long sequence;

    /// <summary>Done once a client has identified.</summary>
    public Task Ready => ready.Task;

    public async Task ServeAsync(WebSocket accepted)
    {
        compressed.SetLength(0);
        deflater = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        socket = accepted;
        await SendAsync("""{"op":10,"s":null,"t":null,"d":{"heartbeat_interval":41250}}"""u8.ToArray());
        var buffer = new byte[8192];
        try
        {
            for (; ; )
            {
                var received = await accepted.ReceiveAsync(buffer.AsMemory(), closing.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var text = Encoding.UTF8.GetString(buffer, 0, received.Count);
                if (text.StartsWith("""{"op":1,""", StringComparison.Ordinal))
                {
                    await SendAsync("""{"op":11,"s":null,"t":null,"d":null}"""u8.ToArray());
                }
                else if (text.StartsWith("""{"op":2,""", StringComparison.Ordinal))
                {
                    await DispatchAsync("READY", Encoding.UTF8.GetBytes($$$"""{"v":10,"user":{"id":"{{{LightDiscord.Application}}}","username":"drill","bot":true},"guilds":[],"session_id":"one","resume_gateway_url":"ws://127.0.0.1:1","application":{"id":"{{{LightDiscord.Application}}}","flags":0}}"""));
                    ready.TrySetResult();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The bot has stopped, or the load is over.
        }
        finally
        {
            socket = null;
            ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Sends an event. Events go out in the order of the calls.</summary>
    public Task DispatchAsync(string name, byte[] data) => SendAsync(
        () => [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"t":"{{name}}","s":{{++sequence}},"op":0,"d":""")), .. data, (byte)'}']);

    public void Close() => closing.Cancel();

    public void Dispose()
    {
        deflater?.Dispose();
        compressed.Dispose();
        closing.Dispose();
        turn.Dispose();
    }

    private Task SendAsync(byte[] json) => SendAsync(() => json);

    /// <summary>Sends what is made when its turn has come, so that numbers go out in their order.</summary>
    private async Task SendAsync(Func<byte[]> make)
    {
        await turn.WaitAsync(closing.Token);
        try
        {
            compressed.SetLength(0);
            deflater!.Write(make());
            deflater.Flush();
            await (socket?.SendAsync(compressed.GetBuffer().AsMemory(0, (int)compressed.Length), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None) ?? ValueTask.CompletedTask);
        }
        finally
        {
            turn.Release();
        }
    }
}
