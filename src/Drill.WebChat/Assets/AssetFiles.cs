using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Drill.WebChat.Assets;

/// <summary>Style sheets, scripts and the icon, out of this assembly. Their addresses carry a hash, so that browsers keep them until they change.</summary>
internal sealed class AssetFiles
{
    private const string Prefix = "assets/";
    private const string StyleSheet = "drill.css";

    private readonly FrozenDictionary<string, Asset> assets = Load().ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>The address of a file, relative to the page's base.</summary>
    public string Address(string name) => $"web/{name}?v={assets[name].Hash}";

    public IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/web");
        group.MapGet("/{name}", Get);
        group.MapGet("/alive", () => TypedResults.NoContent());
        return group;
    }

    private Results<FileContentHttpResult, NotFound> Get(string name, HttpContext context)
    {
        if (!assets.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        var isExact = string.Equals(context.Request.Query["v"], asset.Hash, StringComparison.Ordinal);
        context.Response.Headers.CacheControl = isExact ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var takesBrotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
        if (takesBrotli)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        var tag = new EntityTagHeaderValue($"\"{asset.Hash}{(takesBrotli ? "-br" : "")}\"");
        return TypedResults.File(takesBrotli ? asset.Compressed.Value : asset.Bytes, asset.ContentType, entityTag: tag);
    }

    private static IEnumerable<Asset> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var styles = new List<byte[]>();
        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var file = name[Prefix.Length..];
            if (file.EndsWith(".css", StringComparison.Ordinal))
            {
                styles.Add(bytes);
            }
            else
            {
                yield return new Asset(file, bytes, file.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : "text/javascript; charset=utf-8");
            }
        }

        // One sheet for the page; its parts are files of one idea each, in the order of their names.
        yield return new Asset(StyleSheet, [.. styles.SelectMany(s => s)], "text/css; charset=utf-8");
    }

    private sealed class Asset(string name, byte[] bytes, string contentType)
    {
        public string Name => name;

        public byte[] Bytes => bytes;

        public string ContentType => contentType;

        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes)[..8]);

        public Lazy<byte[]> Compressed { get; } = new(() => Compress(bytes));

        private static byte[] Compress(byte[] bytes)
        {
            using var target = new MemoryStream();
            using (var brotli = new BrotliStream(target, CompressionLevel.Optimal))
            {
                brotli.Write(bytes);
            }

            return target.ToArray();
        }
    }
}
