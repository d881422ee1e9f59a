using Drill.Content;
using Drill.WebChat.Entering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Drill.WebChat.Figures;

/// <summary>Serves the pictures that the current bank names, and nothing else: an address is looked up among them, never opened as a path.</summary>
internal static class FigureEndpoint
{
    public const long LargestFile = 10 * 1024 * 1024;

    public static IEndpointConventionBuilder MapFigures(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/figures/{**source}", Get);

    /// <summary>The address of a picture, relative to the page's base.</summary>
    public static string AddressOf(string source) => "figures/" + string.Join('/', source.Split('/').Select(Uri.EscapeDataString));

    private static Results<FileStreamHttpResult, NotFound> Get(string source, HttpContext context, Gate gate, BankLibrary library)
    {
        if (gate.VisitorOf(context.Request) is null
            || TypeOf(source) is not { } type
            || library.Current.FigureFiles.GetValueOrDefault(source) is not { } path
            || Open(path) is not { } stream)
        {
            return TypedResults.NotFound();
        }

        // A picture opened on its own is a document of this site: it may be seen, and nothing else.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=600";
        context.Response.Headers.Remove("Pragma");
        return TypedResults.Stream(stream, type);
    }

    // The file may have been removed, or grown, since the bank was read.
    private static FileStream? Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous });
            if (stream.Length <= LargestFile)
            {
                return stream;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The same as a picture that never was.
        }

        stream?.Dispose();
        return null;
    }

    private static string? TypeOf(string source) => Path.GetExtension(source).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".WEBP" => "image/webp",
        _ => null,
    };
}
