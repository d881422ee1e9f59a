using System.Collections.Immutable;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxBlock = Markdig.Syntax.Block;
using SyntaxInline = Markdig.Syntax.Inlines.Inline;

namespace Drill.Text;

/// <summary>
/// The only walker of Markdig's tree: turns Markdown into a <see cref="Body"/>. Whatever the input, it returns: markup that has no
/// counterpart becomes its text, HTML is understood by its structure or dropped, scripts, styles and comments vanish.
/// </summary>
public static class MarkdownReader
{
    /// <summary>
    /// How many levels a body may have, itself included; list items, table rows and cells count too. Anything deeper is flattened to text.
    /// Serialized, such a body fits the default depth of System.Text.Json (64).
    /// </summary>
    public const int MaximumDepth = 32;

    /// <summary>The one pipeline of the product; building one is slow, using one from many threads is safe.</summary>
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseTaskLists()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseMathematics()
        .UseAutoLinks()
        .UseCjkFriendlyEmphasis()
        .Build();

    /// <summary>
    /// Parses Markdown with source positions. A text that nests deeper than Markdig allows is not read as Markdown: the document then
    /// holds the raw text as one paragraph. Use <see cref="TryParse"/> to know. A byte order mark is the caller's to strip.
    /// </summary>
    public static MarkdownDocument Parse(string markdown)
    {
        _ = TryParse(markdown, out var document);
        return document;
    }

    /// <summary>Parses Markdown with source positions; false when it nests too deep, with the raw text as the document's one paragraph.</summary>
    public static bool TryParse(string markdown, out MarkdownDocument document)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
            return true;
        }
        catch (ArgumentException)
        {
            // Markdig has no other way to say "too deeply nested".
            document = Verbatim(markdown);
            return false;
        }
    }

    /// <summary>Reads a whole text.</summary>
    public static Body ReadBody(string markdown, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = markdown.StartsWith('\uFEFF') ? markdown[1..] : markdown;
        return new Body(ReadBlocks(Parse(text), options));
    }

    /// <summary>Reads blocks of a document that <see cref="Parse"/> gave.</summary>
    public static ImmutableArray<Block> ReadBlocks(IEnumerable<SyntaxBlock> blocks, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return new MarkdownWalker(options ?? ReadOptions.Default).ReadBlocks(blocks);
    }

    /// <summary>Reads the inlines of a leaf block; null gives none.</summary>
    public static ImmutableArray<Inline> ReadInlines(ContainerInline? container, ReadOptions? options = null) =>
        container is null ? [] : new MarkdownWalker(options ?? ReadOptions.Default).ReadInlines(container.FirstChild, after: null);

    /// <summary>Reads a part of a leaf block's inlines: from <paramref name="first"/> up to, not including, <paramref name="end"/> (null: to the last).</summary>
    public static ImmutableArray<Inline> ReadInlines(SyntaxInline? first, SyntaxInline? end, ReadOptions? options = null) =>
        new MarkdownWalker(options ?? ReadOptions.Default).ReadInlines(first, end);

    /// <summary>Reads a piece of HTML by its structure, as the reader does with HTML between Markdown blocks.</summary>
    public static ImmutableArray<Block> ReadHtml(string html, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new MarkdownWalker(options ?? ReadOptions.Default).ReadHtml(html);
    }

    private static MarkdownDocument Verbatim(string text) => new()
    {
        new ParagraphBlock(new ParagraphBlockParser())
        {
            Span = new SourceSpan(0, text.Length - 1),
            Inline = new ContainerInline().AppendChild(new LiteralInline(text)),
        },
    };
}
