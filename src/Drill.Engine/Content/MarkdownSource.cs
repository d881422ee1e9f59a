using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SyntaxBlock = Markdig.Syntax.Block;

namespace Drill.Content;

/// <summary>A file's text and its Markdown tree, parsed once. Spans of the tree count from the end of the front matter.</summary>
internal sealed class MarkdownSource
{
    private readonly ReadOptions options;
    private readonly MarkdownWalker walker;
    private readonly int lineOffset;
    private List<int>? lineStarts;

    /// <summary>Parses what follows the front matter.</summary>
    /// <param name="file">Where the text is from.</param>
    /// <param name="text">The whole text of the file.</param>
    /// <param name="start">Where the Markdown begins.</param>
    /// <param name="problems">Where pictures outside the bank's folder are reported.</param>
    /// <param name="isOwn">Whether the file is in our own format, in which such a picture is an error.</param>
    public MarkdownSource(ContentFile file, string text, int start, ProblemList problems, bool isOwn)
    {
        File = file;
        Markdown = start == 0 ? text : text[start..];
        lineOffset = text.AsSpan(0, start).Count('\n');
        IsTooDeep = !MarkdownReader.TryParse(Markdown, out var document);
        Document = document;
        if (IsTooDeep)
        {
            problems.Error(1, 1, ProblemCodes.TooDeep, "Lists or quotations nest too deep; flatten them.");
        }

        var slash = file.RelativePath.LastIndexOf('/');
        options = new ReadOptions
        {
            Folder = slash < 0 ? "" : file.RelativePath[..slash],
            UnusableFigure = (source, line) =>
            {
                UnusableFigures++;
                problems.Add(isOwn ? Severity.Error : Severity.Warning, Math.Min(line + lineOffset, PositionAt(Markdown.Length).Line), 1, ProblemCodes.FigureOutside,
                    $"The picture '{Shorten(source)}' lies outside the bank's folder, or is neither a file nor a web address.");
            },
        };

        // One for the whole file: it is asked thousands of times.
        walker = new MarkdownWalker(options);
    }

    public ContentFile File { get; }

    /// <summary>The text that was parsed.</summary>
    public string Markdown { get; }

    public MarkdownDocument Document { get; }

    public bool IsTooDeep { get; }

    /// <summary>How many pictures were refused so far.</summary>
    public int UnusableFigures { get; private set; }

    /// <summary>Where a block begins. Markdig gives an underlined heading the line of its underline.</summary>
    public (int Line, int Column) PositionOf(SyntaxBlock block) =>
        block is HeadingBlock { IsSetext: true } && block.Span.Start >= 0 ? PositionAt(block.Span.Start) : (block.Line + lineOffset + 1, Math.Max(block.Column, 0) + 1);

    /// <summary>The position of an inline; that of its block when it is not known.</summary>
    public (int Line, int Column) PositionOf(LeafBlock block, Markdig.Syntax.Inlines.Inline inline) =>
        inline.Span.Start > 0 && inline.Span.Start < Markdown.Length ? PositionAt(inline.Span.Start) : PositionOf(block);

    public (int Line, int Column) PositionAt(int offset)
    {
        lineStarts ??= FindLines(Markdown);
        var at = Math.Clamp(offset, 0, Markdown.Length);
        var line = lineStarts.BinarySearch(at);
        line = line < 0 ? ~line - 1 : line;
        return (line + lineOffset + 1, at - lineStarts[line] + 1);
    }

    public string PlainText(LeafBlock block) => InlineText.Of(Inlines(block));

    public string PlainText(ContainerInline inline) => InlineText.Of(walker.ReadInlines(inline.FirstChild, after: null));

    public ImmutableArray<Drill.Text.Inline> Inlines(LeafBlock block) => block.Inline is null ? [] : walker.ReadInlines(block.Inline.FirstChild, after: null);

    public ImmutableArray<Drill.Text.Inline> Inlines(Markdig.Syntax.Inlines.Inline? first, Markdig.Syntax.Inlines.Inline? end) => walker.ReadInlines(first, end);

    public Body ToBody(IReadOnlyList<SyntaxBlock> blocks) => blocks.Count == 0 ? Body.Empty : new Body(walker.ReadBlocks(blocks));

    public ImmutableArray<Drill.Text.Block> ToBlocks(IReadOnlyList<SyntaxBlock> blocks) => blocks.Count == 0 ? [] : walker.ReadBlocks(blocks);

    /// <summary>Reads a piece of the text that was not parsed as Markdown, such as the inside of an HTML block.</summary>
    public ImmutableArray<Drill.Text.Block> MarkdownToBlocks(string markdown) => MarkdownReader.ReadBody(markdown, options).Blocks;

    public ImmutableArray<Drill.Text.Block> HtmlToBlocks(string html) => walker.ReadHtml(html);

    public MarkdownSlice Slice(int start, int end, int indent = 0) => new(Markdown, Math.Clamp(start, 0, Markdown.Length), Math.Clamp(end, 0, Markdown.Length), indent);

    // Found once: asking for thousands of positions must not read the text as many times.
    private static List<int> FindLines(string text)
    {
        List<int> starts = [0];
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return starts;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
