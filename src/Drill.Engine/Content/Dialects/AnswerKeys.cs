using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>What a key says about one question.</summary>
/// <param name="Number">The question's number.</param>
/// <param name="Inlines">The line that answers, without the number.</param>
/// <param name="Rest">What stands below that line.</param>
/// <param name="Origin">Where it stands.</param>
internal sealed record KeyEntry(int Number, ImmutableArray<Drill.Text.Inline> Inlines, IReadOnlyList<Part> Rest, Part Origin)
{
    /// <summary>The line without looks.</summary>
    public string Text { get; } = InlineText.Of(Inlines);

    /// <summary>Everything behind the first characters of the line.</summary>
    public List<Part> Behind(int count)
    {
        var blocks = ImmutableArray.CreateBuilder<Drill.Text.Block>();
        PartBodies.AddParagraph(InlineEdges.Skip(Inlines, count), blocks);
        List<Part> parts = [];
        if (blocks.Count > 0)
        {
            parts.Add(new MadePart(blocks.ToImmutable()) { Start = Origin.Start, End = Origin.End, Line = Origin.Line });
        }

        parts.AddRange(Rest);
        return parts;
    }
}

/// <summary>
/// Answers that stand together behind the questions they belong to: "Answers: 1. b, 2. c", a table, a numbered list, headings with numbers. Keys that name
/// letters are taken out of the outline, so that no question takes them for its own answer; others are used where they answer questions without one.
/// </summary>
internal sealed class AnswerKeys
{
    private const int LongestTitle = 40;
    private const int LongestLine = 4_000;
    private const int FewestEntries = 2;
    private const int LastParts = 4;
    private const int Most = 200;
    private readonly DialectContext context;
    private readonly List<Key> keys = [];

    private AnswerKeys(DialectContext context) => this.context = context;

    private sealed record Key(int Start, int End, List<KeyEntry> Entries, bool NamesLetters);

    public static AnswerKeys Of(DialectContext context, RootPart root)
    {
        var found = new AnswerKeys(context);
        found.Collect(root);
        return found;
    }

    /// <summary>Gives each question what the next key behind it says; what a key was made of is no question.</summary>
    public List<QuestionFind> Assign(List<QuestionFind> finds)
    {
        var from = 0;
        foreach (var key in keys.OrderBy(k => k.Start))
        {
            var scope = finds.FindAll(f => f.Start >= from && f.Start < key.Start);
            if (scope.Count >= FewestEntries && !scope.Exists(f => !key.NamesLetters && f.Content.Any(p => p.Start <= key.Start && p.End >= key.End)) && Match(scope, key) is { } matched)
            {
                foreach (var (find, entry) in matched)
                {
                    find.Key = entry;
                }

                finds = finds.FindAll(f => f.Start < key.Start || f.Start >= key.End);
                from = key.End;
            }
        }

        return finds;
    }

    // By number; by place when the questions carry no numbers, or the same ones again and again.
    private static List<(QuestionFind Find, KeyEntry Entry)>? Match(List<QuestionFind> scope, Key key)
    {
        var isNumbered = scope.TrueForAll(f => f.Number is not null) && scope.DistinctBy(f => f.Number).Count() == scope.Count;
        var byNumber = new Dictionary<int, KeyEntry>();
        foreach (var entry in key.Entries)
        {
            byNumber.TryAdd(entry.Number, entry);
        }

        var matched = new List<(QuestionFind, KeyEntry)>();
        for (var i = 0; i < scope.Count; i++)
        {
            if (byNumber.TryGetValue(isNumbered ? scope[i].Number!.Value : i + 1, out var entry))
            {
                matched.Add((scope[i], entry));
            }
        }

        var isClose = isNumbered ? matched.Count * 10 >= key.Entries.Count * 6 : scope.Count == key.Entries.Count;
        return isClose && matched.Count >= FewestEntries ? matched : null;
    }

    private void Collect(ContainerPart container)
    {
        var isQuestion = container is HeadingPart { Level: > 1, Title.Reading.SoundsLikeQuestion: true } or DetailsPart { Summary.Reading.SoundsLikeQuestion: true };
        for (var i = 0; i < container.Parts.Count && keys.Count < Most; i++)
        {
            var part = container.Parts[i];
            if (part is ContainerPart inner)
            {
                if (i > 0 && !isQuestion && TitleOf(inner) is { Reading.Announces: Announced.Answer, Text.Length: <= LongestTitle } && Read(inner.Parts) is { } entries)
                {
                    if (Add(part.Start, part.End, entries))
                    {
                        container.Parts.RemoveAt(i--);
                    }

                    continue;
                }

                Collect(inner);
            }
            else if (i > 0 && i >= container.Parts.Count - LastParts && PartText.Announces(context.Source, part) == Announced.Answer)
            {
                var count = ReadBehindLabel(container.Parts, i, out var behind);
                if (count > 0 && Add(part.Start, container.Parts[i + count - 1].End, behind))
                {
                    container.Parts.RemoveRange(i, count);
                    i--;
                }
            }
        }
    }

