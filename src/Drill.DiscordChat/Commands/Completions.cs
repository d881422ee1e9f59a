using Drill.Commands;
using Drill.Content;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Wire;
using Drill.Schedule;
using Drill.Text;

namespace Drill.DiscordChat.Commands;

/// <summary>What an option may become while somebody types it. Answered from memory, because it must be there before the next letter.</summary>
internal sealed class Completions(CommandTable table, BankLibrary library)
{
    public IReadOnlyList<Choice> For(InteractionData? data, string? locale)
    {
        var options = data?.Options ?? [];
        if (data?.Name is not { } name || options.FirstOrDefault(o => o.Focused is true) is not { } focused
            || table.Summaries("en").FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal)) is not { } command
            || command.Options.FirstOrDefault(o => string.Equals(o.Name, focused.Name, StringComparison.Ordinal)) is not { } option)
        {
            return [];
        }

        var before = options.TakeWhile(o => o.Focused is not true).LastOrDefault()?.Text;
        return (option.Kind, before) switch
        {
            (OptionKind.Topic, "hide" or "show") => Typed(focused.Text),
            (OptionKind.Topic, _) or (OptionKind.Value, "topics") => Topics(focused.Text, locale ?? "en"),
            (OptionKind.Value, "zone") => [.. Zones.Complete(focused.Text, DiscordLimits.Choices).Select(z => new Choice(z, z))],
            (OptionKind.Value, "language" or "chat language") => Some("en", "zh"),
            (OptionKind.Value, "form") => Some("open", "choice", "mixed"),
            (OptionKind.Value, "votes") => Some("buttons", "quiz"),
            (OptionKind.Value, "thread" or "pin" or "pictures" or "hide") => Some("on", "off"),
            _ => Typed(focused.Text),
        };
    }

    private static IReadOnlyList<Choice> Some(params string[] words) => [.. words.Select(w => new Choice(w, w))];

    // What is typed can be sent as it is; a list without it would only be in the way.
    private static IReadOnlyList<Choice> Typed(string text) => text.Length is 0 or > DiscordLimits.ChoiceText ? [] : [new Choice(text, text)];

    private IReadOnlyList<Choice> Topics(string typed, string locale)
    {
        // After a comma the next topic of a list begins.
        var comma = typed.LastIndexOfAny([',', '，', '、']);
        var (before, last) = (typed[..(comma + 1)], typed[(comma + 1)..].Trim());
        return
        [
            .. library.Current.Topics
                .Where(t => last.Length == 0 || t.Titles.Values.Append(t.Id).Any(n => n.Contains(last, StringComparison.OrdinalIgnoreCase)))
                .Select(t => new Choice(Shown.Cut(before + t.TitleFor(locale), DiscordLimits.ChoiceText), before + t.Id))
                .Where(c => c.Value.Length <= DiscordLimits.ChoiceText).Take(DiscordLimits.Choices),
        ];
    }
}
