using System.Collections.Frozen;
using System.Runtime.CompilerServices;
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
    public const string Path = "figures/";
    public const int LargestFile = 10 * 1024 * 1024;

    private static readonly ConditionalWeakTable<QuestionBank, FrozenSet<string>> Named = [];

    public static IEndpointConventionBuilder MapFigures(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/figures/{**source}", Get);

    private static Results<FileStreamHttpResult, NotFound> Get(string source, HttpContext context, Gate gate, BankLibrary library, IFigureFiles files)
    {
        if (gate.VisitorOf(context.Request) is null
            || TypeOf(source) is not { } type
            || !Named.GetValue(library.Current, SourcesOf).Contains(source)
            || files.Open(source) is not { } stream)
        {
            return TypedResults.NotFound();
        }

        if (stream.Length > LargestFile)
        {
            stream.Dispose();
            return TypedResults.NotFound();
        }

        // An SVG opened on its own would be a document of this site: it may draw, and nothing else.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=600";
        return TypedResults.Stream(stream, type);
    }

    private static FrozenSet<string> SourcesOf(QuestionBank bank) => bank.Questions
        .SelectMany(q => q.Variants)
        .SelectMany(v => v.Figures)
        .Where(f => !f.IsRemote)
        .Select(f => f.Source)
        .ToFrozenSet(StringComparer.Ordinal);

    private static string? TypeOf(string source) => System.IO.Path.GetExtension(source).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".WEBP" => "image/webp",
        ".AVIF" => "image/avif",
        ".BMP" => "image/bmp",
        ".SVG" => "image/svg+xml",
        _ => null,
    };
}