    private static Title? TitleOf(ContainerPart part) => part switch
    {
        HeadingPart heading => heading.Title,
        DetailsPart details => details.Summary,
        _ => null,
    };

    // True when it has to leave the outline.
    private bool Add(int start, int end, List<KeyEntry> entries)
    {
        var letters = entries.Count(e => NamesLetter(e.Text));
        var namesLetters = letters * 10 >= entries.Count * 7;
        keys.Add(new Key(start, end, entries, namesLetters));
        return namesLetters;
    }

    // A letter alone, or before a sign: not the first word of a sentence.
    private static bool NamesLetter(ReadOnlySpan<char> text)
    {
        text = text.Trim("*_`([\"“ \t\n");
        if (text.IsEmpty || !char.IsLetter(text[0]) || (text.Length > 1 && char.IsLetterOrDigit(text[1])))
        {
            return false;
        }

        var rest = text[1..].TrimStart();
        return rest.IsEmpty || !char.IsLetterOrDigit(rest[0]);
    }

    // "Answers:" and what follows it: on the same line, or the next block.
    private int ReadBehindLabel(List<Part> parts, int at, out List<KeyEntry> entries)
    {
        entries = [];
        if (!PartText.IsParagraph(parts[at], out _, out var first, out var stop))
        {
            return 0;
        }

        var inlines = context.Source.Inlines(first, stop);
        var reading = TitleReading.Of(InlineText.Of(InlineEdges.SplitLine(inlines).First));
        if (reading is { IsLabelOnly: true } && InlineEdges.SplitLine(inlines).After.IsEmpty)
        {
            if (at + 1 < parts.Count && parts[at + 1] is BlockPart { Block: ListBlock or Markdig.Extensions.Tables.Table } && Read([parts[at + 1]]) is { } below)
            {
                entries = below;
                return NamesMostLetters(below) ? 2 : 0;
            }

            return 0;
        }

        var text = InlineText.Of(InlineEdges.Skip(inlines, reading.Skip));
        entries = ReadFlat(text, parts[at]);
        return entries.Count >= FewestEntries ? 1 : 0;
    }

    private static bool NamesMostLetters(List<KeyEntry> entries) => entries.Count(e => NamesLetter(e.Text)) * 10 >= entries.Count * 7;

    /// <summary>The numbered answers among some parts, or null when these are no key.</summary>
    private List<KeyEntry>? Read(List<Part> parts)
    {
        parts = parts.FindAll(p => !Trimming.IsRule(p));
        while (parts is [DetailsPart { Summary: null or { Reading.SoundsLikeQuestion: false } } only])
        {
            parts = only.Parts.FindAll(p => !Trimming.IsRule(p));
        }

        var entries = new List<KeyEntry>();
        for (var i = 0; i < parts.Count; i++)
        {
            switch (parts[i])
            {
                case HeadingPart { Title.Reading.Number: { } number } heading:
                    entries.Add(new KeyEntry(number, InlineEdges.Skip(heading.Title.Inlines, heading.Title.Reading.Skip), heading.Parts, heading));
                    break;
                case BlockPart { Block: ListBlock { IsOrdered: true } list }:
                    ReadList(list, entries);
                    break;
                case BlockPart { Block: ListBlock { IsOrdered: false } list } when entries.Count == 0:
                    ReadList(list, entries);
                    break;
                case BlockPart { Block: Markdig.Extensions.Tables.Table table } when entries.Count == 0:
                    ReadTable(table, entries);
                    break;
                case var part when PartText.IsParagraph(part, out var block, out var first, out var stop):
                    ReadParagraph(parts, ref i, block, first, stop, entries);
                    break;
            }
        }

        return IsCounted(entries) ? entries : null;
    }

    private static bool IsCounted(List<KeyEntry> entries)
    {
        var steps = 0;
        for (var i = 1; i < entries.Count; i++)
        {
            steps += entries[i].Number == entries[i - 1].Number + 1 ? 1 : 0;
        }

        return entries.Count >= FewestEntries && steps * 10 >= (entries.Count - 1) * 7;
    }

