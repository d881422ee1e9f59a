using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Drill.TelegramChat.Calling;
using Microsoft.AspNetCore.Http;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Receiving;

/// <summary>What Telegram must say with each webhook call: the one that was set, or one derived from the token.</summary>
internal sealed class WebhookSecret(TelegramOptions options)
{
    public string Value { get; } = options.Secret ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("drill/webhook/1\n" + options.Token)));

    public bool Fits(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Value));
}

/// <summary>Takes updates that Telegram sends: 401 without the secret, 400 for what is no update, 200 once the effect is stored, 503 when it could not be, so that it comes again.</summary>
internal sealed class Webhook(WebhookSecret secret, UpdateDesk desk, TelegramClient client)
{
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private const int LargestUpdate = 256 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!secret.Fits(context.Request.Headers[SecretHeader]))
        {
            return TypedResults.Unauthorized();
        }

        if (client.UserName is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Update? update;
        try
        {
            if (context.Request.ContentLength > LargestUpdate)
            {
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            update = await JsonSerializer.DeserializeAsync<Update>(context.Request.Body, JsonBotAPI.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            return TypedResults.BadRequest();
        }

        if (update is null or { Id: 0 })
        {
            return TypedResults.BadRequest();
        }

        try
        {
            await desk.HandleAsync(update, context.RequestAborted);
            return TypedResults.Ok();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !context.RequestAborted.IsCancellationRequested)
        {
            // The desk has logged it.
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
