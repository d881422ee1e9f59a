using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Drill.Fakes.Models;

/// <summary>
/// A model behind OpenAI's chat completions over real HTTP. What it says is decided by <see cref="Behaviour"/>: an honest reader, one that obeys whatever the answer tells it,
/// or anything else that goes wrong with such services.
/// </summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelRequest> requests = new();

    private FakeModel(WebApplication app) => this.app = app;

    /// <summary>The endpoint to configure.</summary>
    public Uri Endpoint => new(app.Urls.First() + "/v1");

    /// <summary>Every request so far.</summary>
    public IReadOnlyCollection<ModelRequest> Requests => requests;

    /// <summary>What the model says to a request: the content of its message.</summary>
    public Func<ModelRequest, Task<string>> Behaviour { get; set; } = request => Task.FromResult(request.ReadHonestly());

    /// <summary>The HTTP status of its replies.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>Starts on a free port of this machine.</summary>
    public static async Task<FakeModel> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var model = new FakeModel(app);

        // As a delegate: as a request delegate the result would be dropped without a word.
        app.MapPost("/v1/chat/completions", (Delegate)model.CompleteAsync);
        await app.StartAsync();
        return model;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> CompleteAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var request = ModelRequest.Read(body.RootElement, context.Request.Headers.Authorization.ToString());
        requests.Enqueue(request);
        if (Status != StatusCodes.Status200OK)
        {
            return Results.Json(new { error = new { message = "The model is overloaded.", type = "server_error" } }, statusCode: Status);
        }

        var content = await Behaviour(request).WaitAsync(context.RequestAborted);
        return Results.Json(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = request.Model,
            choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" } },
            usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
        });
    }
}

/// <summary>A request to the model, read as the model would.</summary>
public sealed record ModelRequest(string Model, string Authorization, string System, string Question, IReadOnlyList<string> KeyPoints, string Answer)
{
    internal static ModelRequest Read(JsonElement body, string authorization)
    {
        var messages = body.GetProperty("messages").EnumerateArray().ToDictionary(m => m.GetProperty("role").GetString()!, Text);
        using var asked = JsonDocument.Parse(messages["user"]);
        return new ModelRequest(
            body.GetProperty("model").GetString()!,
            authorization,
            messages["system"],
            asked.RootElement.GetProperty("question").GetString()!,
            [.. asked.RootElement.GetProperty("keyPoints").EnumerateArray().Select(p => p.GetString()!)],
            asked.RootElement.GetProperty("answer").GetString()!);

        static string Text(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
            ? string.Concat(parts.EnumerateArray().Select(p => p.GetProperty("text").GetString()))
            : message.GetProperty("content").GetString()!;
    }

    /// <summary>The reply of a model that understands every paraphrase: sentence n of the answer shows key point n.</summary>
    public string ReadHonestly()
    {
        var sentences = Answer.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Reply([.. KeyPoints.Select((_, i) => i < sentences.Length ? ("covered", sentences[i]) : ("missing", ""))]);
    }

    /// <summary>A reply with a state and a quotation for each key point.</summary>
    public static string Reply(params (string State, string Quote)[] points) =>
        JsonSerializer.Serialize(new { points = points.Select((p, i) => new { n = i + 1, state = p.State, quote = p.Quote }) });
}
