using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Dialects;

/// <summary>Options as they were found among the parts of a question.</summary>
/// <param name="First">The index of the first part that holds options.</param>
/// <param name="Count">How many parts they take.</param>
/// <param name="Alphabet">The alphabet of their labels; below 0 for numbers or none.</param>
/// <param name="Options">The options; right ones are known only when they carry a mark.</param>
/// <param name="Before">Lines that stand before the first option in the same paragraph.</param>
/// <param name="After">Lines that stand behind the last option in the same paragraph.</param>
internal sealed record OptionsFound(int First, int Count, int Alphabet, ImmutableArray<ChoiceOption> Options, Part? Before, Part? After)
{
    public bool HasRight => Options.Any(o => o.IsRight);

    /// <summary>Whether the author wrote labels, boxes or marks; without any of these a list is only a list.</summary>
    public bool IsCertain { get; init; }

    /// <summary>Whether the author made boxes to tick.</summary>
    public bool HasBoxes { get; init; }

    public OptionsFound WithRight(IReadOnlyCollection<int> places) => this with { Options = [.. Options.Select((o, i) => o with { IsRight = places.Contains(i) })] };
}

/// <summary>Finds options: task lists, lists and lines with letters, lists of which one item is marked.</summary>
internal sealed class OptionReader(MarkdownSource source, PartBodies bodies)
{
    private const int LongestOption = 1_500;
    private const int MostOptions = 26;

    /// <summary>The options among the first of some parts, or null; what follows them may tell.</summary>
    public OptionsFound? Find(IReadOnlyList<Part> parts, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (parts[i] is ContainerPart)
            {
                // Options stand above the answer, which such a part holds.
                return null;
            }

            var found = parts[i] is BlockPart { Block: ListBlock list } ? ReadList(parts, i, list) : ReadLines(parts, i);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private OptionsFound? ReadList(IReadOnlyList<Part> parts, int at, ListBlock list)
    {
        if (list.Count > MostOptions || list.Count == 0)
        {
            return null;
        }

        if (HasBoxes(list))
        {
            return ReadBoxes(parts, at);
        }

        if (!MayBeOptions(parts, at, list))
        {
            return null;
        }

        var texts = new List<string>();
        var alphabet = -1;
        var bold = -1;
        var bolds = 0;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not ListItemBlock { Count: > 0 } item || item[0] is not ParagraphBlock { Inline: { } inline } paragraph)
            {
                return null;
            }

            var text = TextOf(item);
            var (found, place, length) = OptionMarks.LabelOf(text);
            if (length > 0 && place == i && (i == 0 || found == alphabet))
            {
                alphabet = found;
                text = text[length..].TrimStart();
            }
            else if (alphabet >= 0)
            {
                return null;
            }

            if (text.Length is 0 or > LongestOption)
            {
                return null;
            }

            if (IsBold(inline))
            {
                bold = i;
                bolds++;
            }
            else if (length == 0 && StartsBold(inline))
            {
                // Bold type names the items; it marks none.
                bolds += 2;
            }

            texts.Add(text);
        }

        if (list.Count < 2)
        {
            return null;
        }

