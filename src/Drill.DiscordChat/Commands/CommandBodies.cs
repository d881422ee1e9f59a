using System.Globalization;
using Drill.Commands;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Wire;
using Drill.DiscordChat.Wording;
using Drill.Text;

namespace Drill.DiscordChat.Commands;

/// <summary>The engine's one table of commands as Discord's slash commands.</summary>
internal static class CommandBodies
{
    /// <summary>What a command takes whose options nobody described.</summary>
    public const string AnyText = "text";

    // MANAGE_GUILD. https://docs.discord.com/developers/topics/permissions
    private const long ManageGuild = 1 << 5;

    // In servers and in the bot's own direct messages, not between other people. https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
    private static readonly int[] Contexts = [0, 1];

    public static IReadOnlyList<CommandBody> Of(CommandTable table)
    {
        var others = DiscordPhrases.All.Select(p => (Phrases: p, Commands: table.Summaries(p.Language).ToDictionary(c => c.Name, StringComparer.Ordinal))).ToList();
        return
        [
            .. table.Summaries(DiscordPhrases.All[0].Language).Select(c => new CommandBody(c.Name, Cut(c.Summary))
            {
                DescriptionLocalizations = Localize(others.Skip(1), o => o.Phrases, o => o.Commands[c.Name].Summary),
                Options = OptionsOf(c) is { Count: > 0 } options ? [.. options.Select(o => OptionOf(c, o))] : null,
                DefaultMemberPermissions = c.IsForAdmins ? ManageGuild.ToString(CultureInfo.InvariantCulture) : null,
                Contexts = Contexts,
            }),
        ];
    }

    /// <summary>A command's options; one of any text where a command takes something that nobody described.</summary>
    public static IReadOnlyList<CommandOption> OptionsOf(CommandSummary command) =>
        command.Options.IsEmpty && command.Usage.Length > 0 ? [new CommandOption(AnyText, OptionKind.Text)] : command.Options;

    private static OptionBody OptionOf(CommandSummary command, CommandOption option) => new(OptionBody.StringType, option.Name, Cut(DiscordPhrases.All[0].Option(command.Name, option.Name)))
    {
        DescriptionLocalizations = Localize(DiscordPhrases.All.Skip(1), p => p, p => p.Option(command.Name, option.Name)),
        Required = option.IsRequired ? true : null,
        Choices = option.Kind == OptionKind.Word ? [.. option.Words.Take(DiscordLimits.Choices).Select(w => new Choice(w, w, Localize(DiscordPhrases.All.Skip(1), p => p, p => p.Word(w))))] : null,
        Autocomplete = option.Kind is OptionKind.Topic or OptionKind.Value ? true : null,
        MaxLength = option.Kind == OptionKind.Text ? DiscordLimits.OptionText : null,
    };

    private static Dictionary<string, string> Localize<T>(IEnumerable<T> all, Func<T, DiscordPhrases> phrases, Func<T, string> text) =>
        all.SelectMany(one => phrases(one).Locales.Select(l => (Locale: l, Text: Cut(text(one))))).ToDictionary(p => p.Locale, p => p.Text, StringComparer.Ordinal);

    private static string Cut(string text) => Shown.Cut(text, DiscordLimits.CommandDescription);
}
