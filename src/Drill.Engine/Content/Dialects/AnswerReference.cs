using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>Reads which options an answer names, and takes that and its labels away, so that the explanation is left.</summary>
internal sealed class AnswerReference(MarkdownSource source, OptionsFound options)
{
    private const int MostSteps = 8;

    /// <summary>The places of the options that were named right.</summary>
    public List<int> Places { get; private set; } = [];

    /// <summary>Looks at the parts behind the options.</summary>
    public void Take(List<Part> rest)
    {
        var hasLabel = false;
        for (var step = 0; step < MostSteps && rest.Count > 0; step++)
        {
            while (rest.Count > 0 && Trimming.IsRule(rest[0]))
            {
                rest.RemoveAt(0);
            }

            if (rest.Count == 0)
            {
                return;
            }

            switch (rest[0])
            {
                case DetailsPart details when details.Summary is not { Reading.Announces: Announced.Hint or Announced.Sources } && (details.Summary is not { } summary || !summary.Reading.SoundsLikeQuestion):
                    rest.RemoveAt(0);
                    rest.InsertRange(0, details.Parts);
                    hasLabel = true;
                    if (details.Summary is { } title)
                    {
                        TakeText(title.Text[Math.Min(title.Reading.Announces == Announced.Answer ? title.Reading.Skip : title.Text.Length, title.Text.Length)..]);
                    }

                    continue;
                case HeadingPart heading when heading.Title.Reading.Announces is Announced.Answer or Announced.Explanation:
                    rest.RemoveAt(0);
                    rest.InsertRange(0, heading.Parts);
                    hasLabel = true;
                    TakeText(heading.Title.Text[Math.Min(heading.Title.Reading.Skip, heading.Title.Text.Length)..]);
                    continue;
                case HeadingPart heading when TakeStatement(heading.Title.Text):
                    rest.RemoveAt(0);
                    rest.InsertRange(0, heading.Parts);
                    hasLabel = true;
                    continue;
                case HeadingPart or HtmlPart or ContainerPart:
                    if (rest[0] is HtmlPart html && Places.Count == 0)
                    {
                        var blocks = new PartBodies(source).Blocks([html]);
                        if (blocks is [Paragraph { Inlines: var inlines }, ..] && TakeLine(inlines, rest, blocks, ref hasLabel))
                        {
                            continue;
                        }
                    }

                    return;
            }

            if (!TakeBlock(rest, ref hasLabel))
            {
                return;
            }
        }
    }

    /// <summary>The parts of an answer without the label it begins with.</summary>
    public static List<Part> Unwrap(MarkdownSource source, List<Part> parts)
    {
        for (var step = 0; step < MostSteps && parts.Count > 0; step++)
        {
            switch (parts[0])
            {
                case DetailsPart details when details.Summary is null || details.Summary.Reading.Announces is Announced.Answer or Announced.Explanation:
                    parts.RemoveAt(0);
                    parts.InsertRange(0, details.Parts);
                    if (details.Summary is { } summary && summary.Reading.Skip < summary.Text.Length)
                    {
                        InsertRest(parts, InlineEdges.Skip(summary.Inlines, summary.Reading.Skip), details);
                    }

                    continue;
                case HeadingPart heading when heading.Title.Reading.Announces is Announced.Answer or Announced.Explanation:
                    parts.RemoveAt(0);
                    parts.InsertRange(0, heading.Parts);
                    if (!heading.Title.Reading.IsLabelOnly)
                    {
                        InsertRest(parts, InlineEdges.Skip(heading.Title.Inlines, heading.Title.Reading.Skip), heading);
                    }

                    continue;
            }

            if (!PartText.TryFirstLine(parts[0], out var first) || TitleReading.AnnouncedBy(PartText.Raw(source, first)) is not (Announced.Answer or Announced.Explanation))
            {
                break;
            }

            var rest = InlinesOf(source, parts[0], out var others);
            var reading = TitleReading.Of(InlineText.Of(InlineEdges.SplitLine(rest).First));
            if (reading.Announces is not (Announced.Answer or Announced.Explanation))
            {
                break;
            }

            var whole = parts[0];
            parts.RemoveAt(0);
            parts.InsertRange(0, others);
            InsertRest(parts, InlineEdges.Skip(rest, reading.Skip), whole);
        }

        while (parts.Count > 0 && Trimming.IsRule(parts[0]))
        {
            parts.RemoveAt(0);
        }

        return parts;
    }