        return Make(at, 1, alphabet, texts, bolds == 1 ? bold : -1);
    }

    // Most lists are none; only what has a label, a mark, bold type, or an answer behind it is worth reading.
    private bool MayBeOptions(IReadOnlyList<Part> parts, int at, ListBlock list)
    {
        if (list.Count < 2 || list[0] is not ListItemBlock { Count: > 0 } item || item[0] is not ParagraphBlock { Inline: { } first } paragraph)
        {
            return false;
        }

        if (OptionMarks.LabelOf(source.Markdown.AsSpan(paragraph.Span.Start, Math.Max(0, Math.Min(paragraph.Span.Length, source.Markdown.Length - paragraph.Span.Start)))) is { Length: > 0, Place: 0 } || IsBold(first))
        {
            return true;
        }

        var raw = source.Markdown.AsSpan(list.Span.Start, Math.Max(0, Math.Min(list.Span.Length, source.Markdown.Length - list.Span.Start)));
        if (raw.ContainsAny(OptionMarks.Right) || list.Any(i => i is ListItemBlock { Count: > 0 } other && other[0] is ParagraphBlock { Inline: { } inline } && IsBold(inline)))
        {
            return true;
        }

        return at + 1 < parts.Count && (parts[at + 1] switch
        {
            DetailsPart => true,
            HeadingPart heading => heading.Title.Reading.Announces is Announced.Answer or Announced.Explanation,
            var next => PartText.TryFirstLine(next, out var line) && (TitleReading.AnnouncedBy(PartText.Raw(source, line)) is Announced.Answer or Announced.Explanation || PartText.Raw(source, line).Length < 80),
        });
    }

    private static OptionsFound Make(int at, int count, int alphabet, List<string> texts, int bold, Part? before = null, Part? after = null)
    {
        var options = ImmutableArray.CreateBuilder<ChoiceOption>(texts.Count);
        var rights = 0;
        foreach (var raw in texts)
        {
            var text = OptionMarks.Strip(raw, out var isRight, out _);
            rights += isRight ? 1 : 0;
            options.Add(new ChoiceOption(alphabet >= 0 ? OptionMarks.Label(alphabet, options.Count) : OptionLabels.At(options.Count), text, isRight));
        }

        if (rights == options.Count)
        {
            // Marks on all are bullets.
            rights = 0;
            for (var i = 0; i < options.Count; i++)
            {
                options[i] = options[i] with { IsRight = false };
            }
        }

        var isMarked = rights > 0;
        if (rights == 0 && bold >= 0)
        {
            options[bold] = options[bold] with { IsRight = true };
        }

        return new OptionsFound(at, count, alphabet, options.DrainToImmutable(), before, after) { IsCertain = alphabet >= 0 || isMarked };
    }

    /// <summary>Boxes; items may stand in lists of their own with code between them.</summary>
    private OptionsFound? ReadBoxes(IReadOnlyList<Part> parts, int at)
    {
        var texts = new List<string>();
        var rights = new List<bool>();
        var end = at;
        var hasCode = false;
        while (end < parts.Count)
        {
            if (parts[end] is BlockPart { Block: ListBlock list } && HasBoxes(list))
            {
                foreach (var item in list.OfType<ListItemBlock>())
                {
                    var box = BoxOf(item);
                    if (box is null && item is [ParagraphBlock { Inline: { } inline }] && PartText.IsOnlyLinks(inline.FirstChild, null, out _))
                    {
                        continue;
                    }

                    var text = TextOf(item);
                    texts.Add(box is { } found ? text[Math.Min(found.Length, text.Length)..].TrimStart() : text);
                    rights.Add(box?.IsRight ?? false);
                }

                end++;
            }
            else if (texts.Count > 0 && parts[end] is BlockPart { Block: Markdig.Syntax.CodeBlock } && (hasCode || HasBoxesAfter(parts, end)))
            {
                hasCode = true;
                texts[^1] = (texts[^1] + "\n" + Drill.Text.PlainText.Of(bodies.ToBody([parts[end]]))).Trim();
                end++;
            }
            else
            {
                break;
            }
        }

        if (texts.Count is < 2 or > MostOptions || texts.Exists(t => t.Length is 0 or > LongestOption))
        {
            return null;
        }

        var alphabet = AlphabetOf(texts);
        var options = ImmutableArray.CreateBuilder<ChoiceOption>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var (_, _, length) = alphabet >= 0 ? OptionMarks.LabelOf(texts[i]) : default;
            var text = length > 0 && length < texts[i].Length ? texts[i][length..].TrimStart() : texts[i];
            var stripped = rights.Contains(true) ? text : OptionMarks.Strip(text, out _, out _);
            options.Add(new ChoiceOption(alphabet >= 0 ? OptionMarks.Label(alphabet, i) : OptionLabels.At(i), stripped, rights[i]));
        }

        return new OptionsFound(at, end - at, alphabet, options.DrainToImmutable(), null, null) { IsCertain = true, HasBoxes = true };
    }

    private static bool HasBoxes(ListBlock list)
    {
        var boxes = 0;
        foreach (var item in list)
        {
            boxes += BoxOf(item) is not null ? 1 : 0;
        }

        return boxes > 0 && boxes * 2 >= list.Count;
    }

    private static bool HasBoxesAfter(IReadOnlyList<Part> parts, int at)
    {
        for (var i = at + 1; i < parts.Count && i < at + 4; i++)
        {
            if (parts[i] is BlockPart { Block: ListBlock list })
            {
                return HasBoxes(list);
            }

            if (parts[i] is not BlockPart { Block: Markdig.Syntax.CodeBlock })
            {
                return false;
            }
        }

        return false;
    }

    // Labels in every text, in order, or none.
    private static int AlphabetOf(List<string> texts)
    {
        var alphabet = -1;
        for (var i = 0; i < texts.Count; i++)
        {
            var (found, place, length) = OptionMarks.LabelOf(texts[i]);
            if (length == 0 || place != i || (i > 0 && found != alphabet))
            {
                return -1;
            }

            alphabet = found;
        }

        return alphabet;
    }

    /// <summary>Lines of paragraphs with letters before them, all in one paragraph or each in its own.</summary>
    private OptionsFound? ReadLines(IReadOnlyList<Part> parts, int at)
    {
        var texts = new List<string>();
        var alphabet = -1;
        var end = at;
        var bold = -1;
        var bolds = 0;
        Part? before = null;
        Part? after = null;
        for (; end < parts.Count && texts.Count < MostOptions && after is null; end++)
        {
            if (!PartText.IsParagraph(parts[end], out var block, out var first, out var stop))
            {
                break;
            }

            var known = texts.Count;
            SourceLine? start = null;
            foreach (var line in PartText.Lines(block, first, stop))
            {
                if (after is not null)
                {
                    break;
                }

                var raw = PartText.Raw(source, line);
                var (found, place, length) = raw.Length is > 0 and < LongestOption ? OptionMarks.LabelOf(raw) : default;
                if (length > 0 && place == texts.Count && (texts.Count == 0 || found == alphabet))
                {
                    if (texts.Count == 0 && start is { } lead)
                    {
                        before = new LinesPart(block, lead.First, line.First) { Start = lead.Start, End = line.Start, Line = parts[end].Line };
                    }

                    alphabet = found;
                    var inlines = source.Inlines(line.First, line.Stop);
                    var text = InlineText.Of(inlines).Trim();
                    if (inlines is [Strong] or [Strong, TextRun { Text.Length: <= 3 }])
                    {
                        bold = texts.Count;
                        bolds++;
                    }

                    texts.Add(text[Math.Min(OptionMarks.LabelOf(text).Length, text.Length)..].TrimStart());
                }
                else if (texts.Count == 0)
                {
                    start ??= line;
                }
                else if (texts.Count == known)
                {
                    // A paragraph that holds no option ends them.
                    break;
                }
                else if (TitleReading.AnnouncedBy(raw) is Announced.Answer or Announced.Explanation or Announced.Hint or Announced.Sources || texts.Count < 2)
                {
                    after = new LinesPart(block, line.First, stop) { Start = line.Start, End = parts[end].End, Line = parts[end].Line };
                }
                else
                {
                    // The option goes on in the next line.
                    texts[^1] += " " + InlineText.Of(source.Inlines(line.First, line.Stop)).Trim();
                }
            }

            if (texts.Count == known)
            {
                break;
            }
        }

        return texts.Count < 2 || (texts.Count == 2 && alphabet > 1 && bolds == 0) || texts.Exists(t => t.Length is 0 or > LongestOption) ? null : Make(at, end - at, alphabet, texts, bolds == 1 ? bold : -1, before, after);
    }

    private string TextOf(ListItemBlock item) => item.Count == 1 && item[0] is ParagraphBlock paragraph
        ? source.PlainText(paragraph).Trim()
        : Drill.Text.PlainText.Of(source.ToBody([.. item])).Trim();

    private static bool StartsBold(ContainerInline inline) => BoldStart(inline) is not null;

    private static EmphasisInline? BoldStart(ContainerInline inline)
    {
        var first = inline.FirstChild;
        while (first is LiteralInline literal && literal.Content.AsSpan().IsWhiteSpace())
        {
            first = first.NextSibling;
        }

        return first is EmphasisInline { DelimiterCount: >= 2, DelimiterChar: not '~' } strong ? strong : null;
    }

    private static bool IsBold(ContainerInline inline) => BoldStart(inline) is { } strong && (strong.NextSibling is null || (strong.NextSibling is LiteralInline { NextSibling: null } rest && rest.Content.Length <= 2));

    // "[ ]" that Markdig knows, and those it does not: "[]", "( )", "(x)".
    private static (bool IsRight, int Length)? BoxOf(Markdig.Syntax.Block block)
    {
        if (block is not ListItemBlock { Count: > 0 } item || item[0] is not ParagraphBlock { Inline.FirstChild: { } first })
        {
            return null;
        }

        if (first is TaskList task)
        {
            return (task.Checked, 0);
        }

        if (first is LiteralInline literal)
        {
            var text = literal.Content.AsSpan().TrimStart();
            if (text.Length >= 3 && text[0] is '[' or '(' && text[2] == (text[0] == '[' ? ']' : ')') && text[1] is ' ' or 'x' or 'X' or '*' or '√' or '✓' or '✔')
            {
                return text[0] == '(' && text[1] is 'X' ? null : (text[1] != ' ', 3);
            }

            if (text.StartsWith("[]") || text.StartsWith("[　]"))
            {
                return (false, text.StartsWith("[]") ? 2 : 3);
            }
        }

        return null;
    }
}
