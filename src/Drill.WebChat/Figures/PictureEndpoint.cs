using System.Globalization;
using System.Security.Cryptography;
using Drill.Conversation;
using Drill.Rooms;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Drill.WebChat.Figures;

/// <summary>Serves the pictures of messages, each to those who may read its message and to nobody else.</summary>
internal static class PictureEndpoint
{
    public static IEndpointConventionBuilder MapPictures(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/pictures/{number:long}/{file}", GetAsync);

    /// <summary>The address of a picture, relative to the page's base. A message that was edited has other addresses, so browsers may keep what they loaded.</summary>
    public static string AddressOf(long number, Picture picture)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(picture.Png.Span)[..6]);
        return string.Create(CultureInfo.InvariantCulture, $"pictures/{number}/{Uri.EscapeDataString(picture.FileName)}?v={version}");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        long number, string file, HttpContext context, Gate gate, IRoomLog log, CancellationToken cancellationToken)
    {
        if (gate.VisitorOf(context.Request) is not { } visitor)
        {
            return TypedResults.NotFound();
        }

        var entry = await log.ReadOneAsync(Place.Room.Log, visitor.UserId, number, cancellationToken)
            ?? await log.ReadOneAsync(Place.PrivateOf(visitor.UserId).Log, visitor.UserId, number, cancellationToken);
        var picture = entry?.Entry.Message.Pictures.FirstOrDefault(p => string.Equals(p.FileName, file, StringComparison.Ordinal));
        if (picture is null)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=86400";
        context.Response.Headers.Remove("Pragma");
        return TypedResults.Bytes(picture.Png, "image/png");
    }
}
