using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>
/// One heading a question; its answer goes to the next heading of its level or higher. Headings of one level support each other: among many
/// that ask, one that only names its subject asks too.
/// </summary>
internal sealed class HeadingManner
{
    private const int Levels = 7;

    /// <summary>What stands below a heading at least when it says of itself that it is the answer.</summary>
    private const double Answered = 2.5;
    private const int FewestEntries = 5;
    private readonly int[] counts = new int[Levels];
    private readonly int[] asking = new int[Levels];
    private readonly int[] numbered = new int[Levels];
    private readonly int[] sequential = new int[Levels];
    private readonly int[] rising = new int[Levels];
    private readonly int[] last = new int[Levels];
    private readonly int[] bodiesAsk = new int[Levels];
    private readonly int[] withProse = new int[Levels];
    private readonly int[] withParts = new int[Levels];
    private readonly int[] listed = new int[Levels];
    private readonly int[] aboutTheFile = new int[Levels];
    private readonly HashSet<HeadingPart> bare = [];
    private readonly HashSet<HeadingPart> entries = [];
    private readonly DialectContext context;
    private readonly Contents contents;
    private int programs;

    public HeadingManner(DialectContext context, RootPart root, ForeignHead head)
    {
        this.context = context;
        contents = context.Contents ??= Contents.Of(root);
        Count(root);
        CountBare(root);
        TopicLevel = FindTopicLevel(head);
        if (programs <= 1 && (context.Bias > 0 || Enumerable.Range(1, Levels - 1).Any(MostAsk)))
        {
            FindEntries(root);
        }
    }

    /// <summary>The level at which headings only name their subjects, each above what is to be known about it; 0 when there is none.</summary>
    public int TopicLevel { get; }

    /// <summary>How many headings the file has that are not about itself.</summary>
    public int Total => counts.Sum();

    /// <summary>How many headings that level has.</summary>
    public int Topics => counts[TopicLevel];

    /// <summary>Whether nearly all of them count on, so that they are entries whatever stands in them.</summary>
    public bool TopicsCount => TopicLevel > 0 && Topics >= 8 && sequential[TopicLevel] * 10 >= Topics * 9;

    /// <summary>Whether headings that only name their subjects are questions: only where nothing else in the file asks.</summary>
    public bool TopicsAsk { get; set; }

    /// <summary>Whether a heading is a question because it names one of many subjects.</summary>
    public bool IsTopic(HeadingPart heading) => entries.Contains(heading) || (TopicsAsk && heading.Level == TopicLevel && !heading.Title.Reading.IsAboutTheFile && (HasProse(heading) || (TopicsCount && heading.Parts.Count > 0)));

    /// <summary>Whether a heading carries a number among others of which most do.</summary>
    public bool IsCounted(HeadingPart heading) => MostCount(Math.Clamp(heading.Level, 0, Levels - 1)) && heading.Title.Reading.Number is not null;

    private bool MostCount(int level) => counts[level] >= 8 && numbered[level] * 10 >= counts[level] * 8;

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

        if (heading.Parts.Count > 0 && heading.Parts.TrueForAll(p => Contents.Is(p) || Trimming.IsRule(p)))
        {
            return -8;
        }

        var level = Math.Clamp(heading.Level, 0, Levels - 1);
        if (IsTopic(heading))
        {
            return Math.Max(1.5, reading.Score + 1.5) + context.Bias;
        }

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

        if (MostCount(level) && MostAsk(level))
        {
            // Where questions are counted, what has a number is one, and what has none is hardly any.
            support += IsCounted(heading) ? 2 : -4;
        }

        if (MostAsk(level) && context.Bias > 0 && HasText(heading))
        {
            support += 0.5;
        }

        return reading.Score + support + context.Bias + EvidenceOf(heading) + (bare.Contains(heading) ? 0.5 : 0);
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

