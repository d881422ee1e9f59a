using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Drill.Bench.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Drill.Bench.Discord;

/// <summary>
/// As much of Discord as a load needs, over real HTTP and WebSocket: what it answers has the shape and length of the real answers and its limits are kept, but nothing is checked and
/// nothing is kept but counts, so that it is never what is measured. The strict one is in <c>tests/Drill.Fakes</c>.
/// </summary>
internal sealed class LightDiscord : IAsyncDisposable
{
    public const string Token = "MTAwMDAwMDAwMDAwMDAwMDAx.bench.token-of-the-bot-that-is-measured", Application = "100000000000000001";

    private readonly WebApplication app;
    private readonly TaskCompletionSource<long> registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<long, ChannelPost> posts = [];
    private long lastMessage = 900_000_000_000_000_000;
    private int refused;

    private LightDiscord(WebApplication app) => this.app = app;

    public Uri Api => new(new Uri(app.Urls.Single()), "/api/v10/");

    public LightGateway Gateway { get; } = new();

    public LightPresses Presses { get; } = new();

    /// <summary>How long every answer waits, as on a line of that length; up to twice as long where it varies.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The limits, or null where only the bot's own speed counts.</summary>
    public LightLimits? Limits { get; init; }

    /// <summary>The timestamp at which the bot told its commands: it is ready.</summary>
    public Task<long> Registered => registered.Task;

    /// <summary>The last question in each channel.</summary>
    public IReadOnlyDictionary<long, ChannelPost> Posts => posts;

    /// <summary>The messages in channels.</summary>
    public PostCounts Counts { get; } = new();

    /// <summary>Answers 429.</summary>
    public int Refused => Volatile.Read(ref refused);

    public static async Task<LightDiscord> StartAsync(TimeSpan delay = default, LightLimits? limits = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var light = new LightDiscord(web) { Delay = delay, Limits = limits };
        web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        web.Run(light.HandleAsync);
        await web.StartAsync(CancellationToken.None);
        return light;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Close();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        Gateway.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await Gateway.ServeAsync(socket);
            return;
        }

        var parts = context.Request.Path.Value!["/api/v10/".Length..].Split('/');
        var body = await ReadAsync(context.Request);
        var arrived = TimeProvider.System.GetTimestamp();
        if (parts[0] is not ("interactions" or "webhooks") && Limits?.Take(parts, arrived, context.Response) is { } wait)
        {
            Interlocked.Increment(ref refused);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Write(context.Response, string.Create(CultureInfo.InvariantCulture, $$"""{"message":"You are being rate limited.","retry_after":{{wait.TotalSeconds:F3}},"global":false}"""));
            return;
        }

        var answer = Answer(context, parts, body, arrived);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, TimeProvider.System, context.RequestAborted);
        }

        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        Write(context.Response, answer);
    }

    private string? Answer(HttpContext context, string[] parts, byte[] body, long arrived)
    {
        switch (parts)
        {
            case ["interactions", _, var token, "callback"]:
                Presses.Respond(int.Parse(token, CultureInfo.InvariantCulture), body, arrived);
                return null;
            case ["webhooks", _, var number, ..]:
                Presses.Say(int.Parse(number, CultureInfo.InvariantCulture), arrived);
                return Message("0");
            case ["gateway", "bot"]:
                return $$$"""{"url":"ws://{{{context.Request.Host}}}","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":1000,"max_concurrency":1}}""";
            case ["applications", ..]:
                registered.TrySetResult(arrived);
                return "[]";
            case ["channels", var channel, "messages"] when HttpMethods.IsPost(context.Request.Method):
                return Post(channel, body, arrived);
            default:
                return "[]";
        }
    }

    private string Post(string channel, byte[] body, long arrived)
    {
        var number = long.Parse(channel, CultureInfo.InvariantCulture);
        if (Interactions.PostIn(body) is { } post)
        {
            posts[number] = new ChannelPost(Interactions.Guild, number, post, Encoding.UTF8.GetBytes(Interactions.MessageOf(channel, body)));
        }

        Counts.Add(number, arrived);
        return Message(channel);
    }

    private string Message(string channel) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Interlocked.Increment(ref lastMessage)}}","channel_id":"{{channel}}","type":0,"content":"","timestamp":"2026-03-02T09:00:00.000000+00:00","flags":32768,"author":{"id":"{{Application}}","username":"drill","bot":true},"components":[],"embeds":[],"attachments":[],"mentions":[],"mention_roles":[],"pinned":false,"tts":false}""");

    private static void Write(HttpResponse response, string text)
    {
        response.ContentType = "application/json";
        response.ContentLength = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, response.BodyWriter);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        for (; ; )
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
