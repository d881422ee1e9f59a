using System.Text.RegularExpressions;

namespace Drill.TelegramChat.Receiving;

/// <summary>A command as people write it on Telegram: <c>/name@bot arguments</c>, also in a caption.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Bot">The bot it is meant for, or null.</param>
/// <param name="Arguments">Everything after it.</param>
internal sealed partial record CommandText(string Name, string? Bot, string Arguments)
{
    public static CommandText? Parse(string? text) =>
        text is not null && Form().Match(text) is { Success: true } match
            ? new CommandText(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["bot"] is { Success: true } bot ? bot.Value : null, text[match.Length..].Trim())
            : null;

    [GeneratedRegex(@"^/(?<name>[A-Za-z0-9_]{1,32})(@(?<bot>[A-Za-z0-9_]{1,64}))?(?=\s|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
