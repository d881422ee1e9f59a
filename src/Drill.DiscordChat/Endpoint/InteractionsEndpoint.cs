using System.Buffers;
using System.Text.Json;
using Drill.DiscordChat.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Drill.DiscordChat.Endpoint;

/// <summary>The address that Discord calls. https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint</summary>
internal static class InteractionsEndpoint
{
    public const string Path = "/discord/interactions";

    private const int LongestBody = 512 * 1024;

    public static IEndpointConventionBuilder MapInteractions(this IEndpointRouteBuilder endpoints, EndpointConnection connection, string publicKey)
    {
        var signatures = new Signatures(publicKey);
        return endpoints.MapPost(Path, (HttpContext context) => AnswerAsync(context, connection, signatures));
    }

    private static async Task AnswerAsync(HttpContext context, EndpointConnection connection, Signatures signatures)
    {
        var headers = context.Request.Headers;
        var body = await ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        // Also when there is too much to do: Discord now and then sends a wrong signature on purpose and gives up an address that does not refuse it.
        if (!signatures.IsGood(headers["X-Signature-Ed25519"], headers["X-Signature-Timestamp"], body))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        Interaction? interaction;
        try
        {
            interaction = JsonSerializer.Deserialize(body, DiscordJson.Default.Interaction);
        }
        catch (JsonException)
        {
            interaction = null;
        }

        if (interaction is null or { Type: 0 })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (status, response) = interaction.Type == Interaction.Ping
            ? new EndpointAnswer(StatusCodes.Status200OK, new InteractionResponse(InteractionResponse.Pong))
            : await connection.AcceptAsync(interaction, context.RequestAborted);
        context.Response.StatusCode = status;
        if (response is null)
        {
            return;
        }

        await context.Response.WriteAsJsonAsync(response, DiscordJson.Default.InteractionResponse, contentType: null, context.RequestAborted);
    }

    /// <summary>The body as it came, or null when it is too long.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > LongestBody)
            {
                return null;
            }

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
