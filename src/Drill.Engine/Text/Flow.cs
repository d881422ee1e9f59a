using System.Collections.Immutable;

namespace Drill.Text;

/// <summary>
/// A piece of a body that was laid out as a plain sequence, for platforms whose text has no structure of its own: a paragraph, a heading,
/// a piece of code or a rule, with what remains of lists and quotations as numbers.
/// </summary>
public sealed record FlowBlock
{
    /// <summary>What it is.</summary>
    public FlowKind Kind { get; init; }

    /// <summary>Its text; code is one span without styles. Lines are parted by \n.</summary>
    public ImmutableArray<FlowSpan> Spans { get; init; } = [];

    /// <summary>1 to 6 for a heading, else 0.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>The language of code, or null.</summary>
    public string? Language { get; init; }

    /// <summary>How many quotations are around it.</summary>
    public int Quotes { get; init; }

    /// <summary>How many lists are around it.</summary>
    public int Lists { get; init; }

    /// <summary>How many columns the markers of the lists around it take; for the first block of an item, without its own marker.</summary>
    public int Hang { get; init; }

    /// <summary>The marker, when this block begins an item.</summary>
    public FlowMarker? Marker { get; init; }

    /// <summary>Whether it follows the block before without a blank line, as items of a list do.</summary>
    public bool IsTight { get; init; }

    /// <summary>The text without styles.</summary>
    public string Text => Spans is [var only] ? only.Text : string.Concat(Spans.Select(s => s.Text));
}

/// <summary>What a <see cref="FlowBlock"/> is.</summary>
public enum FlowKind
{
    /// <summary>A paragraph or a heading.</summary>
    Text,

    /// <summary>Text whose white space matters.</summary>
    Code,

    /// <summary>A line between two parts; it has no text.</summary>
    Rule,
}

/// <summary>What stands before an item of a list.</summary>
/// <param name="Number">Its number, or null for a bullet.</param>
/// <param name="Checked">Whether it is ticked, or null when it is no task.</param>
public readonly record struct FlowMarker(int? Number, bool? Checked)
{
    /// <summary>How many columns it takes as <c>- </c> or <c>1. </c>.</summary>
    public int Width => Number is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture).Length + 2 : 2;
}

/// <summary>A stretch of text that looks the same throughout.</summary>
/// <param name="Text">Shown exactly as it is.</param>
/// <param name="Styles">Its looks.</param>
/// <param name="Url">The address it links to, or null.</param>
public readonly record struct FlowSpan(string Text, FlowStyles Styles = FlowStyles.None, string? Url = null);

/// <summary>How a <see cref="FlowSpan"/> looks.</summary>
[Flags]
public enum FlowStyles
{
    /// <summary>Plain.</summary>
    None = 0,

    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Italic.</summary>
    Italic = 2,

    /// <summary>Struck through.</summary>
    Strike = 4,

    /// <summary>Code.</summary>
    Code = 8,

    /// <summary>Hidden until touched.</summary>
    Spoiler = 16,
}

/// <summary>How <see cref="BodyFlow"/> lays a body out.</summary>
public sealed record FlowOptions
{
    /// <summary>Tables at most this wide become aligned code, wider ones a list of their rows; null: rows with <c> | </c> between the cells.</summary>
    public int? TableWidth { get; init; }

    /// <summary>Whether mathematics is shown readably rather than as TeX between dollar signs.</summary>
    public bool ReadableMath { get; init; }

    /// <summary>What stands before the alternative text of a picture; when not empty, a picture without such text shows its file's name.</summary>
    public string ImageSign { get; init; } = "";
}
