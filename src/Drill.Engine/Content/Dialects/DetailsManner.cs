namespace Drill.Content.Dialects;

/// <summary>
/// <c>&lt;details&gt;&lt;summary&gt;question&lt;/summary&gt; answer &lt;/details&gt;</c>. A summary that only says "Answer" belongs to the question above it; one that
/// asks nothing and holds questions is a section.
/// </summary>
internal static class DetailsManner
{
    private const double Structure = 1.5;

    /// <summary>The questions among some parts; <paramref name="inside"/> gives those within details that are a section.</summary>
    public static Proposal? Find(DialectContext context, IReadOnlyList<Part> parts, Func<DetailsPart, Plan> inside)
    {
        List<QuestionFind>? finds = null;
        HashSet<int>? taken = null;
        var asking = 0;
        var all = 0;
        foreach (var part in parts)
        {
            if (part is DetailsPart { Summary: { } summary } && summary.Reading is not { Announces: not (Announced.Nothing or Announced.Question) } and not { IsAboutTheFile: true })
            {
                all++;
                asking += summary.Reading.SoundsLikeQuestion ? 1 : 0;
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not DetailsPart details)
            {
                continue;
            }

            var own = Read(context, details, asking * 2 >= all && all >= 3);
            var within = inside(details);
            if (own is not null && (within.Finds.Count == 0 || own.Confidence >= within.Value || HasAnswerOfItsOwn(details, within)))
            {
                (finds ??= []).Add(within.Finds.Count > 0 ? own with { Content = Without(details.Parts, within) } : own);
                (taken ??= []).Add(i);
            }

            if (within.Finds.Count > 0 && (own is null || within.Finds.TrueForAll(IsDetails)))
            {
                (finds ??= []).AddRange(within.Finds);
                (taken ??= []).Add(i);
            }
        }

        return finds is null ? null : new Proposal(Manners.Details, finds, taken!);
    }

    private static QuestionFind? Read(DialectContext context, DetailsPart details, bool mostAsk)
    {
        if (details.Summary is not { } summary || summary.Inlines.IsEmpty || summary.Reading is { Announces: not (Announced.Nothing or Announced.Question) } or { IsAboutTheFile: true })
        {
            return null;
        }

        var confidence = summary.Reading.Score + Structure + context.Bias + (mostAsk ? 1 : 0) - (details.Parts.Count == 0 && !summary.Reading.SoundsLikeQuestion ? 1 : 0);
        return confidence <= 0.75 ? null : new QuestionFind
        {
            Manner = Manners.Details,
            Title = summary,
            Line = details.Line,
            Start = details.Start,
            Confidence = confidence,
            Content = details.Parts,
            Anchor = details.Anchor,
        };
    }

    private static bool IsDetails(QuestionFind find) => string.Equals(find.Manner, Manners.Details, StringComparison.Ordinal);

    // Follow-ups that hide their own answers inside the answer of another.
    private static bool HasAnswerOfItsOwn(DetailsPart details, Plan within) =>
        details.Summary!.Reading.SoundsLikeQuestion && within.Finds.TrueForAll(IsDetails) && details.Parts.Exists(p => p is not DetailsPart);

    private static List<Part> Without(List<Part> parts, Plan within)
    {
        var starts = within.Finds.Select(f => f.Start).ToHashSet();
        return parts.FindAll(p => p is not DetailsPart || !starts.Contains(p.Start));
    }
}
