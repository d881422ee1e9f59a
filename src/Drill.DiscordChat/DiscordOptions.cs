using Drill.DiscordChat.Connections;

namespace Drill.DiscordChat;

/// <summary>What the Discord chat is told. The host binds and checks it.</summary>
public sealed class DiscordOptions
{
    /// <summary>Discord's API, version 10.</summary>
    public static readonly Uri DefaultApi = new("https://discord.com/api/v10/");

    /// <summary>The bot's token. It is in no log.</summary>
    public string Token { get; set; } = "";

    /// <summary>The application's id; the bot's user has the same.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>The application's public key, 64 hexadecimal digits; only for <see cref="DiscordMode.Interactions"/>.</summary>
    public string? PublicKey { get; set; }

    /// <summary>How interactions come in.</summary>
    public DiscordMode Mode { get; set; }

    /// <summary>A server in which commands are registered for trying out, instead of everywhere.</summary>
    public string? TestGuild { get; set; }

    /// <summary>The shards that this process runs.</summary>
    public ShardRange Shards { get; set; } = ShardRange.All;

    /// <summary>Where Discord's API is; ends with a slash.</summary>
    public Uri ApiUrl { get; set; } = DefaultApi;

    /// <summary>How many requests a second Discord allows this bot, at least 1. https://docs.discord.com/developers/topics/rate-limits#global-rate-limit</summary>
    public int RequestsPerSecond { get; set; } = DiscordLimits.RequestsPerSecond;

    /// <summary>How long a reply may take before an interaction is acknowledged without it.</summary>
    public TimeSpan AcknowledgeAfter { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How many interactions there may be at once.</summary>
    internal InteractionLimits Interactions { get; set; } = InteractionLimits.Usual;
}

/// <summary>How interactions come in.</summary>
public enum DiscordMode
{
    /// <summary>Over the gateway: an outgoing socket, no address of one's own needed.</summary>
    Gateway,

    /// <summary>Over the interactions endpoint: Discord calls <c>/discord/interactions</c>.</summary>
    Interactions,
}

/// <summary>Which shards a process runs: those from first to last of a total. A total of 0 means what Discord recommends.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct ShardRange(int First, int Last, int Total)
{
    /// <summary>Everything, as many shards as Discord recommends.</summary>
    public static ShardRange All { get; } = new(0, -1, 0);

    /// <summary>Reads <c>auto</c>, a total such as <c>4</c>, or a range of a total such as <c>0-3/16</c>.</summary>
    public static bool TryParse(string text, out ShardRange range)
    {
        range = All;
        if (text is "" or "auto")
        {
            return true;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryNumber(slash < 0 ? text : text[(slash + 1)..], out var total) || total is < 1 or > 10_000)
        {
            return false;
        }

        var (first, last) = (0, total - 1);
        if (slash >= 0)
        {
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            if (!TryNumber(dash < 0 ? text[..slash] : dash < slash ? text[..dash] : "", out first) || !TryNumber(dash < 0 ? text[..slash] : text[(dash + 1)..slash], out last)
                || first > last || last >= total)
            {
                return false;
            }
        }

        range = new ShardRange(first, last, total);
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
}
