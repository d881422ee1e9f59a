using System.Globalization;
using System.Text;
using Drill.DiscordChat;
using Microsoft.Extensions.Configuration;

namespace BotHost.Hosting;

/// <summary>Reads the settings <c>Drill:Discord:…</c>.</summary>
internal static class DiscordSettings
{
    private const string Name = "Discord";
    private const int MostPerSecond = 10_000;

    private static readonly string[] Known = ["Token", "ApplicationId", "PublicKey", "Mode", "TestGuild", "Shards", "RequestsPerSecond", "ApiUrl"];

    /// <summary>The settings, or null when Discord is off because there is no token.</summary>
    /// <param name="section">The section <c>Discord</c>.</param>
    /// <param name="wrong">Told every mistake: key, what is wrong, how to mend it.</param>
    public static DiscordOptions? Read(IConfigurationSection section, Action<string, string, string> wrong)
    {
        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !Known.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            Wrong(key, "is no setting.", $"There are {string.Join(", ", Known)}.");
        }

        var options = new DiscordOptions { Token = section["Token"]?.Trim() ?? "" };
        if (options.Token.Length == 0)
        {
            foreach (var key in section.GetChildren().Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => c.Key).Intersect(Known, StringComparer.OrdinalIgnoreCase))
            {
                Wrong(key, $"is set, but Drill:{Name}:Token is not.", "Give the token of the bot's page 'Bot', or remove this setting.");
            }

            return null;
        }

        // Never shown: a token in a message would be a token in a log.
        var parts = options.Token.Split('.');
        if (parts.Length != 3 || parts.Any(p => p.Length == 0) || options.Token.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c)))
        {
            Wrong("Token", "is no bot token.", "Copy it whole from the bot's page 'Bot' in the developer portal; it has three parts with dots between.");
        }

        options.ApplicationId = Id("ApplicationId") ?? IdIn(parts[0]) ?? "";
        if (options.ApplicationId.Length == 0)
        {
            Wrong("ApplicationId", "is missing and cannot be read from the token.", "Copy it from the application's page 'General Information'.");
        }

        options.TestGuild = Id("TestGuild");
        options.Mode = section["Mode"]?.Trim().ToUpperInvariant() switch
        {
            null or "" or "GATEWAY" => DiscordMode.Gateway,
            "INTERACTIONS" => DiscordMode.Interactions,
            _ => WrongMode(),
        };
        options.PublicKey = section["PublicKey"]?.Trim() is { Length: > 0 } given ? given : null;
        if (options.PublicKey is { } publicKey && !DiscordChatSetup.IsPublicKey(publicKey))
        {
            Wrong("PublicKey", "is no public key.", "Copy the 64 hexadecimal digits from the application's page 'General Information'.");
        }
        else if (options is { Mode: DiscordMode.Interactions, PublicKey: null })
        {
            Wrong("PublicKey", "is missing, but the mode is interactions.", "Copy it from the application's page 'General Information'.");
        }

        if (ShardRange.TryParse(section["Shards"]?.Trim() ?? "", out var shards))
        {
            options.Shards = shards;
        }
        else
        {
            Wrong("Shards", $"is '{section["Shards"]}'.", "Write auto, a total such as 4, or a range of a total such as 0-3/16.");
        }

        if (section["RequestsPerSecond"]?.Trim() is { Length: > 0 } pace)
        {
            if (int.TryParse(pace, NumberStyles.None, CultureInfo.InvariantCulture, out var perSecond) && perSecond is >= 1 and <= MostPerSecond)
            {
                options.RequestsPerSecond = perSecond;
            }
            else
            {
                Wrong("RequestsPerSecond", $"is '{pace}'.", $"Give a whole number from 1 to {MostPerSecond}, or leave it out: Discord allows 50.");
            }
        }

        if (section["ApiUrl"] is { Length: > 0 } api)
        {
            if (Uri.TryCreate(api.EndsWith('/') ? api : api + "/", UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            {
                options.ApiUrl = url;
            }
            else
            {
                Wrong("ApiUrl", $"is '{api}', which is no address.", $"Write it like {DiscordOptions.DefaultApi}, or leave it out.");
            }
        }

        return options;

        void Wrong(string key, string what, string mend) => wrong($"{Name}:{key}", what, mend);

        DiscordMode WrongMode()
        {
            Wrong("Mode", $"is '{section["Mode"]}'.", "Choose gateway or interactions.");
            return DiscordMode.Gateway;
        }

        string? Id(string key)
        {
            if (section[key]?.Trim() is not { Length: > 0 } id)
            {
                return null;
            }

            if (!IsId(id))
            {
                Wrong(key, $"is '{id}', which is no id.", "Give 15 to 20 digits; in Discord, with developer mode on, 'Copy ID' gives them.");
            }

            return id;
        }
    }

    private static bool IsId(string text) => text.Length is >= 15 and <= 20 && text.All(char.IsAsciiDigit);

    /// <summary>The first part of a token is the bot's id.</summary>
    private static string? IdIn(string part)
    {
        try
        {
            var padded = part.PadRight((part.Length + 3) / 4 * 4, '=').Replace('-', '+').Replace('_', '/');
            return Encoding.ASCII.GetString(Convert.FromBase64String(padded)) is var id && IsId(id) ? id : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
