namespace Drill.Content.Dialects;

/// <summary>A file keeps to its manner: what only a few lines of another manner suggest is not believed.</summary>
internal static class Consistency
{
    /// <summary>The manners that are too weak beside the others of the file.</summary>
    public static HashSet<string> Weak(Plan plan, ForeignHead head)
    {
        var weak = new HashSet<string>(StringComparer.Ordinal);
        var totals = plan.Finds.GroupBy(f => f.Manner, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (Count: g.Count(), Value: g.Sum(f => Math.Max(0.1, f.Confidence)), Labelled: g.Count(f => f.Title.Reading.IsLabelled)), StringComparer.Ordinal);
        var all = totals.Values.Sum(t => t.Value);
        foreach (var (manner, total) in totals)
        {
            var isLoose = manner is Manners.Bullets or Manners.Plain or Manners.Quotes or Manners.Numbered or Manners.Items or Manners.Table or Manners.Bold;
            if (isLoose && total.Labelled == 0 && total.Value < all * 0.08 && total.Count < 8)
            {
                weak.Add(manner);
            }
        }

        if (weak.Count == 0 && totals.Count > 0 && !IsBank(plan, totals.Keys, head))
        {
            weak.UnionWith(totals.Keys);
        }

        return weak;
    }

    // A page about something may ask a question or two in passing.
    private static bool IsBank(Plan plan, IEnumerable<string> manners, ForeignHead head)
    {
        var count = plan.Finds.Count;
        var marked = plan.Finds.Count(f => f.Title.Reading is { HasQuestionMark: true } or { IsLabelled: true });
        if (head.CallsItselfBank)
        {
            return count >= 2 || marked >= 1 || plan.Value > 3;
        }

        if (head.IsAboutRepository)
        {
            return count >= 5 && marked * 2 >= count;
        }

        var isLoose = manners.All(m => m is Manners.Bullets or Manners.Plain or Manners.Quotes or Manners.Numbered);
        return isLoose ? count >= 3 && (marked * 2 >= count || count >= 8) : marked >= 1 || count >= 4;
    }
}
