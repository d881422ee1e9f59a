namespace Drill.Text;

/// <summary>The only walker of Markdig's tree: turns Markdown into a <see cref="Body"/>.</summary>
public static class MarkdownReader
{
    /// <summary>How deep a body may nest; anything deeper is flattened to text.</summary>
    public const int MaximumDepth = 32;
}
