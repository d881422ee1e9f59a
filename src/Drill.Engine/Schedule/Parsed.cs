using System.Collections.Immutable;

namespace Drill.Schedule;

/// <summary>What came of reading something an admin typed: a value, or what is wrong with the text.</summary>
internal sealed record Parsed<T>
{
    private readonly T? value;

    private Parsed(T? value, TextError? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>What is wrong, or null.</summary>
    public TextError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Ok => Error is null;

    /// <summary>The value; only asked for when <see cref="Ok"/>.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"There is no value: {Error.Kind}.");

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(TextError error) => new(default, error);
}

/// <summary>What is wrong with a typed text. The phrases of each language make a sentence of it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Given">The part that is wrong, as typed but cut to <see cref="MaximumGiven"/> characters: data, never markup.</param>
/// <param name="Suggestions">What may have been meant, in a form that will be accepted; the best first, at most three.</param>
internal sealed record TextError(TextErrorKind Kind, string Given, ImmutableArray<string> Suggestions)
{
    /// <summary>How much of a wrong text is repeated.</summary>
    public const int MaximumGiven = 40;

    /// <summary>Makes an error about a part of a text.</summary>
    public static TextError Of(TextErrorKind kind, string given, params IEnumerable<string> suggestions)
    {
        var text = given.Trim();
        if (text.Length > MaximumGiven)
        {
            var cut = char.IsHighSurrogate(text[MaximumGiven - 2]) ? MaximumGiven - 2 : MaximumGiven - 1;
            text = text[..cut] + "…";
        }

        return new TextError(kind, text, [.. suggestions.Distinct(StringComparer.Ordinal).Take(3)]);
    }
}

/// <summary>What can be wrong with a typed text.</summary>
internal enum TextErrorKind
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>Far longer than anything that could be meant.</summary>
    TooLong,

    /// <summary>Not a time, day, level or delay at all.</summary>
    NotUnderstood,

    /// <summary>There is no such hour (25:00, 13 pm).</summary>
    NoSuchHour,

    /// <summary>There is no such minute (9:75).</summary>
    NoSuchMinute,

    /// <summary>More times a day than <see cref="DailySchedule.MaximumSlots"/>.</summary>
    TooManyTimes,

    /// <summary>There is no such level.</summary>
    NoSuchLevel,

    /// <summary>The text can be read in more than one way; the suggestions are the ways.</summary>
    Ambiguous,

    /// <summary>The delay is shorter or longer than allowed.</summary>
    DelayOutOfRange,

    /// <summary>There is no such time zone; the suggestions are near it.</summary>
    UnknownZone,

    /// <summary>A distance from UTC knows no clock changes; the suggestions are zones that have it.</summary>
    OffsetInsteadOfZone,
}
