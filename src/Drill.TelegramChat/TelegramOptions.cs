using System.Globalization;
using System.Text.RegularExpressions;

namespace Drill.TelegramChat;

/// <summary>How the bot hears of updates.</summary>
public enum TelegramMode
{
    /// <summary>It asks for them; works everywhere.</summary>
    Polling,

    /// <summary>Telegram calls a public https address.</summary>
    Webhook,
}

/// <summary>How Telegram is spoken with.</summary>
public sealed partial class TelegramOptions
{
    /// <summary>The most of any rate: what a paid broadcast allows in a second. https://core.telegram.org/bots/api#sendmessage</summary>
    public const int HighestRate = 10_000;

    /// <summary>The token that BotFather gave, such as <c>123456:ABC-DEF…</c>. Whoever has it is the bot.</summary>
    public string Token { get; set; } = "";

    /// <summary>How updates arrive.</summary>
    public TelegramMode Mode { get; set; }

    /// <summary>With <see cref="TelegramMode.Webhook"/>: the https address under which Telegram reaches this host, with the path that it will call.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>What Telegram must say with each webhook call, 1 to 256 of <c>A-Za-z0-9_-</c>; derived from the token when null.</summary>
    public string? Secret { get; set; }

    /// <summary>A Bot API server of one's own, or null for Telegram's.</summary>
    public Uri? ApiUrl { get; set; }

    /// <summary>Messages a second in all; 0 for no limit.</summary>
    public double MessagesPerSecond { get; set; } = 30;

    /// <summary>Messages a second to one chat; 0 for no limit.</summary>
    public double MessagesPerSecondInChat { get; set; } = 1;

    /// <summary>Messages a minute to one group; 0 for no limit.</summary>
    public int MessagesPerMinuteInGroup { get; set; } = 20;

    /// <summary>In how many chats updates are handled at once.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>
    /// Whether answers in groups are sent as ephemeral messages. An API server older than version 10.2 would show them to everybody, so with a server of
    /// one's own it is off unless it is turned on here.
    /// </summary>
    public bool? Ephemeral { get; set; }

    /// <summary>Whether links show a preview.</summary>
    public bool LinkPreviews { get; set; }

    internal bool UsesEphemeral => Ephemeral ?? ApiUrl is null;

    internal long BotId => long.Parse(Token.AsSpan(0, Token.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>What is wrong, as (name of the setting, what, how to mend it); the token itself is never repeated.</summary>
    public IEnumerable<(string Key, string What, string Mend)> Mistakes()
    {
        if (!TokenForm().IsMatch(Token))
        {
            yield return (nameof(Token), "is no bot token.", "Copy it whole from BotFather; it looks like 123456789:AAHdq….");
        }

        if (Mode == TelegramMode.Webhook && WebhookUrl is not { IsAbsoluteUri: true } url)
        {
            yield return (nameof(WebhookUrl), "is missing.", "With Mode webhook give the https address under which Telegram reaches this host, such as https://bot.example.org/telegram.");
        }
        else if (Mode == TelegramMode.Webhook && !(string.Equals(WebhookUrl!.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) || WebhookUrl.IsLoopback))
        {
            yield return (nameof(WebhookUrl), "is not https.", "Telegram calls https addresses only; put a proxy with a certificate in front.");
        }
        else if (Mode == TelegramMode.Webhook && WebhookUrl!.AbsolutePath.Length < 2)
        {
            yield return (nameof(WebhookUrl), "has no path.", "Add one, such as /telegram: the web chat has the root.");
        }

        if (Secret is not null && !SecretForm().IsMatch(Secret))
        {
            yield return (nameof(Secret), "has other characters than A-Z, a-z, 0-9, _ and -, or is too long.", "Give 1 to 256 of them, or leave it out.");
        }

        foreach (var (key, value) in new[] { (nameof(MessagesPerSecond), MessagesPerSecond), (nameof(MessagesPerSecondInChat), MessagesPerSecondInChat), (nameof(MessagesPerMinuteInGroup), MessagesPerMinuteInGroup) })
        {
            if (value is < 0 or > HighestRate || double.IsNaN(value))
            {
                yield return (key, "is out of range.", string.Create(CultureInfo.InvariantCulture, $"Give a number from 0 (no limit) to {HighestRate}."));
            }
        }

        if (Concurrency is < 1 or > 1000)
        {
            yield return (nameof(Concurrency), "is out of range.", "Give a number from 1 to 1000.");
        }
    }

    [GeneratedRegex("^[0-9]{1,19}:[A-Za-z0-9_-]{20,100}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TokenForm();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecretForm();
}