    private bool TakeBlock(List<Part> rest, ref bool hasLabel)
    {
        if (rest[0] is BlockPart { Block: Markdig.Syntax.CodeBlock } && hasLabel && Places.Count == 0 && new PartBodies(source).Blocks([rest[0]]) is [Drill.Text.CodeBlock { Code.Length: < 40 } text])
        {
            if (TakeText(text.Code))
            {
                rest.RemoveAt(0);
                return true;
            }

            return false;
        }

        if (rest[0] is BlockPart { Block: ListBlock list } && hasLabel && Places.Count == 0 && list.Count <= options.Options.Length)
        {
            return TakeList(rest, list);
        }

        if (!PartText.TryFirstLine(rest[0], out _))
        {
            return false;
        }

        var inlines = InlinesOf(source, rest[0], out var others);
        if (!TakeLine(inlines, rest, [], ref hasLabel))
        {
            return false;
        }

        rest.InsertRange(rest.Count > 0 && rest[0] is MadePart ? 1 : 0, others);
        return true;
    }

    // The right options as a list of their own.
    private bool TakeList(List<Part> rest, ListBlock list)
    {
        var places = new List<int>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var text = item.Count > 0 && item[0] is ParagraphBlock paragraph ? source.PlainText(paragraph).Trim() : "";
            var place = PlaceOfText(text);
            if (place < 0)
            {
                return false;
            }

            places.Add(place);
        }

