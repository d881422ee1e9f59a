using System.Collections.Immutable;

namespace Drill.Content.Dialects;

/// <summary>A question as its manner found it, before its content is told apart into prompt, options and answer.</summary>
internal sealed record QuestionFind
{
    /// <summary>The manner that found it: one of <see cref="Manners"/>.</summary>
    public required string Manner { get; init; }

    public required Title Title { get; init; }

    public required int Line { get; init; }

    /// <summary>Where it begins in the parsed text.</summary>
    public required int Start { get; init; }

    /// <summary>How sure the manner is: log-odds, above 0 more likely than not.</summary>
    public required double Confidence { get; init; }

    /// <summary>What belongs to the prompt whatever it looks like, such as follow-ups.</summary>
    public ImmutableArray<Part> Prompt { get; init; } = [];

    /// <summary>Everything up to the next question.</summary>
    public required IReadOnlyList<Part> Content { get; init; }

    /// <summary>How far the content is indented in the file.</summary>
    public int Indent { get; init; }

    public string? Anchor { get; init; }

    /// <summary>Whether a number without any sign before the title is numbering.</summary>
    public bool IsBareNumbered { get; set; }

    /// <summary>Its place in a numbered list.</summary>
    public int? Ordinal { get; init; }

    /// <summary>What a key behind the questions says about it.</summary>
    public KeyEntry? Key { get; set; }

    /// <summary>The nearest heading above it.</summary>
    public HeadingPart? Section { get; set; }

    public int? Number => Title.Reading.Number ?? (IsBareNumbered ? Title.Reading.BareNumber : null) ?? Ordinal;
}

/// <summary>The manners in which people write banks: short stable words.</summary>
internal static class Manners
{
    public const string Headings = "headings";
    public const string HtmlHeadings = "html-headings";
    public const string Details = "details";
    public const string Choices = "choices";
    public const string Bullets = "bullets";
    public const string Items = "list-items";
    public const string Bold = "bold";
    public const string Labels = "labels";
    public const string Numbered = "numbered";
    public const string Plain = "paragraphs";
    public const string Quotes = "quotes";
    public const string Table = "table";
    public const string WholeFile = "whole-file";
}
