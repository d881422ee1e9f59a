using System.Collections.Immutable;
using Drill.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Dialects;

/// <summary>Rows of a table: a column that asks, and one that answers. Contents tables, whose questions are links, are none.</summary>
internal sealed class TableManner(DialectContext context)
{
    public Proposal? Find(IReadOnlyList<Part> parts)
    {
        List<QuestionFind>? finds = null;
        HashSet<int>? taken = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is BlockPart { Block: Markdig.Extensions.Tables.Table table } && Read(table) is { Count: > 0 } found)
            {
                (finds ??= []).AddRange(found);
                (taken ??= []).Add(i);
            }
        }

        return finds is null ? null : new Proposal(Manners.Table, finds, taken!);
    }

    private List<QuestionFind>? Read(Markdig.Extensions.Tables.Table table)
    {
        var rows = table.OfType<Markdig.Extensions.Tables.TableRow>().ToList();
        var header = rows.Find(r => r.IsHeader);
        var body = rows.FindAll(r => !r.IsHeader);
        if (body.Count < 2)
        {
            return null;
        }

        var columns = body.Max(r => r.Count);
        var asks = -1;
        var most = 0.0;
        for (var column = 0; column < columns && column < 12; column++)
        {
            var asking = 0;
            var links = 0;
            foreach (var row in body)
            {
                if (Paragraph(row, column) is { Inline.FirstChild: { } first } cell)
                {
                    links += PartText.IsOnlyLinks(first, null, out _) ? 1 : 0;
                    asking += TitleReading.Of(Raw(cell)) is { SoundsLikeQuestion: true } ? 1 : 0;
                }
            }

            var isNamed = header is not null && Paragraph(header, column) is { } name && TitleReading.Of(Raw(name)) is { Announces: Announced.Question };
            var share = asking / (double)body.Count + (isNamed ? 0.4 : 0);
            if (links * 2 < body.Count && share >= 0.6 && share > most)
            {
                most = share;
                asks = column;
            }
        }

        if (asks < 0)
        {
            return null;
        }

        var answers = AnswerColumn(header, body, asks, columns);
        var finds = new List<QuestionFind>(body.Count);
        foreach (var row in body)
        {
            if (Paragraph(row, asks) is not { } cell || Raw(cell).IsEmpty)
            {
                continue;
            }

            var content = new List<Part>();
            if (answers >= 0 && Paragraph(row, answers) is { Inline.FirstChild: { } first } answer)
            {
                content.Add(new LinesPart(answer, first, null) { Start = answer.Span.Start, End = answer.Span.End + 1, Line = context.Source.PositionOf(row).Line });
            }

            var title = Title.Of(context.Source.Inlines(cell));
            finds.Add(new QuestionFind
            {
                Manner = Manners.Table,
                Title = title,
                Line = context.Source.PositionOf(row).Line,
                Start = Math.Max(0, cell.Span.Start),
                Confidence = title.Reading.Score + 0.5 + context.Bias,
                Content = content,
            });
        }

        return finds;
    }

    private int AnswerColumn(Markdig.Extensions.Tables.TableRow? header, List<Markdig.Extensions.Tables.TableRow> body, int asks, int columns)
    {
        var longest = -1;
        var most = 0L;
        for (var column = 0; column < columns && column < 12; column++)
        {
            if (column == asks)
            {
                continue;
            }

            if (header is not null && Paragraph(header, column) is { } name && TitleReading.Of(Raw(name)) is { Announces: Announced.Answer })
            {
                return column;
            }

            var length = body.Sum(r => Paragraph(r, column) is { } cell ? (long)Raw(cell).Length : 0);
            if (column > asks && length > most && length >= body.Count * 8L)
            {
                most = length;
                longest = column;
            }
        }

        return longest;
    }

    private static ParagraphBlock? Paragraph(Markdig.Extensions.Tables.TableRow row, int column) =>
        column < row.Count && row[column] is Markdig.Extensions.Tables.TableCell { Count: > 0 } cell ? cell[0] as ParagraphBlock : null;

    private ReadOnlySpan<char> Raw(ParagraphBlock cell) =>
        cell.Span.Start >= 0 && cell.Span.End < context.Source.Markdown.Length && cell.Span.Length > 0 ? context.Source.Markdown.AsSpan(cell.Span.Start, cell.Span.Length).Trim(" |") : [];
}
