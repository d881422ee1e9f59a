namespace Drill.Content.Dialects;

/// <summary>A file keeps to its manner: what only a few lines of another manner suggest is not believed.</summary>
internal static class Consistency
{
    private const int FewestAsking = 5;
    private const int ManyHeadings = 15;
    private const int SomeHeadings = 5;

    /// <summary>Whether the questions of a file are items of lists, and from where to where.</summary>
    public static bool ListsAsk(Plan plan, out (int Start, int End) lists)
    {
        var items = plan.Finds.FindAll(f => f.Manner is Manners.Bullets or Manners.Items);
        lists = items.Count == 0 ? default : (items.Min(f => f.Section?.Start ?? 0), items.Max(f => f.Section?.End ?? int.MaxValue));
        return items.Count >= FewestAsking && items.Count * 10 >= plan.Finds.Count * 7;
    }

    /// <summary>The manners that are too weak beside the others of the file.</summary>
    public static HashSet<string> Weak(Plan plan, ForeignHead head, int headings)
    {
        var weak = new HashSet<string>(StringComparer.Ordinal);
        var totals = plan.Finds.GroupBy(f => f.Manner, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (Count: g.Count(), Value: g.Sum(f => Math.Max(0.1, f.Confidence)), Labelled: g.Count(f => f.Title.Reading.IsLabelled)), StringComparer.Ordinal);
        var all = totals.Values.Sum(t => t.Value);
        double InLists(Dictionary<string, (int Count, double Value, int Labelled)> of) => of.Where(t => t.Key is Manners.Bullets or Manners.Items).Sum(t => t.Value.Value);
        foreach (var (manner, total) in totals)
        {
            var isLoose = manner is Manners.Bullets or Manners.Plain or Manners.Quotes or Manners.Numbered or Manners.Items or Manners.Table or Manners.Bold;
            if (manner is Manners.Bullets or Manners.Items && totals.ContainsKey(manner is Manners.Bullets ? Manners.Items : Manners.Bullets) && InLists(totals) >= all * 0.08)
            {
                // Items with an answer and items without one are one manner.
                continue;
            }

            // A heading or two that ask in passing, among many questions of another kind.
            var isHeading = manner is Manners.Headings or Manners.HtmlHeadings;
            var isStray = isHeading && total.Count <= 3 && plan.Finds.Count >= 30;
            if (isHeading && total.Count <= 2 && headings >= total.Count * (head.CallsItselfBank || head.SpeaksOfQuestions ? ManyHeadings : SomeHeadings) && plan.Finds.TrueForAll(f => f.Start != head.TitleHeading?.Start))
            {
                // One or two of a long page's headings ask in passing: "Ready to start?"
                weak.Add(manner);
                continue;
            }

            if ((isLoose || isStray) && total.Labelled == 0 && total.Value < all * 0.08 && total.Count < 8)
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
        if (head.CallsItselfBank && (count >= 2 || !head.IsAboutRepository))
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
