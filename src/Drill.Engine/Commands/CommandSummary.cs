using System.Collections.Immutable;

namespace Drill.Commands;

/// <summary>A command as people see it in a menu.</summary>
/// <param name="Name">Without the slash: <c>[a-z0-9_]{1,32}</c>.</param>
/// <param name="Usage">Its arguments, such as <c>[topic] [level]</c>; may be empty.</param>
/// <param name="Summary">What it does, in the language asked for, at most 100 characters.</param>
/// <param name="IsForAdmins">Whether only admins may use it in a group.</param>
public sealed record CommandSummary(string Name, string Usage, string Summary, bool IsForAdmins)
{
    /// <summary>Its arguments for platforms with typed ones; empty also when nobody has described them.</summary>
    public ImmutableArray<CommandOption> Options { get; init; } = [];
}
