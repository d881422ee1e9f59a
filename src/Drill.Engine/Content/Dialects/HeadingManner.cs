using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>
/// One heading a question; its answer goes to the next heading of its level or higher. Headings of one level support each other: among many
/// that ask, one that only names its subject asks too.
/// </summary>
internal sealed class HeadingManner
{
    private const int Levels = 7;
    private readonly int[] counts = new int[Levels];
    private readonly int[] asking = new int[Levels];
    private readonly int[] numbered = new int[Levels];
    private readonly int[] sequential = new int[Levels];
    private readonly int[] last = new int[Levels];
    private readonly int[] bodiesAsk = new int[Levels];
    private readonly HashSet<HeadingPart> bare = [];
    private readonly DialectContext context;

    public HeadingManner(DialectContext context, RootPart root)
    {
        this.context = context;
        Count(root);
        CountBare(root);
    }

    /// <summary>The level with the most headings that ask; 0 when none does.</summary>
    public int MainLevel => asking.Max() == 0 ? 0 : Array.IndexOf(asking, asking.Max());

    /// <summary>Whether most headings of a level ask.</summary>
    public bool MostAsk(int level) => level is > 0 and < Levels && asking[level] >= 3 && asking[level] * 10 >= counts[level] * 6;

    /// <summary>How sure it is that a heading is a question.</summary>
    public double Confidence(HeadingPart heading)
    {
        var reading = heading.Title.Reading;
        if (reading.Announces is not (Announced.Nothing or Announced.Question))
        {
            return -8;
        }

        var level = Math.Clamp(heading.Level, 0, Levels - 1);
        var share = (asking[level] + 0.5) / (counts[level] + 1);
        var support = Math.Clamp((share - 0.5) * 4, -2, 2) * Math.Min(1, counts[level] / 3.0);
        if (counts[level] >= 6 && sequential[level] >= counts[level] * 0.7 && reading.Number is not null)
        {
            support += 1;
        }

        if (BodiesAsk(level))
        {
            return AsksInBody(heading) ? 1.5 + context.Bias : reading.Score - 1;
        }

        return reading.Score + support + context.Bias + BodyEvidence(heading) + (bare.Contains(heading) ? 0.5 : 0);
    }

    /// <summary>The question that a heading asks.</summary>
    public QuestionFind Find(HeadingPart heading, double confidence) => new()
    {
        Manner = heading.IsHtml ? Manners.HtmlHeadings : Manners.Headings,
        Title = heading.Title,
        Line = heading.Line,
        Start = heading.Start,
        Confidence = confidence,
        Content = BodiesAsk(heading.Level) && !heading.Title.Reading.SoundsLikeQuestion ? [] : UpToTheEnd(heading.Parts),
        Prompt = BodiesAsk(heading.Level) && !heading.Title.Reading.SoundsLikeQuestion ? [.. heading.Parts] : [],
        Anchor = heading.Anchor,
        IsBareNumbered = bare.Contains(heading),
    };

    // Headings that only name a subject, each above a paragraph or two that ask.
    private bool BodiesAsk(int level) => level is > 0 and < Levels && context.Bias > 0 && counts[level] >= 5 && bodiesAsk[level] * 10 >= counts[level] * 6 && asking[level] * 2 < counts[level];

    private bool AsksInBody(HeadingPart heading)
    {
        if (heading.Parts.Count is 0 or > 6)
        {
            return false;
        }

        var asks = false;
        foreach (var part in heading.Parts)
        {
            if (part is not BlockPart { Block: ParagraphBlock or Markdig.Syntax.CodeBlock or QuoteBlock or ListBlock or ThematicBreakBlock })
            {
                return false;
            }

            asks |= part is BlockPart { Block: ParagraphBlock } && (QuestionTone.HasMark(context.Source.Markdown.AsSpan(part.Start, Math.Min(part.End, context.Source.Markdown.Length) - part.Start), out _)
                || PartText.ReadStart(context.Source, part).SoundsLikeQuestion);
        }

        return asks;
    }

    /// <summary>Whether text, code or a list stands directly below the heading.</summary>
    public static bool HasProse(HeadingPart heading)
    {
        foreach (var part in heading.Parts)
        {
            if (part is HeadingPart)
            {
                return false;
            }

            if (part is BlockPart { Block: not ThematicBreakBlock } or LinesPart or HtmlPart or DetailsPart)
            {
                return true;
            }
        }

        return false;
    }

    private double BodyEvidence(HeadingPart heading)
    {
        var evidence = heading.Parts.Count == 0 ? (heading.Title.Reading.SoundsLikeQuestion ? 0 : -1) : 0.25;
        foreach (var part in heading.Parts)
        {
            switch (part)
            {
                case DetailsPart { Summary.Reading.Announces: Announced.Answer or Announced.Explanation }:
                case HeadingPart { Title.Reading.Announces: Announced.Answer or Announced.Explanation }:
                    return evidence + 3;
                case BlockPart { Block: ListBlock list } when list.Count > 1 && list[0] is ListItemBlock item && PartText.TaskOf(item) is not null:
                    return evidence + (list.OfType<ListItemBlock>().Any(i => PartText.TaskOf(i)?.Checked == true) ? 3 : 1);
                case BlockPart { Block: ParagraphBlock } when PartText.Announces(context.Source, part) is Announced.Answer:
                    return evidence + 2.5;
                case BlockPart { Block: ParagraphBlock or ListBlock or Markdig.Syntax.CodeBlock }:
                    break;
                case HeadingPart:
                    return evidence;
            }
        }

        return evidence;
    }

    private static List<Part> UpToTheEnd(List<Part> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is HeadingPart { Title.Reading.EndsTheBank: true })
            {
                return parts.GetRange(0, i);
            }
        }

        return parts;
    }

    private void Count(ContainerPart container)
    {
        foreach (var part in container.Parts)
        {
            if (part is HeadingPart heading && heading.Title.Reading is { Announces: Announced.Nothing or Announced.Question, IsAboutTheFile: false } reading)
            {
                var level = Math.Clamp(heading.Level, 0, Levels - 1);
                counts[level]++;
                bodiesAsk[level] += context.Source.Markdown.Length > 0 && AsksInBody(heading) ? 1 : 0;
                asking[level] += reading.SoundsLikeQuestion ? 1 : 0;
                if (reading.Number is { } number)
                {
                    numbered[level]++;
                    sequential[level] += number == last[level] + 1 || number == 1 ? 1 : 0;
                    last[level] = number;
                }
            }

            if (part is ContainerPart inner)
            {
                Count(inner);
            }
        }
    }

    // "1 What is X?": a number without a sign is numbering when its neighbours count on.
    private void CountBare(ContainerPart container)
    {
        var run = container.Parts.OfType<HeadingPart>().Where(h => h.Title.Reading.BareNumber is not null).ToList();
        if (run.Count >= 3)
        {
            var steps = 0;
            for (var i = 1; i < run.Count; i++)
            {
                steps += run[i].Title.Reading.BareNumber == run[i - 1].Title.Reading.BareNumber + 1 ? 1 : 0;
            }

            if (steps * 4 >= (run.Count - 1) * 3)
            {
                bare.UnionWith(run);
            }
        }

        foreach (var inner in container.Parts.OfType<ContainerPart>())
        {
            CountBare(inner);
        }
    }
}
