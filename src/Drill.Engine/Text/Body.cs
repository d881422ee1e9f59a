using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Drill.Text;

/// <summary>
/// Platform-neutral rich text: a small immutable tree. Markdown files become bodies through <see cref="MarkdownReader"/>;
/// messages of the engine build them directly, so that a person's name is always data and never markup.
/// </summary>
/// <param name="Blocks">The blocks in reading order; may be empty.</param>
public sealed record Body(ImmutableArray<Block> Blocks)
{
    /// <summary>A body without blocks.</summary>
    public static Body Empty { get; } = new([]);

    /// <summary>Whether there is nothing to show.</summary>
    [JsonIgnore]
    public bool IsEmpty => Blocks.IsDefaultOrEmpty;

    /// <summary>A body of one paragraph that shows <paramref name="text"/> as it is.</summary>
    public static Body Plain(string text) => new([Paragraph.Of(text)]);

    /// <summary>This body followed by <paramref name="other"/>.</summary>
    public Body Then(Body other) => new(Blocks.AddRange(other.Blocks));
}

/// <summary>A block of a <see cref="Body"/>. Adding a kind means adding a method to <see cref="BodyRenderer"/>, so no renderer can forget it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Paragraph), "p")]
[JsonDerivedType(typeof(Heading), "h")]
[JsonDerivedType(typeof(BulletList), "l")]
[JsonDerivedType(typeof(Quote), "q")]
[JsonDerivedType(typeof(CodeBlock), "c")]
[JsonDerivedType(typeof(Table), "tb")]
[JsonDerivedType(typeof(MathBlock), "m")]
[JsonDerivedType(typeof(ImageBlock), "i")]
[JsonDerivedType(typeof(Rule), "r")]
public abstract record Block
{
    internal abstract void Accept(BodyRenderer renderer);
}

/// <summary>A paragraph of inline text.</summary>
public sealed record Paragraph(ImmutableArray<Inline> Inlines) : Block
{
    /// <summary>A paragraph that shows <paramref name="text"/> as it is.</summary>
    public static Paragraph Of(string text) => new([new TextRun(text)]);

    /// <summary>A paragraph of the given inlines.</summary>
    public static Paragraph Of(params ImmutableArray<Inline> inlines) => new(inlines);

    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A heading inside a body.</summary>
/// <param name="Level">1 (largest) to 6.</param>
/// <param name="Inlines">Its text.</param>
public sealed record Heading(int Level, ImmutableArray<Inline> Inlines) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A bulleted or numbered list.</summary>
/// <param name="Start">The first number, or null for bullets.</param>
/// <param name="Items">The items, each with its own blocks.</param>
public sealed record BulletList(int? Start, ImmutableArray<ListItem> Items) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>One item of a <see cref="BulletList"/>.</summary>
/// <param name="Blocks">The blocks of the item.</param>
/// <param name="Checked">For a task list: whether it is ticked; null for an ordinary item.</param>
public sealed record ListItem(ImmutableArray<Block> Blocks, bool? Checked = null);

/// <summary>A quotation.</summary>
public sealed record Quote(ImmutableArray<Block> Blocks) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Code or other text whose white space matters.</summary>
/// <param name="Code">The text, lines parted by \n, without a final line feed.</param>
/// <param name="Language">The language as written after the fence, or null.</param>
public sealed record CodeBlock(string Code, string? Language) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A table; every row has as many cells as <paramref name="Alignments"/>.</summary>
public sealed record Table(ImmutableArray<CellAlignment> Alignments, ImmutableArray<TableCell> Header, ImmutableArray<TableRow> Rows) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>How the cells of a column are set.</summary>
public enum CellAlignment
{
    /// <summary>At the start of the line.</summary>
    Start,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the end of the line.</summary>
    End,
}

/// <summary>One row of a <see cref="Table"/>.</summary>
public sealed record TableRow(ImmutableArray<TableCell> Cells);

/// <summary>One cell of a <see cref="Table"/>.</summary>
public sealed record TableCell(ImmutableArray<Inline> Inlines);

/// <summary>Mathematics set on its own line, in TeX.</summary>
public sealed record MathBlock(string Tex) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A picture on its own.</summary>
public sealed record ImageBlock(Figure Figure) : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A line between two parts.</summary>
public sealed record Rule : Block
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A picture.</summary>
/// <param name="Source">A path relative to the bank's root with forward slashes, or an http(s) address.</param>
/// <param name="AlternativeText">What the picture shows, for those who cannot see it; may be empty.</param>
public sealed record Figure(string Source, string AlternativeText)
{
    /// <summary>Whether the picture lies on the web rather than beside the text.</summary>
    [JsonIgnore]
    public bool IsRemote => Source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || Source.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