        Places = places;
        rest.RemoveAt(0);
        return true;
    }

    // True when the line said something and was taken; what is left of its part goes back.
    private bool TakeLine(ImmutableArray<Inline> inlines, List<Part> rest, ImmutableArray<Drill.Text.Block> blocks, ref bool hasLabel)
    {
        var (line, further) = InlineEdges.SplitLine(inlines);
        var text = InlineText.Of(line);
        var reading = TitleReading.Of(text);
        var isLabel = reading.Announces is Announced.Answer or Announced.Explanation;
        if (!isLabel && TakeStatement(text))
        {
            hasLabel = true;
            rest[0] = Replace(rest[0], further, blocks);
            if (rest[0] is MadePart { Blocks.IsEmpty: true })
            {
                rest.RemoveAt(0);
            }

            return true;
        }

        if (!isLabel && !hasLabel)
        {
            return false;
        }

        var skip = isLabel ? reading.Skip : 0;
        var tail = text[Math.Min(skip, text.Length)..];
        var taken = 0;
        if (Places.Count == 0 && reading.Announces != Announced.Explanation)
        {
            var places = OptionMarks.References(tail, options.Alphabet, options.Options.Length, out taken);
            if (places.Count == 0 && PlaceOfText(tail.Trim()) is >= 0 and var place)
            {
                places = [place];
                taken = tail.Length;
            }

            if (places.Count > 0)
            {
                Places = places;
                taken += RepeatLength(tail[Math.Min(taken, tail.Length)..], places);
            }
            else if (!isLabel)
            {
                return false;
            }
        }
        else if (!isLabel)
        {
            return false;
        }

        hasLabel = true;
        var part = rest[0];
        rest.RemoveAt(0);
        var left = taken >= tail.TrimEnd().Length && skip + taken > 0 ? further : InlineEdges.Skip(inlines, skip + taken);
        var made = ImmutableArray.CreateBuilder<Drill.Text.Block>();
        PartBodies.AddParagraph(InlineEdges.Skip(left, 0), made);
        made.AddRange(blocks.IsEmpty ? [] : blocks[1..]);
        if (made.Count > 0)
        {
            rest.Insert(0, new MadePart(made.ToImmutable()) { Start = part.Start, End = part.End, Line = part.Line });
        }

        return made.Count == 0 || isLabel || Places.Count > 0;
    }

    // "The right one is the third: C": a short line of which a letter behind a colon is the end.
    private bool TakeStatement(string text)
    {
        var colon = text.LastIndexOfAny([':', '：']);
        if (Places.Count > 0 || colon is < 2 or > 60)
        {
            return false;
        }

        var tail = text[(colon + 1)..];
        var places = OptionMarks.References(tail, options.Alphabet, options.Options.Length, out var end);
        Places = places.Count > 0 && end >= tail.Length ? places : [];
        return Places.Count > 0;
    }

    private static MadePart Replace(Part part, ImmutableArray<Inline> left, ImmutableArray<Drill.Text.Block> blocks)
    {
        var made = ImmutableArray.CreateBuilder<Drill.Text.Block>();
        PartBodies.AddParagraph(InlineEdges.Skip(left, 0), made);
        made.AddRange(blocks.IsEmpty ? [] : blocks[1..]);
        return new MadePart(made.ToImmutable()) { Start = part.Start, End = part.End, Line = part.Line };
    }

    private bool TakeText(string text)
    {
        if (Places.Count > 0 || string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var places = OptionMarks.References(text, options.Alphabet, options.Options.Length, out _);
        if (places.Count == 0 && PlaceOfText(text.Trim()) is >= 0 and var place)
        {
            places = [place];
        }

        Places = places;
        return places.Count > 0;
    }

    private int PlaceOfText(string text)
    {
        var (alphabet, place, length) = OptionMarks.LabelOf(text);
        if (length > 0 && alphabet == options.Alphabet && place < options.Options.Length)
        {
            return place;
        }

        text = text.Trim(' ', '.', '。', '"', '`', '*');
        if (text.Length == 0)
        {
            return -1;
        }

        for (var i = 0; i < options.Options.Length; i++)
        {
            if (string.Equals(options.Options[i].Text.Trim(' ', '.', '。', '"', '`', '*'), text, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    // "B. the text of option B": the repetition explains nothing.
    private int RepeatLength(string tail, List<int> places)
    {
        if (places.Count != 1)
        {
            return 0;
        }

        var option = options.Options[places[0]].Text;
        var at = tail.StartsWith(option, StringComparison.OrdinalIgnoreCase) ? option.Length : 0;
        while (at > 0 && at < tail.Length && (char.IsWhiteSpace(tail[at]) || tail[at] is '.' or '。' or ')' or '）' or '-' or '–'))
        {
            at++;
        }

        return at;
    }

    private static void InsertRest(List<Part> parts, ImmutableArray<Inline> inlines, Part origin)
    {
        var made = ImmutableArray.CreateBuilder<Drill.Text.Block>();
        PartBodies.AddParagraph(InlineEdges.Skip(inlines, 0), made);
        if (made.Count > 0)
        {
            parts.Insert(0, new MadePart(made.ToImmutable()) { Start = origin.Start, End = origin.End, Line = origin.Line });
        }
    }

    /// <summary>The inlines of a paragraph, or of the first one in a quotation, and what else the quotation holds.</summary>
    private static ImmutableArray<Inline> InlinesOf(MarkdownSource source, Part part, out List<Part> others)
    {
        others = [];
        if (PartText.IsParagraph(part, out _, out var first, out var stop))
        {
            return source.Inlines(first, stop);
        }

        if (part is BlockPart { Block: QuoteBlock quote })
        {
            for (var i = 1; i < quote.Count; i++)
            {
                others.Add(new BlockPart(quote[i]) { Start = quote[i].Span.Start, End = quote[i].Span.End + 1, Line = source.PositionOf(quote[i]).Line });
            }

            return source.Inlines((LeafBlock)quote[0]);
        }

        return [];
    }
}
