using System.Collections.Immutable;

namespace Drill.Commands;

/// <summary>An argument of a command, for platforms with typed ones. What people choose is put together as they would have typed it.</summary>
/// <param name="Name"><c>[a-z]{1,32}</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="IsRequired">Whether the command needs it. Required ones come first.</param>
public sealed record CommandOption(string Name, OptionKind Kind, bool IsRequired = false)
{
    /// <summary>For <see cref="OptionKind.Word"/>: the words to choose from, at most 25.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>One of some words.</summary>
    public static CommandOption Of(string name, params ImmutableArray<string> words) => new(name, OptionKind.Word) { Words = words };
}

/// <summary>What a <see cref="CommandOption"/> takes.</summary>
public enum OptionKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>One of some words.</summary>
    Word,

    /// <summary>A topic of the bank.</summary>
    Topic,

    /// <summary>What the word before asks for: a zone after <c>zone</c>, topics after <c>topics</c>, else any text.</summary>
    Value,
}
