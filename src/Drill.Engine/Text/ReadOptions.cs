namespace Drill.Text;

/// <summary>How <see cref="MarkdownReader"/> treats what points outside the text.</summary>
public sealed record ReadOptions
{
    /// <summary>Pictures lie beside the text, at the bank's root.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The folder of the file relative to the bank's root, with forward slashes; empty for the root itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// Called with the source as written and the line (from 1) for every picture that cannot be used: outside the bank's root, or
    /// with a scheme that is not http(s). Such a picture becomes its alternative text.
    /// </summary>
    public Action<string, int>? UnusableFigure { get; init; }
}
