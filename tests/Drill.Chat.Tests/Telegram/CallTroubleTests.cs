using System.Net;
using System.Net.Sockets;
using Drill.Delivery;
using Drill.TelegramChat.Calling;
using Telegram.Bot;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Whether a call that failed may be made again: only when it surely did nothing.</summary>
public sealed class CallTroubleTests
{
    private const string Token = "123456789:AAAbbbCCCdddEEEfffGGGhhhIIIjjjKKKll";

    [Fact]
    public async Task A_line_on_which_nobody_ever_answers_has_surely_carried_nothing()
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return Stream.Null;
            },
        };
        using var http = new HttpMessageInvoker(handler);
        Assert.Equal(TroubleKind.NotSent, (await TroubleAsync(http, "http://127.0.0.1:9")).Kind);
    }

    [Fact]
    public async Task A_server_that_nobody_listens_on_has_surely_received_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        Assert.Equal(TroubleKind.NotSent, (await TroubleAsync(http, $"http://127.0.0.1:{port}")).Kind);
    }

    [Fact]
    public async Task A_server_that_takes_a_call_and_does_not_answer_leaves_a_doubt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        Assert.Equal(TroubleKind.Unknown, (await TroubleAsync(http, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).Kind);
    }

    private static async Task<CallTrouble> TroubleAsync(HttpMessageInvoker http, string address)
    {
        var bot = new LeanBotClient(new TelegramBotClientOptions(Token, address), http);
        return CallTrouble.Of(await Assert.ThrowsAnyAsync<Exception>(
            () => new CallClock(TimeProvider.System).WithinAsync(TimeSpan.FromMilliseconds(300), token => bot.SendMessage(1, "x", cancellationToken: token), TestContext.Current.CancellationToken)));
    }
}
