using System.Collections.Immutable;

namespace Drill.Standing;

/// <summary>Puts people in order and chooses which of them to show.</summary>
internal static class Ranking
{
    /// <summary>Orders by points, then by fully covered answers, then by distinct topics; whoever is still equal shares a rank (1, 2, 2, 4).</summary>
    public static ImmutableArray<RankedRow> Order(IEnumerable<StandingRow> rows)
    {
        var ordered = rows
            .OrderByDescending(r => r.HalfPoints).ThenByDescending(r => r.FullAnswers).ThenByDescending(r => r.Topics).ThenBy(r => r.Person)
            .ToArray();
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
    public static StandingsWindow Window(ImmutableArray<RankedRow> ranked, long? asker, int top = 5, int neighbours = 1)
    {
        var shown = new SortedSet<int>(Enumerable.Range(0, Math.Min(top, ranked.Length)));
        var own = asker is null ? -1 : ranked.Select(r => r.Row.Person).ToList().IndexOf(asker.Value);
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
