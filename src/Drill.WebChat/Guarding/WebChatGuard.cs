using System.Net;
using Drill.WebChat.Entering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Drill.WebChat.Guarding;

/// <summary>Marks an endpoint as the web chat's, as opposed to those of other chats and of the host.</summary>
internal sealed class WebChatEndpoint
{
    public static WebChatEndpoint Mark { get; } = new();
}

/// <summary>
/// What every answer of the web chat carries, and the requests that it does not answer: those under a foreign name while no key protects the page
/// (a site whose name was pointed at this machine), and live connections begun by another site's page.
/// </summary>
internal sealed class WebChatGuard(RequestDelegate next, IOptions<WebChatOptions> options, WrongKeyLimit limit)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<WebChatEndpoint>() is null)
        {
            return next(context);
        }

        if (!IsForUs(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync("The web chat answers to this machine's own names only, unless an access key is set.\n", context.RequestAborted);
        }

        if (!IsFromUs(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        return EnterEndpoints.ConsumeKeyLink(context, options.Value, limit) ? Task.CompletedTask : next(context);
    }

    private bool IsForUs(HttpRequest request) =>
        options.Value.NeedsKey
        || string.Equals(request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address));

    // Forms have their antiforgery token; a live connection has only its origin.
    private static bool IsFromUs(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
