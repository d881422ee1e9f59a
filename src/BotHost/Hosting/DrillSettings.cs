using System.Globalization;
using System.Net;
using Drill.DiscordChat;
using Drill.Schedule;
using Drill.TelegramChat;
using Microsoft.Extensions.Configuration;

namespace BotHost.Hosting;

/// <summary>
/// The settings of the section <c>Drill</c>, from <c>appsettings.json</c>, environment variables (<c>Drill__Url</c>) and the command line. Everything that is wrong
/// is found at once and named with its key.
/// </summary>
internal sealed record DrillSettings(
    IReadOnlyList<string> Content,
    string Database,
    Uri Url,
    string Language,
    string Zone,
    string? AccessKey,
    string? AdminKey,
    TimeSpan OutboxLease)
{
    /// <summary>How Telegram is spoken with, or null when it is off.</summary>
    public TelegramOptions? Telegram { get; private init; }

    public const string Section = "Drill";

    /// <summary>What Discord is told, or null without a token.</summary>
    public DiscordOptions? Discord { get; init; }

    private const int ShortestKey = 8;

    private static readonly string[] Known = ["Content", "Database", "Url", "Language", "Zone", "AccessKey", "AdminKey", "OutboxLease", ModelSettings.Section, TelegramSettings.Key, "Discord"];

    /// <summary>The model that reads answers, or null.</summary>
    public ModelSettings? Model { get; init; }

    /// <summary>Reads the settings; when anything is wrong, the list of mistakes is not empty and the settings must not be used.</summary>
    public static DrillSettings Read(IConfiguration configuration, ContentFolders folders, ICollection<string> mistakes)
    {
        var section = configuration.GetSection(Section);
        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !Known.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            Wrong(key, "is no setting.", $"There are {string.Join(", ", Known)}.");
        }

        var url = Url(section["Url"] ?? "http://127.0.0.1:5080");
        var access = Key("AccessKey");
        var admin = Key("AdminKey");
        if (url is not null && !IsLoopback(url) && access is null)
        {
            Wrong("AccessKey", $"is missing, but {Section}:Url lets other machines in.", "Give a key of at least 8 characters, or listen on 127.0.0.1.");
        }

        if (admin is not null && string.Equals(access, admin, StringComparison.Ordinal))
        {
            Wrong("AdminKey", $"is the same as {Section}:AccessKey.", "Choose another, or everybody would be an admin.");
        }

        return new DrillSettings(
            Content(section, folders),
            section["Database"] ?? Path.Combine("data", "drill.db"),
            url ?? new Uri("http://127.0.0.1:5080"),
            Language(section["Language"] ?? "en"),
            Zone(section["Zone"] ?? "UTC"),
            access,
            admin,
            Seconds("OutboxLease", section["OutboxLease"] ?? "30", 5, 600))
        {
            Model = ModelSettings.Read(section.GetSection(ModelSettings.Section), Wrong),
            Telegram = TelegramSettings.Read(section, Wrong),
            Discord = DiscordSettings.Read(section.GetSection("Discord"), Wrong),
        };

        void Wrong(string key, string what, string mend) => mistakes.Add($"{Section}:{key} {what} {mend}");

        Uri? Url(string text)
        {
            if (Uri.TryCreate(text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                && uri is { Scheme: "http", PathAndQuery: "/" } && uri.Port is >= 0 and <= 65535)
            {
                return uri;
            }

            Wrong("Url", $"is '{text}', which is no address to listen on.", "Write it like http://127.0.0.1:5080; put a proxy in front for https.");
            return null;
        }

        string? Key(string key)
        {
            var value = section[key];
            if (string.IsNullOrEmpty(value))
            {
                return null;
            }

            if (value.Trim().Length < ShortestKey || value.Length > 200)
            {
                Wrong(key, "is too short or too long.", "Give 8 to 200 characters.");
            }

            return value;
        }

        string Language(string text)
        {
            if (text is not ("en" or "zh"))
            {
                Wrong("Language", $"is '{text}'.", "Choose en or zh.");
            }

            return text;
        }

        string Zone(string text)
        {
            if (Zones.Find(text, out var near) is { } id)
            {
                return id;
            }

            Wrong("Zone", $"is '{text}', which is no time zone.", near.Count == 0 ? "Write it like Europe/London." : $"Did you mean {string.Join(" or ", near)}?");
            return "UTC";
        }

        TimeSpan Seconds(string key, string text, int least, int most)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            Wrong(key, $"is '{text}'.", string.Create(CultureInfo.InvariantCulture, $"Give whole seconds from {least} to {most}."));
            return TimeSpan.FromSeconds(least);
        }

        IReadOnlyList<string> Content(IConfigurationSection settings, ContentFolders content)
        {
            var given = settings.GetSection("Content").GetChildren().Select(c => c.Value).Append(settings["Content"])
                .OfType<string>().SelectMany(v => v.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
            if (given.Count == 0)
            {
                if (content.FindShipped() is { } shipped)
                {
                    return [shipped];
                }

                Wrong("Content", "is not set and there is no folder 'content' here.", "Name a folder or a Markdown file.");
                return [];
            }

            foreach (var path in given.Where(p => !Directory.Exists(p) && !File.Exists(p)))
            {
                Wrong("Content", $"names '{path}', which does not exist.", "Name a folder or a Markdown file.");
            }

            return given;
        }
    }

    /// <summary>Whether only this machine can reach an address.</summary>
    public static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Finds the bank that ships with the bot.</summary>
internal sealed class ContentFolders(string currentDirectory, string programDirectory)
{
    private const string Name = "content";

    /// <summary>The folder <c>content</c> here, else beside the program or above it (a build within a checkout); null when there is none.</summary>
    public string? FindShipped()
    {
        var here = Path.Combine(currentDirectory, Name);
        if (Directory.Exists(here))
        {
            // As a person would write it, so that problems are short to read.
            return Name;
        }

        for (var folder = new DirectoryInfo(programDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
