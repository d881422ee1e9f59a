using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Drill.Bench.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Drill.Bench.Telegram;

/// <summary>
/// As much of a Bot API server as a load needs, over real HTTP: what it answers has the shape and length of the real answers, but nothing is checked against the
/// specification and nothing is kept but counts, so that it is never what is measured. The strict one is in <c>tests/Drill.Fakes</c>.
/// </summary>
internal sealed class LightTelegram : IAsyncDisposable
{
    public const string Token = "4242:AALightTokenOfTheBotThatIsMeasuredHere";

    private readonly WebApplication app;
    private readonly TaskCompletionSource<long> firstPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<long, GroupPost> posts = [];
    private int lastMessage = 100;
    private int turnedAway;

    private LightTelegram(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public LightUpdates Updates { get; } = new();

    /// <summary>How long every answer waits, as on a line of that length.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many messages to groups it takes in any second; the rest is turned away with 429.</summary>
    public FloodWindow? Flood { get; init; }

    /// <summary>The timestamp of the first getUpdates.</summary>
    public Task<long> FirstPoll => firstPoll.Task;

    /// <summary>The last message to everybody in each group that asks something.</summary>
    public IReadOnlyDictionary<long, GroupPost> Posts => posts;

    /// <summary>Messages to everybody in groups.</summary>
    public PostCounts Counts { get; } = new();

    public int TurnedAway => turnedAway;

    public static async Task<LightTelegram> StartAsync(TimeSpan delay = default, FloodWindow? flood = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var light = new LightTelegram(server) { Delay = delay, Flood = flood };
        server.Run(light.HandleAsync);
        await server.StartAsync(CancellationToken.None);
        return light;
    }

    public async ValueTask DisposeAsync()
    {
        Updates.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var method = path.AsSpan(path.LastIndexOf('/') + 1).ToString();
        using var request = context.Request.HasFormContentType ? await FormAsync(context.Request) : await JsonAsync(context.Request);
        var arrived = TimeProvider.System.GetTimestamp();
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, TimeProvider.System, context.RequestAborted);
        }

        var answer = new ArrayBufferWriter<byte>(1024);
        switch (method)
        {
            case "getUpdates":
                firstPoll.TrySetResult(arrived);
                await Updates.WriteAsync(request!.RootElement, answer, context.RequestAborted);
                break;
            case "sendMessage" or "sendPhoto":
                Send(context.Response, request!.RootElement, arrived, answer);
                break;
            case "answerCallbackQuery":
                Updates.Answered(int.Parse(request!.RootElement.GetProperty("callback_query_id").GetString()!, CultureInfo.InvariantCulture), arrived);
                answer.Write("""{"ok":true,"result":true}"""u8);
                break;
            case "getMe":
                answer.Write("""{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"Drill","username":"drill_bench_bot"}}"""u8);
                break;
            case "getChatMember":
                answer.Write("""{"ok":true,"result":{"status":"creator","is_anonymous":false,"user":{"is_bot":false,"first_name":"?","id":"""u8);
                Text(answer, request!.RootElement.GetProperty("user_id").GetRawText() + "}}}");
                break;
            default:
                answer.Write("""{"ok":true,"result":true}"""u8);
                break;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.WrittenCount;
        context.Response.BodyWriter.Write(answer.WrittenSpan);
    }

    private void Send(HttpResponse response, JsonElement request, long arrived, ArrayBufferWriter<byte> answer)
    {
        var chat = Number(request.GetProperty("chat_id"));
        var isAlone = request.TryGetProperty("ephemeral_message_parameters", out var alone);
        if (!isAlone && Flood?.IsFull(arrived) == true)
        {
            Interlocked.Increment(ref turnedAway);
            response.StatusCode = 429;
            answer.Write("""{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}"""u8);
            return;
        }

        var message = Interlocked.Increment(ref lastMessage);
        answer.Write("""{"ok":true,"result":"""u8);
        var start = answer.WrittenCount;
        WriteMessage(answer, request, chat, message, isAlone ? Number(alone.GetProperty("receiver_user_id")) : null);
        var json = answer.WrittenMemory[start..];
        if (isAlone)
        {
            answer.Write("}"u8);
            Updates.Said(int.Parse(alone.GetProperty("callback_query_id").GetString()!, CultureInfo.InvariantCulture));
            return;
        }

        Counts.Add(chat, arrived);
        if (GroupPost.TryRead(request, json) is { } post)
        {
            posts[chat] = post;
        }

        answer.Write("}"u8);
    }

