using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Dialects;

/// <summary>
/// Questions that a line among plain paragraphs announces: a label ("Q:"), bold type, a number, a quotation, an item of a list whose answer
/// stands outside it, or only a question mark. The answer goes to the next line of the same kind.
/// </summary>
internal sealed class MarkerManner(DialectContext context)
{
    private static readonly (string Manner, double Bonus, int Fewest)[] Kinds =
    [
        (Manners.Labels, 1.5, 1), (Manners.Bold, 0.75, 2), (Manners.Items, 0.75, 2), (Manners.Numbered, 0.25, 2), (Manners.Quotes, 0.25, 2), (Manners.Plain, -0.75, 2),
    ];

    // "Q:" before and "A:" behind: lists between them belong to the two.
    private const double Answered = 4;

    private sealed record Mark(int Part, SourceLine Line, TitleReading Reading, ListItemBlock? Item);

    public Proposal? Find(IReadOnlyList<Part> parts)
    {
        var marks = new List<Mark>?[Kinds.Length];
        for (var i = 0; i < parts.Count; i++)
        {
            Look(parts, i, marks);
        }

        Proposal? best = null;
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (marks[kind] is { } found && Propose(parts, kind, found) is { } proposal && (best is null || proposal.Value > best.Value))
            {
                best = proposal;
            }
        }

