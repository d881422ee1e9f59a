using System.Collections.Immutable;

namespace Drill.Standing;

/// <summary>Puts people in order and chooses which of them to show.</summary>
internal static class Ranking
{
    /// <summary>How many of the first places are shown.</summary>
    public const int Top = 5;

    private const int Neighbours = 1;

    /// <summary>Orders by points, then by fully covered answers, then by distinct topics; whoever is still equal shares a rank (1, 2, 2, 4).</summary>
    public static ImmutableArray<RankedRow> Order(IEnumerable<StandingRow> rows)
    {
        var ordered = rows.ToArray();
        Array.Sort(ordered, Compare);
        return Rank(ordered);
    }

    /// <summary>Orders anew those who were level, now that their topics are counted.</summary>
    /// <param name="ranked">What <see cref="Order"/> gave without the topics.</param>
    /// <param name="topics">The topics of everybody of a rank, or of nobody of it.</param>
    public static ImmutableArray<RankedRow> Settle(ImmutableArray<RankedRow> ranked, IReadOnlyDictionary<long, int> topics)
    {
        var rows = new StandingRow[ranked.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = topics.TryGetValue(ranked[i].Row.Person, out var count) ? ranked[i].Row with { Topics = count } : ranked[i].Row;
            var start = ranked[i].Rank - 1;
            if (i > start && (i + 1 == rows.Length || ranked[i + 1].Rank != ranked[i].Rank))
            {
                Array.Sort(rows, start, i + 1 - start, Comparer<StandingRow>.Create(Compare));
            }
        }

        return Rank(rows);
    }

    private static ImmutableArray<RankedRow> Rank(StandingRow[] ordered)
    {
        var ranked = ImmutableArray.CreateBuilder<RankedRow>(ordered.Length);
        for (var i = 0; i < ordered.Length; i++)
        {
            var tiedWithPrevious = i > 0 && Tied(ordered[i - 1], ordered[i]);
            var tiedWithNext = i + 1 < ordered.Length && Tied(ordered[i], ordered[i + 1]);
            ranked.Add(new RankedRow(tiedWithPrevious ? ranked[i - 1].Rank : i + 1, tiedWithPrevious || tiedWithNext, ordered[i]));
        }

        return ranked.MoveToImmutable();
    }

    /// <summary>The rows to show: the first ones, and the asker with the nearest neighbours. A gap of a single row is filled instead of marked.</summary>
    /// <param name="ranked">What <see cref="Order"/> gave.</param>
    /// <param name="asker">The person who asks, or null.</param>
    /// <param name="top">How many rows from the first on.</param>
    /// <param name="neighbours">How many rows on either side of the asker.</param>
    public static StandingsWindow Window(ImmutableArray<RankedRow> ranked, long? asker, int top = Top, int neighbours = Neighbours)
    {
        var shown = new SortedSet<int>(Enumerable.Range(0, Math.Min(top, ranked.Length)));
        var own = PlaceOf(ranked, asker);
        if (own >= 0)
        {
            var first = Math.Max(0, own - neighbours);
            shown.UnionWith(Enumerable.Range(first, Math.Min(ranked.Length - 1, own + neighbours) - first + 1));
        }

        foreach (var index in shown.Where(i => !shown.Contains(i - 1) && shown.Contains(i - 2)).ToArray())
        {
            shown.Add(index - 1);
        }

        var rows = ImmutableArray.CreateBuilder<WindowRow>(shown.Count);
        var previous = -1;
        foreach (var index in shown)
        {
            rows.Add(new WindowRow(ranked[index], index == own, index - previous - 1));
            previous = index;
        }

        return new StandingsWindow(rows.ToImmutable(), ranked.Length - previous - 1, ranked.Length);
    }

    /// <summary>Those who are level with somebody whom a window would show, so that it matters how many topics each of them has.</summary>
    /// <param name="ranked">What <see cref="Order"/> gave without the topics.</param>
    /// <param name="asker">The person who asks, or null.</param>
    /// <param name="top">How many rows from the first on.</param>
    public static long[] LevelInSight(ImmutableArray<RankedRow> ranked, long? asker, int top = Top)
    {
        // Ordering those who are level may move the asker within their rank, and with that the neighbours: sight ends one row outside the rank, and one more, since a gap of one is filled.
        var own = PlaceOf(ranked, asker);
        var (first, last) = (own, own);
        while (first > 0 && ranked[first - 1].Rank == ranked[own].Rank)
        {
            first--;
        }

        while (own >= 0 && last + 1 < ranked.Length && ranked[last + 1].Rank == ranked[own].Rank)
        {
            last++;
        }

        const int sight = Neighbours + 1;
        var seen = ranked.Where((r, i) => r.IsShared && (i <= top || (own >= 0 && i >= first - sight && i <= last + sight))).Select(r => r.Rank).ToHashSet();
        return [.. ranked.Where(r => r.IsShared && seen.Contains(r.Rank)).Select(r => r.Row.Person)];
    }

    private static int PlaceOf(ImmutableArray<RankedRow> ranked, long? person)
    {
        for (var i = 0; person is not null && i < ranked.Length; i++)
        {
            if (ranked[i].Row.Person == person)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Compare(StandingRow a, StandingRow b)
    {
        var byPoints = b.HalfPoints.CompareTo(a.HalfPoints);
        var byAnswers = byPoints != 0 ? byPoints : b.FullAnswers.CompareTo(a.FullAnswers);
        var byTopics = byAnswers != 0 ? byAnswers : b.Topics.CompareTo(a.Topics);
        return byTopics != 0 ? byTopics : a.Person.CompareTo(b.Person);
    }

    private static bool Tied(StandingRow a, StandingRow b) => a.HalfPoints == b.HalfPoints && a.FullAnswers == b.FullAnswers && a.Topics == b.Topics;
}

/// <summary>A person's sums over a window of time.</summary>
/// <param name="Person">Who.</param>
/// <param name="HalfPoints">The sum of ranked half points.</param>
/// <param name="FullAnswers">How many ranked answers covered everything.</param>
/// <param name="Topics">In how many topics they have ranked answers.</param>
internal sealed record StandingRow(long Person, int HalfPoints, int FullAnswers, int Topics);

/// <summary>A person's place.</summary>
/// <param name="Rank">From 1; equal people have the same.</param>
/// <param name="IsShared">Whether somebody else has the same rank.</param>
/// <param name="Row">The sums.</param>
internal sealed record RankedRow(int Rank, bool IsShared, StandingRow Row);

/// <summary>What a leaderboard shows.</summary>
/// <param name="Rows">The rows, in order.</param>
/// <param name="After">How many people come after the last row.</param>
/// <param name="People">How many people there are in all.</param>
internal sealed record StandingsWindow(ImmutableArray<WindowRow> Rows, int After, int People);

/// <summary>A row of a leaderboard.</summary>
/// <param name="Row">The person's place.</param>
/// <param name="IsAsker">Whether it is the person who asked.</param>
/// <param name="SkippedBefore">How many people between this row and the one above are left out.</param>
internal sealed record WindowRow(RankedRow Row, bool IsAsker, int SkippedBefore);
