using System.Text.RegularExpressions;

namespace Drill.Authoring.Import;

/// <summary>Guesses whose text it is from what lies around a file: the licence beside it, and the repository it was cloned from.</summary>
internal static partial class LicenceGuess
{
    private const int LongestFile = 64 * 1024;
    private static readonly string[] Names = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "COPYING"];

    private static readonly (string Words, string Licence)[] Known =
    [
        ("Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
        ("Attribution-NonCommercial-NoDerivatives 4.0", "CC-BY-NC-ND-4.0"),
        ("Attribution-NonCommercial 4.0", "CC-BY-NC-4.0"),
        ("Attribution-ShareAlike 4.0", "CC-BY-SA-4.0"),
        ("Attribution-NoDerivatives 4.0", "CC-BY-ND-4.0"),
        ("Attribution 4.0 International", "CC-BY-4.0"),
        ("Attribution-ShareAlike 3.0", "CC-BY-SA-3.0"),
        ("CC0 1.0 Universal", "CC0-1.0"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL-3.0"),
        ("GNU LESSER GENERAL PUBLIC LICENSE", "LGPL-3.0"),
        ("GNU GENERAL PUBLIC LICENSE", "GPL-3.0"),
        ("Mozilla Public License Version 2.0", "MPL-2.0"),
        ("Apache License", "Apache-2.0"),
        ("Redistribution and use in source and binary forms", "BSD-3-Clause"),
        ("This is free and unencumbered software", "Unlicense"),
        ("DO WHAT THE FUCK YOU WANT TO", "WTFPL"),
        ("Permission to use, copy, modify, and/or distribute", "ISC"),
        ("MIT License", "MIT"),
        ("Permission is hereby granted, free of charge", "MIT"),
    ];

    /// <summary>The licence of the nearest licence file at or above a folder, not above its repository; null when none is known.</summary>
    public static string? Of(string folder)
    {
        foreach (var parent in WithinRepository(folder))
        {
            foreach (var name in Names)
            {
                if (ReadStart(Path.Combine(parent, name)) is { } text)
                {
                    return Known.FirstOrDefault(k => Flatten(text).Contains(k.Words, StringComparison.OrdinalIgnoreCase)).Licence;
                }
            }
        }

        return null;
    }

    /// <summary>The address of a file in the repository it was cloned from, without anybody's name or password; null when there is none.</summary>
    public static string? SourceOf(string file)
    {
        var root = WithinRepository(Path.GetDirectoryName(file)!).LastOrDefault(p => Directory.Exists(Path.Combine(p, ".git")));
        if (root is null || ReadStart(Path.Combine(root, ".git", "config")) is not { } config)
        {
            return null;
        }

        var match = Origin().Match(config);
        if (!match.Success)
        {
            return null;
        }

        var address = Scp().Replace(match.Groups["url"].Value.Trim(), "https://${host}/${path}");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "ssh"))
        {
            return null;
        }

        var path = uri.AbsolutePath.EndsWith(".git", StringComparison.Ordinal) ? uri.AbsolutePath[..^4] : uri.AbsolutePath;
        var repository = $"https://{uri.Host}{path.TrimEnd('/')}";
        var below = Path.GetRelativePath(root, file).Replace('\\', '/');
        return string.Equals(uri.Host, "github.com", StringComparison.OrdinalIgnoreCase)
            ? repository + "/blob/HEAD/" + string.Join('/', below.Split('/').Select(Uri.EscapeDataString))
            : repository;
    }

    // A folder and its parents up to the one that holds the repository; alone when there is no repository.
    private static List<string> WithinRepository(string folder)
    {
        var folders = new List<string>();
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
        {
            folders.Add(parent.FullName);
            if (Directory.Exists(Path.Combine(parent.FullName, ".git")))
            {
                return folders;
            }
        }

        return [folder];
    }

    private static string? ReadStart(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var reader = new StreamReader(path);
            var buffer = new char[LongestFile];
            return new string(buffer, 0, reader.ReadBlock(buffer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Flatten(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("""\[remote "origin"\][^\[]*?\n\s*url\s*=\s*(?<url>[^\n\r]+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Origin();

    [GeneratedRegex("""^(?:[\w.-]+@)?(?<host>[\w.-]+):(?<path>[^/].*)$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Scp();
}
