using Markdig.Syntax;

namespace Drill.Content.Own;

/// <summary>A section of a question: where its heading stands and the blocks below it.</summary>
internal sealed record SectionPart(Section Section, int Line, int Column, List<Block> Blocks, int Start)
{
    /// <summary>Where it ends; known when the next heading comes.</summary>
    public int End { get; set; }
}