    // What the bot wrote is copied as it is, so that the server costs little beside the bot.
    private static void WriteMessage(ArrayBufferWriter<byte> writer, JsonElement request, long chat, int message, long? receiver)
    {
        var type = chat < 0 ? "supergroup" : "private";
        Text(writer, string.Create(CultureInfo.InvariantCulture, $$"""{"message_id":{{(receiver is null ? message : 0)}},"date":1772438400,"chat":{"id":{{chat}},"type":"{{type}}","title":"Group"},"from":{"id":4242,"is_bot":true,"first_name":"Drill","username":"drill_bench_bot"}"""));
        if (receiver is { } person)
        {
            Text(writer, string.Create(CultureInfo.InvariantCulture, $$""","ephemeral_message_id":{{message}},"receiver_user":{"id":{{person}},"is_bot":false,"first_name":"?"}"""));
        }

        foreach (var member in request.EnumerateObject())
        {
            if (member.Name is not ("text" or "entities" or "caption" or "caption_entities" or "reply_markup"))
            {
                continue;
            }

            Text(writer, ",\"");
            Text(writer, member.Name);
            Text(writer, "\":");
            writer.Write(JsonMarshal.GetRawUtf8Value(member.Value));
        }

        if (request.TryGetProperty("photo", out _))
        {
            Text(writer, string.Create(CultureInfo.InvariantCulture, $$""","photo":[{"file_id":"photo-{{message}}","file_unique_id":"u{{message}}","width":800,"height":600}]"""));
        }

        writer.Write("}"u8);
    }

    private static long Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static void Text(IBufferWriter<byte> writer, string text) => Encoding.UTF8.GetBytes(text, writer);

    private static async Task<JsonDocument?> JsonAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        {
            return null;
        }

        for (; ; )
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                var document = JsonDocument.Parse(read.Buffer.ToArray());
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return document;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>An upload: rare, since a picture is uploaded once.</summary>
    private static async Task<JsonDocument> FormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var text = form.Where(f => f.Value.Count > 0).Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())).Append(KeyValuePair.Create("photo", "upload")).DistinctBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => JsonSerializer.Serialize(f.Key) + ":" + (f.Value is ['{' or '[', ..] ? f.Value : JsonSerializer.Serialize(f.Value)));
        return JsonDocument.Parse("{" + string.Join(',', text) + "}");
    }
}

/// <summary>A question in a group.</summary>
/// <param name="Number">The number of the post, as its buttons name it.</param>
/// <param name="Json">The message as the API shows it.</param>
internal sealed record GroupPost(long Number, byte[] Json)
{
    private const string Mark = "1.show.";

    /// <summary>Reads a message that the bot sends; null when it asks nothing.</summary>
    public static GroupPost? TryRead(JsonElement request, ReadOnlyMemory<byte> json)
    {
        if (!request.TryGetProperty("reply_markup", out var markup) || markup.GetRawText() is not { } text || text.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var digits = text.AsSpan(at + Mark.Length);
        return new GroupPost(long.Parse(digits[..digits.IndexOf('.')], CultureInfo.InvariantCulture), json.ToArray());
    }
}

/// <summary>So many messages in any second and no more.</summary>
internal sealed class FloodWindow(int perSecond)
{
    private readonly Lock gate = new();
    private readonly Queue<long> last = new();

    public bool IsFull(long now)
    {
        lock (gate)
        {
            while (last.TryPeek(out var first) && TimeProvider.System.GetElapsedTime(first, now) >= TimeSpan.FromSeconds(1))
            {
                last.Dequeue();
            }

            if (last.Count >= perSecond)
            {
                return true;
            }

            last.Enqueue(now);
            return false;
        }
    }
}
