using System.Collections.Immutable;

namespace Drill.Text;

/// <summary>
/// The base of every renderer: one abstract method for each kind of node, so that a renderer which forgets one does not compile.
/// Bodies nest at most <see cref="MarkdownReader.MaximumDepth"/> deep, so plain recursion is safe.
/// </summary>
public abstract class BodyRenderer
{
    /// <summary>Writes a paragraph.</summary>
    protected internal abstract void Write(Paragraph paragraph);

    /// <summary>Writes a heading.</summary>
    protected internal abstract void Write(Heading heading);

    /// <summary>Writes a list.</summary>
    protected internal abstract void Write(BulletList list);

    /// <summary>Writes a quotation.</summary>
    protected internal abstract void Write(Quote quote);

    /// <summary>Writes a code block.</summary>
    protected internal abstract void Write(CodeBlock code);

    /// <summary>Writes a table.</summary>
    protected internal abstract void Write(Table table);

    /// <summary>Writes display mathematics.</summary>
    protected internal abstract void Write(MathBlock math);

    /// <summary>Writes a picture.</summary>
    protected internal abstract void Write(ImageBlock image);

    /// <summary>Writes a rule.</summary>
    protected internal abstract void Write(Rule rule);

    /// <summary>Writes plain text.</summary>
    protected internal abstract void Write(TextRun text);

    /// <summary>Writes bold text.</summary>
    protected internal abstract void Write(Strong strong);

    /// <summary>Writes italic text.</summary>
    protected internal abstract void Write(Emphasis emphasis);

    /// <summary>Writes struck text.</summary>
    protected internal abstract void Write(Strike strike);

    /// <summary>Writes a code span.</summary>
    protected internal abstract void Write(CodeSpan code);

    /// <summary>Writes a link.</summary>
    protected internal abstract void Write(Link link);

    /// <summary>Writes a spoiler.</summary>
    protected internal abstract void Write(Spoiler spoiler);

    /// <summary>Writes inline mathematics.</summary>
    protected internal abstract void Write(MathSpan math);

    /// <summary>Writes an inline picture.</summary>
    protected internal abstract void Write(ImageSpan image);

    /// <summary>Writes a line break.</summary>
    protected internal abstract void Write(LineBreak lineBreak);

    /// <summary>Sends each block to its method, in order.</summary>
    protected void WriteBlocks(ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks)
        {
            block.Accept(this);
        }
    }

    /// <summary>Sends each inline to its method, in order.</summary>
    protected void WriteInlines(ImmutableArray<Inline> inlines)
    {
        foreach (var inline in inlines)
        {
            inline.Accept(this);
        }
    }
}
