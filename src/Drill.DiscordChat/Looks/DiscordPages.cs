using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>What one message shows, from top to bottom.</summary>
/// <param name="Parts">At most <see cref="DiscordPages.MaximumParts"/>.</param>
internal sealed record DiscordPage(ImmutableArray<PagePart> Parts)
{
    /// <summary>A message without anything in it.</summary>
    public static DiscordPage Empty { get; } = new([]);

    /// <summary>The length as Discord counts it.</summary>
    public int TextLength => Parts.OfType<PagePart.Text>().Sum(t => t.Markdown.Length);
}

/// <summary>A part of a <see cref="DiscordPage"/>; each becomes one component.</summary>
internal abstract record PagePart
{
    private PagePart() { }

    /// <summary>A text display.</summary>
    /// <param name="Markdown">Discord Markdown.</param>
    /// <param name="Blocks">What it was made of.</param>
    internal sealed record Text(string Markdown, ImmutableArray<FlowBlock> Blocks) : PagePart;

    /// <summary>A media gallery of pictures that will be uploaded.</summary>
    internal sealed record Figures(ImmutableArray<Figure> Items) : PagePart;

    /// <summary>A separator.</summary>
    internal sealed record Line : PagePart;
}

/// <summary>Lays a body out as messages of Discord, none longer than Discord takes.</summary>
internal static class DiscordPages
{
    /// <summary>
    /// With them, a container, five rows and 25 buttons, a message has 39 components, one less than Discord allows, and never more pictures than may be
    /// uploaded at once.
    /// </summary>
    public const int MaximumParts = 8;

    // Columns of a code block that a desktop client shows without wrapping.
    private const int TableWidth = 56;

    // A style that gives way to code makes a text shorter by its markers, so a cut may turn out a little longer than it was measured.
    private const int Margin = 32;
    private const string FigureMark = "figure:";

    private static readonly PageCache Cache = new();

    private static readonly FlowOptions Options = new() { TableWidth = TableWidth, ReadableMath = true, ImageSign = "🖼 " };

    /// <summary>The messages; at least one, which may be empty.</summary>
    /// <param name="body">What to show.</param>
    /// <param name="isAtHand">Whether a picture's file can be uploaded. Others are shown as their text, those on the web as links.</param>
    public static ImmutableArray<DiscordPage> Of(Body body, Func<Figure, bool> isAtHand)
    {
        var figures = new List<Figure>();
        var blocks = ImmutableArray.CreateBuilder<FlowBlock>();
        foreach (var run in Runs(body, isAtHand))
        {
            if (run.Figure is { } figure)
            {
                blocks.Add(Mark(figures.Count));
                figures.Add(figure);
            }
            else
            {
                blocks.AddRange(BodyFlow.Of(new Body(run.Blocks), Options));
            }
        }

        return Cache.Get(blocks.DrainToImmutable(), figures, Lay);
    }

    private static ImmutableArray<DiscordPage> Lay(ImmutableArray<FlowBlock> blocks, List<Figure> figures)
    {
        var pages = new Splitter(DiscordLimits.MessageText - Margin).Split(blocks).SelectMany(b => Pages(b, figures)).ToImmutableArray();
        return pages.IsEmpty ? [DiscordPage.Empty] : pages;
    }

    /// <summary>The blocks of a body with the pictures at its top parted from them; a picture deeper inside follows its block.</summary>
    private static IEnumerable<(ImmutableArray<Block> Blocks, Figure? Figure)> Runs(Body body, Func<Figure, bool> isAtHand)
    {
        var run = ImmutableArray.CreateBuilder<Block>();
        foreach (var block in body.Blocks)
        {
            var figures = FigureFinder.In(block).Where(isAtHand).ToList();
            if (block is not ImageBlock || figures.Count == 0)
            {
                run.Add(block);
            }

            foreach (var figure in figures)
            {
                if (run.Count > 0)
                {
                    yield return (run.DrainToImmutable(), null);
                }

                yield return ([], figure);
            }
        }

        if (run.Count > 0)
        {
            yield return (run.DrainToImmutable(), null);
        }
    }

