using System.Collections.Frozen;
using Drill.Phrasing;

namespace Drill.Commands;

/// <summary>The one table of commands, for every platform's menu.</summary>
public sealed class CommandTable
{
    private readonly IReadOnlyList<Command> commands;
    private readonly FrozenDictionary<string, Command> byName;
    private readonly FrozenDictionary<string, Command> byVerb;

    internal CommandTable(IEnumerable<Command> commands)
    {
        this.commands = [.. commands];
        byName = this.commands.ToFrozenDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        byVerb = this.commands.SelectMany(c => c.Verbs.Select(v => (Verb: v, Command: c))).ToFrozenDictionary(p => p.Verb, p => p.Command, StringComparer.Ordinal);
    }

    /// <summary>Every command in the order of the menu, described in a language.</summary>
    public IReadOnlyList<CommandSummary> Summaries(string language)
    {
        var phrases = PhraseBook.For(Languages.Choose(language));
        return [.. commands.Select(c => new CommandSummary(c.Name, c.Usage, c.Summary(phrases), c.IsForAdmins) { Options = c.Options })];
    }

    internal Command? Find(string name) => byName.GetValueOrDefault(name);

    internal Command? FindVerb(string verb) => byVerb.GetValueOrDefault(verb);
}
