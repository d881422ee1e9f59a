using System.Globalization;

namespace Drill.Text;

/// <summary>Where a picture lies: an http(s) address, or a path that cannot leave the bank's root.</summary>
public static class FigurePath
{
    private const int MaximumLength = 2_048;

    /// <summary>
    /// The picture's address, or its normalised path relative to the bank's root; null when it lies outside or cannot be a file.
    /// A leading slash means the root, as it does on code forges.
    /// </summary>
    /// <param name="folder">The folder of the text, relative to the root.</param>
    /// <param name="source">As written in the text.</param>
    public static string? Resolve(string folder, string source)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length is 0 or > MaximumLength)
        {
            return null;
        }

        if (WebAddress.TryRead(source, out var address))
        {
            return address;
        }

        var end = source.AsSpan().IndexOfAny('?', '#');
        var path = Uri.UnescapeDataString(end < 0 ? source : source[..end]).Replace('\\', '/');
        if (path.StartsWith("//", StringComparison.Ordinal) || path.AsSpan().ContainsAny(':', '\0') || path.Any(char.IsControl))
        {
            return null;
        }

        var parts = new List<string>();
        return (path.StartsWith('/') || Walk(parts, folder)) && Walk(parts, path) && parts.Count > 0 && !path.EndsWith('/') ? string.Join('/', parts) : null;
    }

    private static bool Walk(List<string> parts, string path)
    {
        foreach (var part in path.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return false;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return true;
    }
}

/// <summary>Absolute http(s) addresses; nothing else is ever a link.</summary>
internal static class WebAddress
{
    private const int MaximumLength = 2_048;

    public static bool TryRead(string? text, out string address)
    {
        address = "";
        if (text is null || text.Length > MaximumLength
            || !(text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return false;
        }

        try
        {
            address = IsPlain(text) ? text : Encode(uri);
        }
        catch (UriFormatException)
        {
            // A host name that the rules for international names forbid is found out only here.
            return false;
        }

        return IsPlain(address);
    }

    private static string Encode(Uri uri)
    {
        var user = uri.UserInfo.Length > 0 ? uri.UserInfo + "@" : "";
        var host = uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host;
        var port = uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return $"{uri.Scheme}://{user}{host}{port}{uri.PathAndQuery}{uri.Fragment}";
    }

    /// <summary>Whether the address consists of characters that mean nothing to any of the platforms' own syntax for links.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= '\x7F' or '<' or '>' or '"' or '\\' or '`' or '^' or '{' or '}' or '|')
            {
                return false;
            }
        }

        return true;
    }
}