    private void ReadList(ListBlock list, List<KeyEntry> entries)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item.Count == 0 || item[0] is not ParagraphBlock { Inline: not null } paragraph)
            {
                continue;
            }

            var inlines = context.Source.Inlines(paragraph);
            var number = list.IsOrdered ? entries.Count > 0 && item.Order <= entries[^1].Number ? entries[^1].Number + 1 : item.Order : 0;
            if (!list.IsOrdered)
            {
                var reading = TitleReading.Of(InlineText.Of(inlines));
                number = reading.Number ?? 0;
                inlines = InlineEdges.Skip(inlines, reading.Skip);
            }

            if (number > 0)
            {
                var rest = item.Count > 1 ? context.Outline(item, 1).Parts : [];
                entries.Add(new KeyEntry(number, inlines, rest, new BlockPart(paragraph) { Start = paragraph.Span.Start, End = paragraph.Span.End + 1, Line = context.Source.PositionOf(paragraph).Line }));
            }
        }
    }

    private void ReadTable(Markdig.Extensions.Tables.Table table, List<KeyEntry> entries)
    {
        foreach (var row in table.OfType<Markdig.Extensions.Tables.TableRow>().Where(r => !r.IsHeader && r.Count >= 2))
        {
            if (CellOf(row, 0) is { } left && CellOf(row, 1) is { } right && NumberIn(context.Source.PlainText(left)) is { } number)
            {
                var rest = row.Count > 2 && CellOf(row, 2) is { Span.Length: > 12 } more
                    ? [new BlockPart(more) { Start = more.Span.Start, End = more.Span.End + 1, Line = context.Source.PositionOf(row).Line }]
                    : Array.Empty<Part>();
                entries.Add(new KeyEntry(number, context.Source.Inlines(right), rest, new BlockPart(right) { Start = right.Span.Start, End = right.Span.End + 1, Line = context.Source.PositionOf(row).Line }));
            }
        }
    }

    private static ParagraphBlock? CellOf(Markdig.Extensions.Tables.TableRow row, int column) => row[column] is Markdig.Extensions.Tables.TableCell { Count: > 0 } cell ? cell[0] as ParagraphBlock : null;

    private static int? NumberIn(string text)
    {
        var digits = text.AsSpan().Trim("Qq#.): \t*");
        return digits.Length is > 0 and <= 4 && int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // Lines that begin with a number; what follows up to the next one belongs to it.
    private void ReadParagraph(List<Part> parts, ref int at, LeafBlock block, Markdig.Syntax.Inlines.Inline? first, Markdig.Syntax.Inlines.Inline? stop, List<KeyEntry> entries)
    {
        var origin = parts[at];
        var flat = ReadFlat(InlineText.Of(context.Source.Inlines(first, stop)), origin);
        if (flat.Count >= FewestEntries)
        {
            entries.AddRange(flat);
            return;
        }

        foreach (var line in PartText.Lines(block, first, stop))
        {
            var inlines = context.Source.Inlines(line.First, line.Stop);
            var reading = TitleReading.Of(InlineText.Of(inlines));
            if (reading.Number is { } number && reading.Announces is Announced.Nothing or Announced.Question or Announced.Answer)
            {
                var rest = new List<Part>();
                while (at + 1 < parts.Count && parts[at + 1] is not HeadingPart && PartText.ReadStart(context.Source, parts[at + 1]).Number is null && line.Stop is null)
                {
                    at++;
                    if (!Trimming.IsRule(parts[at]))
                    {
                        rest.Add(parts[at]);
                    }
                }

                entries.Add(new KeyEntry(number, InlineEdges.Skip(inlines, reading.Skip), rest, new LinesPart(block, line.First, line.Stop) { Start = line.Start, End = line.End, Line = origin.Line }));
            }
        }
    }

    /// <summary>"1. b 2. c", "1-B, 2-C", "1) d; 2) a": numbers that count on, each with a letter.</summary>
    private static List<KeyEntry> ReadFlat(string text, Part origin)
    {
        var entries = new List<KeyEntry>();
        if (text.Length > LongestLine)
        {
            return entries;
        }

        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            // Only signs, or the word of a question, stand between an entry and the next.
            if (entries.Count > 0 && at - start > 16)
            {
                return [];
            }

            var digits = at;
            while (at < text.Length && at - digits < 4 && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == digits)
            {
                break;
            }

            var number = int.Parse(text.AsSpan(digits, at - digits), System.Globalization.CultureInfo.InvariantCulture);
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '.' or ')' or ':' or '-' or '–' or '—' or '→' or '>' or '=' or '．' or '、' or '：' or '）' or '('))
            {
                at++;
            }

            var letters = at;
            while (at < text.Length && char.IsLetter(text[at]))
            {
                at++;
            }

            if (at - letters is 0 or > 5 || (entries.Count > 0 && number != entries[^1].Number + 1))
            {
                return [];
            }

            entries.Add(new KeyEntry(number, [new TextRun(string.Join(", ", text[letters..at].ToCharArray()))], [], origin));
        }

        return entries;
    }
}
