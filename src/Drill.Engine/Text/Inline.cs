using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Drill.Text;

/// <summary>A piece of a line of text. Adding a kind means adding a method to <see cref="BodyRenderer"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(TextRun), "t")]
[JsonDerivedType(typeof(Strong), "b")]
[JsonDerivedType(typeof(Emphasis), "e")]
[JsonDerivedType(typeof(Strike), "s")]
[JsonDerivedType(typeof(CodeSpan), "c")]
[JsonDerivedType(typeof(Link), "a")]
[JsonDerivedType(typeof(Spoiler), "x")]
[JsonDerivedType(typeof(MathSpan), "m")]
[JsonDerivedType(typeof(ImageSpan), "i")]
[JsonDerivedType(typeof(LineBreak), "n")]
public abstract record Inline
{
    internal abstract void Accept(BodyRenderer renderer);
}

/// <summary>Text shown exactly as it is; it holds no markup.</summary>
public sealed record TextRun(string Text) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Bold.</summary>
public sealed record Strong(ImmutableArray<Inline> Inlines) : Inline
{
    /// <summary>Bold text, shown as it is.</summary>
    public static Strong Of(string text) => new([new TextRun(text)]);

    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Italic.</summary>
public sealed record Emphasis(ImmutableArray<Inline> Inlines) : Inline
{
    /// <summary>Italic text, shown as it is.</summary>
    public static Emphasis Of(string text) => new([new TextRun(text)]);

    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Struck through.</summary>
public sealed record Strike(ImmutableArray<Inline> Inlines) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A short piece of code.</summary>
public sealed record CodeSpan(string Code) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A link.</summary>
/// <param name="Inlines">What is shown.</param>
/// <param name="Url">An absolute http(s) address; anything else is not a link.</param>
public sealed record Link(ImmutableArray<Inline> Inlines, string Url) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Text that is hidden until touched.</summary>
public sealed record Spoiler(ImmutableArray<Inline> Inlines) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>Mathematics within a line, in TeX.</summary>
public sealed record MathSpan(string Tex) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>A picture within a line.</summary>
public sealed record ImageSpan(Figure Figure) : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}

/// <summary>The start of a new line inside a paragraph.</summary>
public sealed record LineBreak : Inline
{
    internal override void Accept(BodyRenderer renderer) => renderer.Write(this);
}
