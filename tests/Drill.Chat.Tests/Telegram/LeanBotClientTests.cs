using System.Net;
using System.Text;
using Drill.TelegramChat.Calling;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Drill.Chat.Tests.Telegram;

/// <summary>A call to the Bot API: what is sent, and what is made of any answer.</summary>
public sealed class LeanBotClientTests
{
    private const string Token = "123456789:AAAbbbCCCdddEEEfffGGGhhhIIIjjjKKKll";

    [Fact]
    public async Task A_request_is_one_piece_of_known_length()
    {
        var server = new OneAnswer("""{"ok":true,"result":true}""");
        Assert.True(await AnswerAsync(server));
        Assert.Equal("https://api.telegram.org/bot" + Token + "/answerCallbackQuery", server.Address);
        Assert.Equal(Encoding.UTF8.GetByteCount(server.Sent!), server.Length);
        Assert.Equal("""{"callback_query_id":"7","text":"\"你好\""}""", server.Sent);
    }

    [Fact]
    public async Task An_answer_of_any_length_is_read_whole()
    {
        var name = new string('x', 400_000);
        var server = new OneAnswer($$"""{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"{{name}}"} }""");
        Assert.Equal(name, (await BotOf(server).GetMe(TestContext.Current.CancellationToken)).FirstName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad Gateway</html>")]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":false,"result":{"id":1,"first_name":"Drill"} }""")]
    [InlineData("""{"ok":true,"result":{"id":1""")]
    public async Task An_answer_without_a_result_leaves_a_doubt(string answer) =>
        Assert.Equal(TroubleKind.Unknown, CallTrouble.Of(await Assert.ThrowsAsync<RequestException>(() => BotOf(new OneAnswer(answer)).GetMe(TestContext.Current.CancellationToken))).Kind);

    [Theory]
    [InlineData(502, "<html>Bad Gateway</html>", TroubleKind.Unknown)]
    [InlineData(400, "{}", TroubleKind.Unknown)]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"Bad Request: message is not modified"}""", TroubleKind.NotModified)]
    [InlineData(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""", TroubleKind.ChatClosed)]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}""", TroubleKind.Flood)]
    internal async Task A_refusal_says_why(int status, string answer, TroubleKind kind) =>
        Assert.Equal(kind, CallTrouble.Of(await Assert.ThrowsAnyAsync<RequestException>(() => AnswerAsync(new OneAnswer(answer, (HttpStatusCode)status)))).Kind);

    [Fact]
    public async Task An_answer_without_an_end_is_given_up()
    {
        var trouble = await Assert.ThrowsAsync<RequestException>(() => AnswerAsync(new OneAnswer(new EndlessStream())));
        Assert.IsType<InvalidDataException>(trouble.InnerException);
    }

    private static async Task<bool> AnswerAsync(OneAnswer server)
    {
        await BotOf(server).AnswerCallbackQuery("7", "\"你好\"", cancellationToken: TestContext.Current.CancellationToken);
        return true;
    }

    private static LeanBotClient BotOf(OneAnswer server) => new(new TelegramBotClientOptions(Token), new HttpMessageInvoker(server));

    private sealed class OneAnswer(HttpContent answer, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        public OneAnswer(string answer, HttpStatusCode status = HttpStatusCode.OK) : this(new StringContent(answer, Encoding.UTF8, "application/json"), status) { }

        public OneAnswer(Stream answer) : this(new StreamContent(answer)) { }

        public string? Address { get; private set; }

        public string? Sent { get; private set; }

        public long? Length { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Address, Length) = (request.RequestUri?.AbsoluteUri, request.Content?.Headers.ContentLength);
            Sent = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
            return new HttpResponseMessage(status) { Content = answer };
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
