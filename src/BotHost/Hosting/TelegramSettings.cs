using System.Globalization;
using Drill.TelegramChat;

namespace BotHost.Hosting;

/// <summary>Reads the section <c>Drill:Telegram</c>. Without a token Telegram is off.</summary>
internal static class TelegramSettings
{
    public const string Key = "Telegram";

    private static readonly string[] Known =
    [
        nameof(TelegramOptions.Token), nameof(TelegramOptions.Mode), nameof(TelegramOptions.WebhookUrl), nameof(TelegramOptions.Secret), nameof(TelegramOptions.ApiUrl),
        nameof(TelegramOptions.MessagesPerSecond), nameof(TelegramOptions.MessagesPerSecondInChat), nameof(TelegramOptions.MessagesPerMinuteInGroup), nameof(TelegramOptions.Concurrency),
        nameof(TelegramOptions.Ephemeral), nameof(TelegramOptions.LinkPreviews),
    ];

    /// <summary>The options, or null when there is no token.</summary>
    /// <param name="settings">The section <c>Drill</c>.</param>
    /// <param name="wrong">Told every mistake: the key below <c>Drill</c>, what is wrong, how to mend it. The token and the secret are never repeated.</param>
    public static TelegramOptions? Read(IConfiguration settings, Action<string, string, string> wrong)
    {
        var section = settings.GetSection(Key);
        var mistakes = 0;
        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !Known.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            Wrong(key, "is no setting.", $"There are {string.Join(", ", Known)}.");
        }

        var token = section[nameof(TelegramOptions.Token)]?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var options = new TelegramOptions { Token = token, Secret = section[nameof(TelegramOptions.Secret)] is { Length: > 0 } secret ? secret : null };
        if (Given(nameof(TelegramOptions.Mode)) is { } mode)
        {
            if (Enum.TryParse<TelegramMode>(mode, ignoreCase: true, out var known) && Enum.IsDefined(known))
            {
                options.Mode = known;
            }
            else
            {
                Wrong(nameof(TelegramOptions.Mode), $"is '{mode}'.", "Choose polling or webhook.");
            }
        }

        options.WebhookUrl = Address(nameof(TelegramOptions.WebhookUrl));
        options.ApiUrl = Address(nameof(TelegramOptions.ApiUrl));
        options.MessagesPerSecond = Number(nameof(TelegramOptions.MessagesPerSecond), options.MessagesPerSecond);
        options.MessagesPerSecondInChat = Number(nameof(TelegramOptions.MessagesPerSecondInChat), options.MessagesPerSecondInChat);
        options.MessagesPerMinuteInGroup = (int)Number(nameof(TelegramOptions.MessagesPerMinuteInGroup), options.MessagesPerMinuteInGroup);
        options.Concurrency = (int)Number(nameof(TelegramOptions.Concurrency), options.Concurrency);
        options.Ephemeral = Choice(nameof(TelegramOptions.Ephemeral));
        options.LinkPreviews = Choice(nameof(TelegramOptions.LinkPreviews)) ?? false;
        foreach (var (key, what, mend) in options.Mistakes().ToList())
        {
            Wrong(key, what, mend);
        }

        return mistakes == 0 ? options : null;

        string? Given(string key) => section[key]?.Trim() is { Length: > 0 } text ? text : null;

        Uri? Address(string key)
        {
            if (Given(key) is not { } text)
            {
                return null;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                return uri;
            }

            Wrong(key, $"is '{text}', which is no web address.", "Write it like https://bot.example.org/telegram.");
            return null;
        }

        double Number(string key, double usual)
        {
            if (Given(key) is not { } text)
            {
                return usual;
            }

            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= TelegramOptions.HighestRate)
            {
                return number;
            }

            Wrong(key, $"is '{text}'.", string.Create(CultureInfo.InvariantCulture, $"Give a number from 0 to {TelegramOptions.HighestRate}."));
            return usual;
        }

        bool? Choice(string key)
        {
            switch (Given(key)?.ToLowerInvariant())
            {
                case null:
                    return null;
                case "true" or "on" or "yes":
                    return true;
                case "false" or "off" or "no":
                    return false;
                default:
                    Wrong(key, $"is '{Given(key)}'.", "Choose true or false.");
                    return null;
            }
        }

        void Wrong(string key, string what, string mend)
        {
            mistakes++;
            wrong($"{Key}:{key}", what, mend);
        }
    }
}
