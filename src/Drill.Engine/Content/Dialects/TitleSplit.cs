using Drill.Text;
using Markdig.Syntax.Inlines;
using SyntaxInline = Markdig.Syntax.Inlines.Inline;

namespace Drill.Content.Dialects;

/// <summary>Tells the question at the beginning of a paragraph from what follows it there.</summary>
internal static class TitleSplit
{
    private const int MostJoined = 6;

    /// <summary>The title that begins in a line, and the rest of its paragraph. A line goes on in the next one unless its sentence is over.</summary>
    public static (Title Title, Part? After) Of(MarkdownSource source, SourceLine line)
    {
        // "**What is X?** It is …": what is bold asks.
        if (BoldStart(line) is { } bold && bold.NextSibling is { } after && after != line.Stop && HasText(after, line.Stop)
            && Title.Of(MarkdownReader.ReadInlines(bold.FirstChild, null)) is { } asked && (asked.Reading.HasQuestionMark || (asked.Reading.IsLabelled && !asked.Reading.IsLabelOnly)))
        {
            return (asked, Lines(line, after, after.Span.Start));
        }

        var stop = line.Stop;
        for (var joined = 0; stop is not null && joined < MostJoined; joined++)
        {
            var raw = source.Markdown.AsSpan(line.Start, Math.Max(0, stop.Span.Start - line.Start)).TrimEnd();
            var next = stop.NextSibling;
            if (next is null || IsOver(raw) || stop is LineBreakInline { IsHard: true } or HtmlInline || !GoesOn(source, line, next))
            {
                break;
            }

            stop = NextBreak(next);
        }

        var title = Title.Of(source.Inlines(line.First, stop));
        return (title, stop is not null && PartText.IsBreak(stop) && stop.NextSibling is { } rest && HasText(rest, null) ? Lines(line, rest, rest.Span.Start) : null);
    }

    /// <summary>The bold inline that a line begins with.</summary>
    public static EmphasisInline? BoldStart(SourceLine line)
    {
        var first = line.First;
        while (first is not null && first != line.Stop && first is LiteralInline literal && IsOrnament(literal.Content.AsSpan()))
        {
            first = first.NextSibling;
        }

        return first is EmphasisInline { DelimiterCount: >= 2, DelimiterChar: '*' or '_' } bold ? bold : null;
    }

    private static bool IsOrnament(ReadOnlySpan<char> text) => text.Length <= 6 && TitleScan.SkipOrnament(text, 0) == text.Length;

    private static bool IsOver(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("*_`\\ ");
        return line.IsEmpty || line[^1] is '?' or '？' or '؟' or ':' or '：' or '。' or '.' or '!' or '！';
    }

    // Another label, or a number, begins something new.
    private static bool GoesOn(MarkdownSource source, SourceLine line, SyntaxInline next)
    {
        var stop = NextBreak(next);
        var end = stop?.Span.Start ?? line.Block.Span.End + 1;
        var start = next.Span.Start;
        if (start < 0 || end <= start || end > source.Markdown.Length)
        {
            return false;
        }

        var raw = source.Markdown.AsSpan(start, end - start).Trim();
        return TitleReading.Of(raw) is { Announces: Announced.Nothing, Number: null } && OptionMarks.LabelOf(raw).Length == 0 && !raw.StartsWith("**");
    }

    private static SyntaxInline? NextBreak(SyntaxInline from)
    {
        SyntaxInline? inline = from;
        while (inline is not null && !PartText.IsBreak(inline))
        {
            inline = inline.NextSibling;
        }

        return inline;
    }

    private static bool HasText(SyntaxInline from, SyntaxInline? stop)
    {
        for (SyntaxInline? inline = from; inline is not null && inline != stop; inline = inline.NextSibling)
        {
            if (inline is not LiteralInline literal)
            {
                if (inline is not (LineBreakInline or HtmlInline))
                {
                    return true;
                }
            }
            else
            {
                foreach (var c in literal.Content.AsSpan())
                {
                    if (char.IsLetterOrDigit(c))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static LinesPart Lines(SourceLine line, SyntaxInline first, int start) =>
        new(line.Block, first, null) { Start = Math.Max(line.Start, start), End = line.Block.Span.End + 1, Line = line.Block.Line + 1 };
}