        return best;
    }

    private void Look(IReadOnlyList<Part> parts, int at, List<Mark>?[] marks)
    {
        switch (parts[at])
        {
            case BlockPart { Block: ListBlock { Count: 1 } list } when list[0] is ListItemBlock { Count: > 0 } item && item[0] is ParagraphBlock { Inline.FirstChild: { } first } paragraph && PartText.TaskOf(item) is null:
                if (PartText.Lines(paragraph, first, null).FirstOrDefault() is { First: not null } line && !PartText.IsOnlyLinks(line.First, line.Stop, out _))
                {
                    Add(marks, 2, new Mark(at, line, PartText.ReadStartOf(context.Source, line), item));
                }

                break;
            case BlockPart { Block: QuoteBlock { Count: 1 } } when PartText.TryFirstLine(parts[at], out var quoted):
                Add(marks, 4, new Mark(at, quoted, PartText.ReadStartOf(context.Source, quoted), null));
                break;
            case var part when PartText.IsParagraph(part, out var block, out var first, out var stop):
                LookAtLines(parts, at, block, first, stop, marks);
                break;
        }
    }

    private void LookAtLines(IReadOnlyList<Part> parts, int at, LeafBlock block, Inline? first, Inline? stop, List<Mark>?[] marks)
    {
        var isFirst = true;
        foreach (var line in PartText.Lines(block, first, stop))
        {
            var raw = PartText.Raw(context.Source, line);
            if (raw.IsEmpty || (!isFirst && !MayBegin(raw[0])))
            {
                isFirst = false;
                continue;
            }

            var reading = TitleReading.Of(raw);
            var bold = TitleSplit.BoldStart(line);
            var isWhole = bold is not null && IsWhole(bold, line.Stop);
            var mark = new Mark(at, line, reading, null);
            if (reading.IsLabelled)
            {
                Add(marks, 0, mark);
            }

            if (bold is not null && (isWhole || IsAsking(bold)))
            {
                Add(marks, 1, mark);
            }

            if (!isWhole && reading is { Number: not null, Announces: Announced.Nothing })
            {
                Add(marks, 3, mark);
            }

            if (isFirst && bold is null && line.Stop is null && reading.HasQuestionMark && raw[^1] is '?' or '？' or '؟' && at + 1 < parts.Count)
            {
                Add(marks, 5, mark);
            }

            isFirst = false;
        }
    }

    private static bool MayBegin(char c) => c is '*' or '_' or '#' or '[' or '【' or '(' or '（' || char.IsLetterOrDigit(c) || c > '\u2000';

    private bool IsAsking(EmphasisInline bold) =>
        bold.Span.Start >= 0 && bold.Span.End < context.Source.Markdown.Length && TitleReading.Of(context.Source.Markdown.AsSpan(bold.Span.Start, bold.Span.Length)) is { HasQuestionMark: true } or { IsLabelled: true, IsLabelOnly: false };

    private static bool IsWhole(EmphasisInline bold, Inline? stop)
    {
        var length = 0;
        for (var inline = bold.NextSibling; inline is not null && inline != stop; inline = inline.NextSibling)
        {
            if (inline is LiteralInline literal)
            {
                foreach (var c in literal.Content.AsSpan())
                {
                    length += char.IsLetterOrDigit(c) ? 1 : 0;
                }
            }
            else if (inline is not HtmlInline)
            {
                return false;
            }
        }

        return length == 0;
    }

    private static void Add(List<Mark>?[] marks, int kind, Mark mark) => (marks[kind] ??= []).Add(mark);

    private Proposal? Propose(IReadOnlyList<Part> parts, int kind, List<Mark> marks)
    {
        var (manner, bonus, fewest) = Kinds[kind];
        marks.RemoveAll(m => m.Reading.Announces is not (Announced.Nothing or Announced.Question) || m.Reading.IsAboutTheFile);
        var asking = marks.Count(m => m.Reading.SoundsLikeQuestion);
        var counts = CountsOn(marks);
        var isBareBank = kind is 1 or 3 && counts && marks.Count >= 4 && context.Bias > 0;
        if (asking < fewest && !isBareBank && !(asking == 1 && marks.Count == 1 && kind <= 2 && marks[0].Reading is { Score: > 1 }))
        {
            return null;
        }

        // Bold and numbered lines also stand in answers: without most of them asking, only those that ask count.
        var kept = isBareBank ? marks : asking * 10 >= marks.Count * 7 || (counts && asking * 2 >= marks.Count) ? marks : marks.FindAll(m => m.Reading.SoundsLikeQuestion);
        if (kind == 3 && !counts && asking * 2 < kept.Count)
        {
            return null;
        }

        var finds = new List<QuestionFind>(kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            var mark = kept[i];
            var confidence = mark.Reading.Score + bonus + context.Bias + (counts ? 0.5 : 0);
            var find = ToFind(parts, kind, mark, i + 1 < kept.Count ? kept[i + 1] : null, manner, confidence);
            var isAnswered = kind == 0 && find.Content.Any(p => PartText.Announces(context.Source, p) == Announced.Answer);
            finds.Add(isAnswered ? find with { Confidence = confidence + Answered } : find);
        }

        finds.RemoveAll(f => f.Confidence <= -1);
        return finds.Count == 0 ? null : new Proposal(manner, finds, [.. Enumerable.Range(kept[0].Part, parts.Count - kept[0].Part)]);
    }

    private static bool CountsOn(List<Mark> marks)
    {
        var steps = 0;
        for (var i = 1; i < marks.Count; i++)
        {
            steps += marks[i].Reading.Number is { } number && marks[i - 1].Reading.Number == number - 1 ? 1 : 0;
        }

        return marks.Count >= 2 && steps * 10 >= (marks.Count - 1) * 7;
    }

    private QuestionFind ToFind(IReadOnlyList<Part> parts, int kind, Mark mark, Mark? next, string manner, double confidence)
    {
        var (title, rest) = TitleSplit.Of(context.Source, mark.Line);
        var content = new List<Part>();
        var isSamePart = next is not null && next.Part == mark.Part;
        if (rest is LinesPart lines)
        {
            content.Add(isSamePart ? new LinesPart(lines.Block, lines.First, next!.Line.First) { Start = lines.Start, End = next.Line.Start, Line = lines.Line } : lines);
        }

        if (kind == 4 && parts[mark.Part] is BlockPart { Block: QuoteBlock { Count: > 1 } quote })
        {
            content.AddRange(context.Outline(quote, 1).Parts);
        }

        if (mark.Item is { Count: > 1 } item)
        {
            content.AddRange(context.Outline(item, 1).Parts);
        }

        if (!isSamePart)
        {
            var end = next?.Part ?? parts.Count;
            for (var i = mark.Part + 1; i < end; i++)
            {
                content.Add(parts[i]);
            }

            if (next is not null && PartText.IsParagraph(parts[next.Part], out var block, out var first, out _) && first != next.Line.First && next.Item is null)
            {
                content.Add(new LinesPart(block, first!, next.Line.First) { Start = parts[next.Part].Start, End = next.Line.Start, Line = parts[next.Part].Line });
            }
        }

        var line = context.Source.PositionOf(mark.Line.Block).Line + LinesBefore(mark.Line);
        return new QuestionFind { Manner = manner, Title = title, Line = line, Start = mark.Line.Start, Confidence = confidence, Content = content };
    }

    private int LinesBefore(SourceLine line)
    {
        var start = line.Block.Span.Start;
        return line.Start > start && line.Start <= context.Source.Markdown.Length ? context.Source.Markdown.AsSpan(start, line.Start - start).Count('\n') : 0;
    }
}