    private static FlowBlock Mark(int index) => new() { Kind = FlowKind.Rule, Language = string.Create(CultureInfo.InvariantCulture, $"{FigureMark}{index}") };

    /// <summary>The number of the picture that a block stands for, or null. A rule of a body has no language.</summary>
    private static int? MarkedFigure(FlowBlock block) =>
        block is { Kind: FlowKind.Rule, Language: { } mark } ? int.Parse(mark.AsSpan(FigureMark.Length), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static bool IsLine(FlowBlock block) => block is { Kind: FlowKind.Rule, Language: null, Quotes: 0, Lists: 0 };

    private static bool IsText(FlowBlock block) => MarkedFigure(block) is null && !IsLine(block);

    /// <summary>Clients look for the end of a link without minding fences; code that has such an end stands in a part of its own.</summary>
    private static bool CouldEndLink(FlowBlock block) => block.Kind == FlowKind.Code && block.Text.Contains("](", StringComparison.Ordinal);

    private static IEnumerable<DiscordPage> Pages(ImmutableArray<FlowBlock> blocks, List<Figure> figures)
    {
        var parts = new List<PagePart>();
        for (var i = 0; i < blocks.Length;)
        {
            var start = i;
            if (MarkedFigure(blocks[i]) is not null)
            {
                while (i < blocks.Length && i - start < DiscordLimits.GalleryItems && MarkedFigure(blocks[i]) is not null)
                {
                    i++;
                }

                parts.Add(new PagePart.Figures([.. blocks[start..i].Select(b => figures[MarkedFigure(b)!.Value])]));
            }
            else if (IsLine(blocks[i]))
            {
                i++;
                parts.Add(new PagePart.Line());
            }
            else
            {
                var hasLink = false;
                while (i < blocks.Length && IsText(blocks[i]) && !(hasLink && CouldEndLink(blocks[i])))
                {
                    hasLink |= blocks[i].Spans.Any(s => s.Url is not null);
                    i++;
                }

                var run = blocks[start..i];
                if (Markdown(run) is { Length: > 0 } markdown)
                {
                    parts.Add(new PagePart.Text(markdown, run));
                }
            }
        }

        return Chunks(parts).Select(c => new DiscordPage(c));
    }

    /// <summary>No more parts than a message takes, no more pictures than may be uploaded at once, and no line at an edge.</summary>
    private static IEnumerable<ImmutableArray<PagePart>> Chunks(List<PagePart> parts)
    {
        var chunk = new List<PagePart>();
        var pictures = 0;
        foreach (var part in parts)
        {
            var more = part is PagePart.Figures f ? f.Items.Length : 0;
            if (chunk.Count == MaximumParts || pictures + more > DiscordLimits.GalleryItems)
            {
                yield return Trimmed(chunk);
                chunk.Clear();
                pictures = 0;
            }

            if (part is not PagePart.Line || chunk.Count > 0)
            {
                chunk.Add(part);
                pictures += more;
            }
        }

        if (Trimmed(chunk) is { IsEmpty: false } last)
        {
            yield return last;
        }
    }

    private static ImmutableArray<PagePart> Trimmed(List<PagePart> parts) => [.. parts.Take(parts.FindLastIndex(p => p is not PagePart.Line) + 1)];

    private static string Markdown(ImmutableArray<FlowBlock> blocks)
    {
        var markdown = new StringBuilder();
        FlowBlock? previous = null;
        foreach (var block in blocks)
        {
            if (FlowMarkdown.Of(block) is { Length: > 0 } text)
            {
                markdown.Append(FlowMarkdown.Gap(previous, block)).Append(text);
                previous = block;
            }
        }

        return markdown.ToString().Trim('\n', ' ');
    }

    private sealed class Splitter(int limit) : FlowSplitter(limit)
    {
        // White space that is not written must still count, so that a text gets no shorter by being longer.
        protected override int Measure(FlowBlock block) => IsText(block) ? Math.Max(FlowMarkdown.Of(block).Length, block.Text.Length) : 0;

        protected override int MeasureGap(FlowBlock? previous, FlowBlock next) =>
            previous is not null && IsText(previous) && IsText(next) ? FlowMarkdown.Gap(previous, next).Length : 0;
    }
}
