using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Drill.DiscordChat.Rest;

/// <summary>A request to Discord's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path without ids, such as <c>channels/{id}/messages</c>: it names the route in limits and logs.</param>
/// <param name="Path">The path with ids.</param>
/// <param name="Major">The channel, guild or webhook that the limit is kept for; empty when none.</param>
internal sealed record RestRequest(HttpMethod Method, string Template, string Path, string Major = "")
{
    /// <summary>The JSON to send, or null.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Files that the JSON names as attachments.</summary>
    public IReadOnlyList<RestFile> Files { get; init; } = [];

    /// <summary>Whether sending it twice does no harm: then a time-out is tried again.</summary>
    public bool IsRepeatable { get; init; } = Method != HttpMethod.Post;

    /// <summary>How it stands to limits.</summary>
    public RestLane Lane { get; init; }

    /// <summary>The same request with a body.</summary>
    public RestRequest With<T>(T body, JsonTypeInfo<T> type, IReadOnlyList<RestFile>? files = null) =>
        this with { Json = JsonSerializer.SerializeToUtf8Bytes(body, type), Files = files ?? [] };

    /// <summary>A message that can be sent once.</summary>
    public HttpRequestMessage Build(Uri api)
    {
        var message = new HttpRequestMessage(Method, new Uri(api, Path));
        if (Json is { } json)
        {
            var body = new ReadOnlyMemoryContent(json);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (Files.Count == 0)
            {
                message.Content = body;
            }
            else
            {
                var form = new MultipartFormDataContent { { body, "payload_json" } };
                for (var i = 0; i < Files.Count; i++)
                {
                    var file = new ReadOnlyMemoryContent(Files[i].Content);
                    file.Headers.ContentType = new MediaTypeHeaderValue(Files[i].ContentType);
                    form.Add(file, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"files[{i}]"), Files[i].Name);
                }

                message.Content = form;
            }
        }

        return message;
    }
}

/// <summary>A file to upload.</summary>
internal sealed record RestFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>How a request stands to limits.</summary>
internal enum RestLane
{
    /// <summary>Waits its turn.</summary>
    Scheduled,

    /// <summary>Somebody waits for it: it goes before the scheduled ones.</summary>
    Urgent,

    /// <summary>A webhook of an interaction: it has a limit of its own, is outside the bot's, and needs no token.</summary>
    InteractionWebhook,

    /// <summary>The first response to an interaction: sent at once, outside every queue.</summary>
    Callback,
}

/// <summary>What became of a request.</summary>
internal abstract record RestOutcome<T>
{
    private RestOutcome() { }

    /// <summary>Discord did it.</summary>
    internal sealed record Done(T Value) : RestOutcome<T>;

    /// <summary>Discord will never do it.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Code">Discord's own code, 0 when it gave none. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</param>
    /// <param name="Message">Discord's words.</param>
    internal sealed record Rejected(int Status, int Code, string Message) : RestOutcome<T>;

    /// <summary>Discord asks for more patience than a request may have. It was not done.</summary>
    internal sealed record Limited(TimeSpan RetryAfter) : RestOutcome<T>;

    /// <summary>Discord could not be reached, or failed.</summary>
    /// <param name="MayHaveArrived">Whether it may have been done all the same.</param>
    /// <param name="Reason">What happened, in English.</param>
    internal sealed record Failed(bool MayHaveArrived, string Reason) : RestOutcome<T>;
}

/// <summary>Nothing: the value of requests that answer without a body.</summary>
internal readonly record struct Nothing;
