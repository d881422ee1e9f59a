using System.Collections.Immutable;
using Drill.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Drill.Content.Dialects;

/// <summary>
/// Questions as items of lists: alone, with follow-ups nested below them, or with the answer as the item's further lines and blocks.
/// Lists of links, contents lists and options are none.
/// </summary>
internal sealed class ListManner(DialectContext context)
{
    private const int DeepestGroup = 4;
    private const int FewestWords = 2;
    private bool isBelowQuestion;
    private bool isListed;

    public Proposal? Find(IReadOnlyList<Part> parts, ContainerPart section)
    {
        isBelowQuestion = section is HeadingPart { Title.Reading.SoundsLikeQuestion: true } or DetailsPart;
        isListed = section is HeadingPart heading && context.Contents?.Lists(heading) == true;
        List<QuestionFind>? finds = null;
        HashSet<int>? taken = null;
        var isLaidOut = IsLaidOut(parts);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is BlockPart { Block: ListBlock list } && !(isLaidOut && list.Count == 1) && Read(list, 0) is { Count: > 0 } found)
            {
                (finds ??= []).AddRange(found);
                (taken ??= []).Add(i);
            }
        }

        if (finds is null || (finds.Count == 1 && finds[0] is { Manner: Manners.Bullets, Confidence: < 2 }))
        {
            return null;
        }

        var manner = finds.Count(f => f.Manner is Manners.Items) * 2 >= finds.Count ? Manners.Items : Manners.Bullets;
        return new Proposal(manner, finds, taken!);
    }

    // Lists of one item with text between them: the answers stand outside, which is another manner.
    private static bool IsLaidOut(IReadOnlyList<Part> parts)
    {
        var followed = 0;
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            followed += parts[i] is BlockPart { Block: ListBlock { Count: 1 } } && parts[i + 1] is not BlockPart { Block: ListBlock } && !Trimming.IsRule(parts[i + 1]) ? 1 : 0;
        }

        return followed >= 2;
    }

    private sealed record Item(ListItemBlock Block, SourceLine Line, TitleReading Reading, bool IsLink);

    private List<QuestionFind>? Read(ListBlock list, int depth)
    {
        var items = new List<Item>(list.Count);
        var links = 0;
        var asking = 0;
        var bareSteps = 0;
        foreach (var child in list)
        {
            if (child is not ListItemBlock { Count: > 0 } block || block[0] is not ParagraphBlock { Inline.FirstChild: { } first } paragraph
                || PartText.TaskOf(block) is not null)
            {
                continue;
            }

            var line = PartText.Lines(paragraph, first, null).FirstOrDefault();
            if (line.First is null)
            {
                continue;
            }

            var raw = PartText.Raw(context.Source, line);
            var isLink = PartText.IsOnlyLinks(line.First, line.Stop, out _);
            var reading = isLink ? default : TitleReading.Of(raw);
            bareSteps += items.Count > 0 && reading.BareNumber is { } bare && items[^1].Reading.BareNumber == bare - 1 ? 1 : 0;
            items.Add(new Item(block, line, reading, isLink));
            links += isLink ? 1 : 0;
            asking += !isLink && Asks(reading, depth) && reading.Announces is Announced.Nothing or Announced.Question ? 1 : 0;
        }

        if (items.Count == 0 || items.Count * 2 < list.Count || links * 2 > items.Count)
        {
            return null;
        }

        var isAmongAsking = depth == 0 && context.ListsAsk && !isBelowQuestion && links == 0 && (isListed || (list.Span.Start >= context.AskingLists.Start && list.Span.End <= context.AskingLists.End)) && items.Count(IsSentence) * 10 >= items.Count * 8;
        if (asking * 2 < items.Count && !isAmongAsking)
        {
            return depth < DeepestGroup ? ReadGroups(items, depth) : null;
        }

        if (OptionMarks.LabelOf(PartText.Raw(context.Source, items[0].Line)) is { Length: > 0, Place: 0 } && items.Count > 1 && OptionMarks.LabelOf(PartText.Raw(context.Source, items[1].Line)) is { Length: > 0, Place: 1 })
        {
            return null;
        }

        var isBare = bareSteps >= 2 && bareSteps * 4 >= (items.Count(i => i.Reading.BareNumber is not null) - 1) * 3;
        var mostAsk = asking * 10 >= items.Count * 6 && items.Count >= 3;
        var finds = new List<QuestionFind>(items.Count);
        foreach (var item in items)
        {
            var confidence = item.Reading.Score + context.Bias + (mostAsk || isAmongAsking ? 1 : 0) + (list.IsOrdered ? 0.25 : 0) + (context.ListsAsk ? 0.5 : 0);
            if (item.IsLink || (!item.Reading.SoundsLikeQuestion && !IsSentence(item)) || item.Reading.Announces is not (Announced.Nothing or Announced.Question) || item.Reading.IsAboutTheFile)
            {
                continue;
            }

            if (!item.Reading.SoundsLikeQuestion && ReadGroup(item, depth) is { Count: > 0 } inner)
            {
                finds.AddRange(inner);
            }
            else if (confidence > 0)
            {
                finds.Add(ToFind(item, confidence, isBare));
            }
        }

        return finds;
    }

    // An imperative asks in a list of a bank, unless the list answers.
    private bool Asks(TitleReading reading, int depth) => reading.SoundsLikeQuestion || (depth == 0 && !isBelowQuestion && context.Bias > 0 && reading.Score + context.Bias > 0);

    // More than a word, a name or a piece of code.
    private bool IsSentence(Item item)
    {
        var raw = PartText.Raw(context.Source, item.Line).Trim("`*_ ");
        var words = 0;
        var isInWord = false;
        foreach (var c in raw)
        {
            words += char.IsLetterOrDigit(c) && (!isInWord || c > '\u2E80') ? 1 : 0;
            isInWord = char.IsLetterOrDigit(c) || c is '\'' or '’' or '-' or '.' or '_';
        }

        return words >= FewestWords;
    }

    // Items that name a group, with questions nested below them.
    private List<QuestionFind>? ReadGroups(List<Item> items, int depth)
    {
        List<QuestionFind>? finds = null;
        foreach (var item in items)
        {
            if (!item.IsLink && ReadGroup(item, depth) is { Count: > 0 } inner)
            {
                (finds ??= []).AddRange(inner);
            }
        }

        return finds;
    }

    private List<QuestionFind>? ReadGroup(Item item, int depth)
    {
        if (depth >= DeepestGroup || item.Reading.Announces is not (Announced.Nothing or Announced.Question))
        {
            return null;
        }

        List<QuestionFind>? finds = null;
        foreach (var child in item.Block)
        {
            if (child is ListBlock nested && Read(nested, depth + 1) is { } inner)
            {
                (finds ??= []).AddRange(inner);
            }
        }

        return finds is { Count: >= 2 } ? finds : null;
    }

    private QuestionFind ToFind(Item item, double confidence, bool isBare)
    {
        if (item.Block[0] is ParagraphBlock { Inline: { } inlines } && OutlineBuilder.FirstDetails(inlines.FirstChild) is { } details && details.Span.Start > item.Line.Start)
        {
            return WithDetails(item, details, confidence, isBare);
        }

        var (title, rest) = TitleSplit.Of(context.Source, item.Line);
        var content = new List<Part>();
        if (rest is not null)
        {
            content.Add(rest);
        }

        var prompt = ImmutableArray<Part>.Empty;
        if (item.Block.Count > 1)
        {
            var further = context.Outline(item.Block, 1);
            if (rest is null && further.Parts is [BlockPart { Block: ListBlock nested } only] && IsFollowUp(nested, title))
            {
                prompt = [only];
            }
            else
            {
                content.AddRange(further.Parts);
            }
        }

        return new QuestionFind
        {
            Manner = content.Count > 0 ? Manners.Items : Manners.Bullets,
            Title = title,
            Line = context.Source.PositionOf(item.Block).Line,
            Start = item.Block.Span.Start,
            Confidence = confidence + (content.Count > 0 ? 0.5 : 0),
            Prompt = prompt,
            Content = content,
            Indent = Math.Max(0, item.Block[0].Column),
            IsBareNumbered = isBare,
            Anchor = null,
            Ordinal = item.Block.Parent is ListBlock { IsOrdered: true } ? item.Block.Order : null,
        };
    }

    // "- Which one? <details><summary>Answer</summary>B</details>"
    private QuestionFind WithDetails(Item item, HtmlInline details, double confidence, bool isBare)
    {
        var parts = context.Outline(item.Block).Parts;
        return new QuestionFind
        {
            Manner = Manners.Items,
            Title = Title.Of(context.Source.Inlines(item.Line.First, details)),
            Line = context.Source.PositionOf(item.Block).Line,
            Start = item.Block.Span.Start,
            Confidence = confidence + 0.5,
            Content = parts.FindAll(p => p.Start >= details.Span.Start),
            Indent = Math.Max(0, item.Block[0].Column),
            IsBareNumbered = isBare,
            Ordinal = item.Block.Parent is ListBlock { IsOrdered: true } ? item.Block.Order : null,
        };
    }

    // Nested items that ask, or that complete a sentence ending in a colon, are part of the question.
    private bool IsFollowUp(ListBlock nested, Title title)
    {
        if (title.Text.TrimEnd() is [.., ':' or '：'])
        {
            return true;
        }

        var asking = 0;
        var all = 0;
        foreach (var item in nested.OfType<ListItemBlock>())
        {
            all++;
            if (item.Count > 0 && item[0] is ParagraphBlock { Inline.FirstChild: { } first } paragraph)
            {
                var line = PartText.Lines(paragraph, first, null).FirstOrDefault();
                asking += line.First is not null && PartText.ReadStartOf(context.Source, line) is { SoundsLikeQuestion: true } ? 1 : 0;
            }
        }

        return asking * 2 >= all && asking > 0;
    }
}
