using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Calling;

/// <summary>
/// The library's client with a call that costs less: a request is one piece of known length instead of a stream in chunks, an answer is read in one piece, and nothing counts the time a second
/// time (<see cref="TelegramClient.CallAsync{T}"/> does). What goes wrong is told by the same exceptions. It tries nothing again.
/// </summary>
internal sealed class LeanBotClient(TelegramBotClientOptions options, HttpMessageInvoker http) : TelegramBotClient(options)
{
    /// <summary>The longest answer: 100 updates, each with messages of the longest texts, have a tenth of that.</summary>
    private const int LongestAnswer = 32 * 1024 * 1024;

    private const int UsualAnswer = 16 * 1024;

    // Nobody takes a request for a page, so nothing is written in six letters where one will do: Chinese takes half the room.
    private static readonly JsonSerializerOptions Options = new(JsonBotAPI.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly string address = options.BaseRequestUrl + "/";
    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(request.HttpMethod, addresses.GetOrAdd(request.MethodName, method => new Uri(address + method))) { Content = ContentOf(request) };
        using var response = await SendAsync(message, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var answer = await ReadAsync<ApiResponse<TResponse>>(response, cancellationToken);
            return answer is { Ok: true, Result: { } result } ? result : throw new RequestException("There is no result in the answer", response.StatusCode);
        }

        var failure = await ReadAsync<ApiResponse>(response, cancellationToken);
        throw failure is { ErrorCode: not 0, Description: not null } ? ExceptionsParser.Parse(failure) : new RequestException("There is no description in the answer", response.StatusCode);
    }

    private static HttpContent? ContentOf<TResponse>(IRequest<TResponse> request)
    {
        // These have a form of their own: a file as a part of many, or nothing at all.
        if (request is FileRequestBase<TResponse> or PhotoMessage or ParameterlessRequest<TResponse>)
        {
            return request.ToHttpContent();
        }

        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), Options));
        content.Headers.ContentType = Json;
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new RequestException("The Bot API could not be called: " + exception.GetType().Name, exception);
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(response.Content.Headers.ContentLength + 1 ?? UsualAnswer, UsualAnswer, LongestAnswer));
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length)
                {
                    buffer = Larger(buffer);
                }
            }

            return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), Options);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new RequestException("The answer could not be read", response.StatusCode, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] buffer)
    {
        if (buffer.Length >= LongestAnswer)
        {
            throw new InvalidDataException($"The answer has more than {LongestAnswer} bytes.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
