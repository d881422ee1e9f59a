namespace Drill.Content.Dialects;

/// <summary>The questions of a section, and how sure all manners together are of them.</summary>
internal sealed record Plan(double Value, List<QuestionFind> Finds)
{
    public static readonly Plan Nothing = new(0, []);
}

/// <summary>
/// Chooses for each section the manner that explains it best. A heading is either a question with all that stands below it as its answer, or
/// a section whose own parts and sub-headings are looked at; whichever is more confident wins, from the leaves up.
/// </summary>
internal sealed class Planner(DialectContext context, HeadingManner headings, IReadOnlySet<string> banned)
{
    /// <summary>Below this a heading is no question.</summary>
    private const double Threshold = 0.75;

    /// <summary>The same among headings of which most ask, with text below it.</summary>
    private const double LowThreshold = 0.25;

    private readonly Dictionary<ContainerPart, Plan> sections = [];
    private readonly ListManner lists = new(context);
    private readonly MarkerManner markers = new(context);
    private readonly TableManner tables = new(context);

    /// <summary>The best reading of a container as a section.</summary>
    public Plan Section(ContainerPart container)
    {
        if (sections.TryGetValue(container, out var known))
        {
            return known;
        }

        var finds = new List<QuestionFind>();
        var value = 0.0;
        var direct = container.Parts.FindIndex(p => p is HeadingPart);
        direct = direct < 0 ? container.Parts.Count : direct;
        if (direct > 0)
        {
            value += Blocks(direct == container.Parts.Count ? container.Parts : container.Parts.GetRange(0, direct), finds, container);
        }

        for (var i = direct; i < container.Parts.Count; i++)
        {
            if (container.Parts[i] is HeadingPart heading)
            {
                var plan = Heading(heading);
                finds.AddRange(plan.Finds);
                value += plan.Value;
            }
        }

        if (container is HeadingPart section)
        {
            foreach (var find in finds)
            {
                find.Section ??= section;
            }
        }

        return sections[container] = finds.Count == 0 ? Plan.Nothing : new Plan(value, finds);
    }

    private Plan Heading(HeadingPart heading)
    {
        var reading = heading.Title.Reading;
        if (reading.EndsTheBank || (reading.IsAboutTheFile && !heading.Parts.Exists(p => p is HeadingPart)))
        {
            return Plan.Nothing;
        }

        var confidence = headings.Confidence(heading);
        var section = Section(heading);
        if (confidence < (headings.MostAsk(heading.Level) && (HeadingManner.HasProse(heading) || headings.IsCounted(heading)) ? LowThreshold : Threshold) || banned.Contains(Manners.Headings) || !IsQuestion(heading, confidence, section))
        {
            return section;
        }

        return WithLabelled(heading, headings.Find(heading, confidence), section);
    }

    // "#### Q. …" below "## Q. …": a label says that it is a question of its own, whatever its rank.
    private static Plan WithLabelled(HeadingPart heading, QuestionFind find, Plan section)
    {
        if (!heading.Title.Reading.IsLabelled || heading.Title.Reading.IsLabelOnly)
        {
            return new Plan(find.Confidence, [find]);
        }

        var starts = heading.Parts.OfType<HeadingPart>().Where(h => h.Title.Reading is { IsLabelled: true, IsLabelOnly: false }).Select(h => h.Start).ToHashSet();
        var own = section.Finds.FindAll(f => starts.Contains(f.Start));
        return own.Count == 0
            ? new Plan(find.Confidence, [find])
            : new Plan(find.Confidence + own.Sum(f => f.Confidence), [find with { Content = [.. find.Content.Where(p => p.Start < own[0].Start)] }, .. own]);
    }

    private bool IsQuestion(HeadingPart heading, double confidence, Plan section)
    {
        if (section.Finds.Count == 0 || headings.IsTopic(heading))
        {
            return true;
        }

        var below = section.Finds.Where(f => f.Manner is Manners.Headings or Manners.HtmlHeadings).ToList();
        if (below.Count > 0)
        {
            // Sub-headings that ask: a question with direct text keeps them, unless they are the level at which this file asks.
            var isMain = heading.Parts.Exists(p => p is HeadingPart inner && inner.Level == headings.MainLevel);
            if (!HeadingManner.HasProse(heading))
            {
                return below.Count == 1 && section.Value < confidence;
            }

            return heading.Title.Reading.SoundsLikeQuestion && (!isMain || below.Count < 3) && heading.Level > 1 - (heading.Title.Reading.HasQuestionMark ? 1 : 0);
        }

        // "Quiz" above questions is their title.
        if (heading.Title.Reading is { IsLabelOnly: true, Number: null } && section.Finds.Count >= 2)
        {
            return false;
        }

        // Among headings that ask, lines below one of them that ask nothing of their own are its answer.
        if (headings.MostAsk(heading.Level) && HeadingManner.HasProse(heading) && !section.Finds.Exists(f => f.Title.Reading is { HasQuestionMark: true } or { IsLabelled: true }))
        {
            return true;
        }

        var inner2 = section.Finds.Count;
        return heading.Title.Reading is { HasQuestionMark: true } or { Number: not null, SoundsLikeQuestion: true } or { IsLabelled: true }
            ? confidence >= section.Value || inner2 < 4 || confidence > 3
            : confidence >= section.Value;
    }

    private double Blocks(List<Part> parts, List<QuestionFind> finds, ContainerPart section)
    {
        List<Proposal> proposals = [];
        if (parts.Exists(p => p is DetailsPart) && !banned.Contains(Manners.Details) && DetailsManner.Find(context, parts, Section) is { } details)
        {
            proposals.Add(details);
        }

        Add(proposals, markers.Find(parts));
        Add(proposals, lists.Find(parts, section));
        Add(proposals, tables.Find(parts));
        if (proposals.Count == 0)
        {
            return 0;
        }

        proposals.Sort((a, b) => b.Value.CompareTo(a.Value));
        var taken = new HashSet<int>();
        var value = 0.0;
        var found = new List<QuestionFind>();
        foreach (var proposal in proposals)
        {
            if (!proposal.Parts.Overlaps(taken))
            {
                taken.UnionWith(proposal.Parts);
                value += proposal.Value;
                found.AddRange(proposal.Finds);
            }
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        finds.AddRange(found);
        return value;
    }

    private void Add(List<Proposal> proposals, Proposal? proposal)
    {
        if (proposal is not null && !banned.Contains(proposal.Manner))
        {
            proposals.Add(proposal);
        }
    }
}
