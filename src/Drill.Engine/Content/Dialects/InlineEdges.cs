using System.Collections.Immutable;
using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>Cuts pieces off rendered text by the number of their characters, as <see cref="InlineText"/> counts them.</summary>
internal static class InlineEdges
{
    /// <summary>The inlines without their first characters, and without white space or a line break after these.</summary>
    public static ImmutableArray<Inline> Skip(ImmutableArray<Inline> inlines, int count)
    {
        if (count <= 0 && (inlines.IsEmpty || inlines[0] is not (LineBreak or TextRun { Text: [' ' or '\n', ..] })))
        {
            return inlines;
        }

        var left = count;
        var kept = ImmutableArray.CreateBuilder<Inline>(inlines.Length);
        foreach (var inline in inlines)
        {
            if (left < 0)
            {
                kept.Add(inline);
            }
            else if (Cut(inline, ref left) is { } rest)
            {
                kept.Add(rest);
                left = -1;
            }
        }

        return kept.ToImmutable();
    }

    /// <summary>The inlines without links at their end that say next to nothing, such as "[src]", "➜" or "#".</summary>
    public static ImmutableArray<Inline> DropEndMarks(ImmutableArray<Inline> inlines)
    {
        const int longest = 6;
        var end = inlines.Length;
        while (end > 1)
        {
            var isMark = inlines[end - 1] is Link { Inlines: var inner } && InlineText.Of(inner) is { Length: <= longest } text && (text.StartsWith('[') || !text.Any(char.IsLetterOrDigit));
            if (!isMark && !(end < inlines.Length && inlines[end - 1] is TextRun { Text: var run } && string.IsNullOrWhiteSpace(run)))
            {
                break;
            }

            end--;
        }

        if (end == inlines.Length)
        {
            return inlines;
        }

        return inlines[end - 1] is TextRun last ? [.. inlines[..(end - 1)], new TextRun(last.Text.TrimEnd())] : inlines[..end];
    }

    /// <summary>The inlines up to the first line break, and those behind it.</summary>
    public static (ImmutableArray<Inline> First, ImmutableArray<Inline> After) SplitLine(ImmutableArray<Inline> inlines)
    {
        for (var i = 0; i < inlines.Length; i++)
        {
            if (inlines[i] is LineBreak)
            {
                return (inlines[..i], inlines[(i + 1)..]);
            }
        }

        return (inlines, []);
    }

    // What is left of an inline; null when nothing is. A count of 0 still takes white space away.
    private static Inline? Cut(Inline inline, ref int left)
    {
        switch (inline)
        {
            case TextRun run:
                if (run.Text.Length <= left)
                {
                    left -= run.Text.Length;
                    return null;
                }

                var text = run.Text[left..].TrimStart();
                left = 0;
                return text.Length == 0 ? null : new TextRun(text);
            case LineBreak:
                left = Math.Max(0, left - 1);
                return null;
            case CodeSpan code:
                return Whole(inline, code.Code.Length, ref left);
            case MathSpan math:
                return Whole(inline, math.Tex.Length + 2, ref left);
            case ImageSpan image:
                return Whole(inline, image.Figure.AlternativeText.Length, ref left);
            case Strong strong:
                return CutInside(strong.Inlines, ref left) is { IsEmpty: false } inStrong ? new Strong(inStrong) : null;
            case Emphasis emphasis:
                return CutInside(emphasis.Inlines, ref left) is { IsEmpty: false } inEmphasis ? new Emphasis(inEmphasis) : null;
            case Strike strike:
                return CutInside(strike.Inlines, ref left) is { IsEmpty: false } inStrike ? new Strike(inStrike) : null;
            case Link link:
                return CutInside(link.Inlines, ref left) is { IsEmpty: false } inLink ? link with { Inlines = inLink } : null;
            case Spoiler spoiler:
                return CutInside(spoiler.Inlines, ref left) is { IsEmpty: false } inSpoiler ? new Spoiler(inSpoiler) : null;
            default:
                return inline;
        }
    }

    private static Inline? Whole(Inline inline, int length, ref int left)
    {
        if (length <= left && length > 0)
        {
            left -= length;
            return null;
        }

        left = 0;
        return inline;
    }

    private static ImmutableArray<Inline> CutInside(ImmutableArray<Inline> inlines, ref int left)
    {
        var kept = ImmutableArray.CreateBuilder<Inline>(inlines.Length);
        var isDone = false;
        foreach (var inline in inlines)
        {
            if (isDone)
            {
                kept.Add(inline);
            }
            else if (Cut(inline, ref left) is { } rest)
            {
                kept.Add(rest);
                isDone = true;
            }
        }

        return kept.ToImmutable();
    }
}
