using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;
using SyntaxBlock = Markdig.Syntax.Block;
using SyntaxInline = Markdig.Syntax.Inlines.Inline;

namespace Drill.Content.Dialects;

/// <summary>A stretch of a foreign file: what its outline is made of.</summary>
internal abstract class Part
{
    /// <summary>Where it begins in the parsed text.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; set; }

    /// <summary>The line of the file, from 1.</summary>
    public required int Line { get; init; }
}

/// <summary>A whole Markdown block.</summary>
internal sealed class BlockPart(SyntaxBlock block) : Part
{
    public SyntaxBlock Block => block;
}

/// <summary>Some lines of a paragraph: from an inline up to another, exclusive.</summary>
internal sealed class LinesPart(LeafBlock block, SyntaxInline first, SyntaxInline? stop) : Part
{
    public LeafBlock Block => block;

    public SyntaxInline First => first;

    public SyntaxInline? Stop => stop;
}

/// <summary>HTML between tags that mean structure.</summary>
internal sealed class HtmlPart : Part;

/// <summary>Blocks that were made rather than written where they stand, such as the cell of a table.</summary>
internal sealed class MadePart(ImmutableArray<Drill.Text.Block> blocks) : Part
{
    public ImmutableArray<Drill.Text.Block> Blocks => blocks;
}

/// <summary>A part that holds others.</summary>
internal abstract class ContainerPart : Part
{
    public List<Part> Parts { get; } = [];
}

/// <summary>The whole file, or one item of a list.</summary>
internal sealed class RootPart : ContainerPart;

/// <summary>A heading and everything below it.</summary>
internal sealed class HeadingPart : ContainerPart
{
    public required int Level { get; init; }

    public required Title Title { get; init; }

    public string? Anchor { get; set; }

    public bool IsHtml { get; init; }

    /// <summary>What stands below it says of it; null until it was looked at.</summary>
    public double? Evidence { get; set; }
}

/// <summary><c>&lt;details&gt;</c>, its summary, and everything in it.</summary>
internal sealed class DetailsPart : ContainerPart
{
    /// <summary>Null until the summary was met; some have none.</summary>
    public Title? Summary { get; set; }

    public string? Anchor { get; set; }
}

/// <summary>The words by which a question, a section or an answer is announced.</summary>
/// <param name="Inlines">As they look.</param>
/// <param name="Text">Without looks; positions of <paramref name="Reading"/> count in it.</param>
/// <param name="Reading">What the words look like.</param>
/// <param name="Rest">Blocks of a summary below its first line.</param>
internal sealed record Title(ImmutableArray<Drill.Text.Inline> Inlines, string Text, TitleReading Reading, ImmutableArray<Drill.Text.Block> Rest)
{
    public static Title Of(ImmutableArray<Drill.Text.Inline> inlines, ImmutableArray<Drill.Text.Block> rest = default)
    {
        var text = InlineText.Of(inlines);
        return new Title(inlines, text, TitleReading.Of(text), rest.IsDefault ? [] : rest);
    }
}