    // Notes of which each heading names what is asked: many of one rank, each above text of its own, hardly any about the file itself; counted, listed
    // in the contents, here and there asking, or in a file that calls itself a bank.
    private int FindTopicLevel(ForeignHead head)
    {
        if (programs > 1)
        {
            return 0;
        }

        for (var level = 1; level < Levels; level++)
        {
            var count = counts[level];
            if (count < 4 || Enumerable.Range(1, Levels - 1).Any(l => MostAsk(l) && asking[l] * 2 >= count) || (count >= 8 && sequential[level] * 10 >= count * 9 ? withParts : withProse)[level] * 10 < count * 8 || aboutTheFile.Sum() > Math.Max(3, count * 0.15))
            {
                continue;
            }

            var evidence = (context.Bias > 0 ? 1 : head.SpeaksOfQuestions ? 0.75 : 0)
                + (sequential[level] >= count * 0.7 || rising[level] >= count * 0.7 || bare.Count(h => h.Level == level) >= count * 0.7 ? 1 : 0)
                + (listed[level] >= count * 0.7 ? 1 : 0)
                + (asking[level] * 10 >= count ? 0.5 : 0)
                + (count >= 8 ? 0.5 : 0);
            if (evidence >= (head.IsAboutRepository || context.Bias <= 0 ? 2 : 1.5))
            {
                return level;
            }
        }

        return 0;
    }

    // A part of a bank that changes its manner: below a heading without text of its own, many that count on, each above text.
    private void FindEntries(ContainerPart container)
    {
        foreach (var inner in container.Parts.OfType<ContainerPart>())
        {
            FindEntries(inner);
        }

        if (container is DetailsPart || (container is HeadingPart section && (section.Title.Reading.SoundsLikeQuestion || HasText(section))))
        {
            return;
        }

        var run = container.Parts.OfType<HeadingPart>().ToList();
        var steps = 0;
        for (var i = 1; i < run.Count; i++)
        {
            steps += run[i].Title.Reading.Number is { } number && run[i - 1].Title.Reading.Number is { } before && number >= before ? 1 : 0;
        }

        if (run.Count >= FewestEntries && steps * 10 >= (run.Count - 1) * 9 && run.Count(HasText) * 10 >= run.Count * 8 && run.TrueForAll(h => h.Level == run[0].Level && !h.Title.Reading.IsAboutTheFile))
        {
            entries.UnionWith(run.Where(HasText));
        }
    }

    // Text rather than links to read elsewhere.
    private static bool HasText(HeadingPart heading)
    {
        foreach (var part in heading.Parts)
        {
            switch (part)
            {
                case HeadingPart:
                    return false;
                case BlockPart { Block: ListBlock list }:
                    var links = 0;
                    foreach (var item in list)
                    {
                        links += item is ListItemBlock { Count: > 0 } first && first[0] is ParagraphBlock { Inline.FirstChild: Markdig.Syntax.Inlines.LinkInline } ? 1 : 0;
                    }

                    if (links * 2 < list.Count)
                    {
                        return true;
                    }

                    break;
                case BlockPart { Block: not ThematicBreakBlock } or LinesPart or HtmlPart or DetailsPart:
                    return true;
            }
        }

        return false;
    }

    private double EvidenceOf(HeadingPart heading) => heading.Evidence ??= BodyEvidence(heading);

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
            if (part is HeadingPart { Title.Reading: { IsAboutTheFile: true, EndsTheBank: false } } about)
            {
                programs += TitleReading.Contains(HintWords.Program, TitleReading.Core(about.Title.Text)) ? 1 : 0;
                aboutTheFile[Math.Clamp(about.Level, 0, Levels - 1)]++;
            }

            if (part is HeadingPart heading && heading.Title.Reading is { Announces: Announced.Nothing or Announced.Question, IsAboutTheFile: false } reading)
            {
                var level = Math.Clamp(heading.Level, 0, Levels - 1);
                counts[level]++;
                withProse[level] += HasText(heading) ? 1 : 0;
                withParts[level] += heading.Parts.Count > 0 ? 1 : 0;
                listed[level] += contents.Lists(heading) ? 1 : 0;
                bodiesAsk[level] += context.Source.Markdown.Length > 0 && AsksInBody(heading) ? 1 : 0;
                asking[level] += reading.SoundsLikeQuestion || EvidenceOf(heading) >= Answered ? 1 : 0;
                if (reading.Number is { } number)
                {
                    numbered[level]++;
                    rising[level] += number > last[level] || number == 1 ? 1 : 0;
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
