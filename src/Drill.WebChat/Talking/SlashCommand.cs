using System.Text.RegularExpressions;

namespace Drill.WebChat.Talking;

/// <summary>A command as typed: a slash, a name, and the rest.</summary>
internal sealed partial record SlashCommand(string Name, string Arguments)
{
    public static bool LooksLikeOne(string text) => text.StartsWith('/');

    public static SlashCommand? Parse(string text) =>
        Shape().Match(text) is { Success: true } match
#pragma warning disable CA1308 // Command names are lower case by definition.
            ? new SlashCommand(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["rest"].Value.Trim())
#pragma warning restore CA1308
            : null;

    [GeneratedRegex(@"\A/(?<name>[A-Za-z0-9_]{1,32})(?:\s+(?<rest>.*))?\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Shape();
}
