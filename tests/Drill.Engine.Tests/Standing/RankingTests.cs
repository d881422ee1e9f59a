using CsCheck;
using Drill.Standing;

namespace Drill.Engine.Tests.Standing;

public sealed class RankingTests
{
    [Fact]
    public void Points_come_first_then_full_answers_then_topics_and_the_rest_share_a_rank()
    {
        var ranked = Ranking.Order(
        [
            new StandingRow(1, 40, 1, 2), new StandingRow(2, 60, 0, 1), new StandingRow(3, 40, 2, 1),
            new StandingRow(4, 40, 1, 2), new StandingRow(5, 40, 1, 3), new StandingRow(6, 0, 0, 1),
        ]);
        Assert.Equal([(2, 1, false), (3, 2, false), (5, 3, false), (1, 4, true), (4, 4, true), (6, 6, false)], ranked.Select(r => ((int)r.Row.Person, r.Rank, r.IsShared)));
    }

    [Fact]
    public void Nobody_at_all_makes_an_empty_leaderboard()
    {
        var window = Ranking.Window(Ranking.Order([]), asker: 1);
        Assert.Empty(window.Rows);
        Assert.Equal((0, 0), (window.After, window.People));
    }

    [Fact]
    public void The_window_shows_the_first_five_and_the_asker_between_neighbours()
    {
        var window = Ranking.Window(People(20), asker: 12);
        Assert.Equal([1, 2, 3, 4, 5, 11, 12, 13], window.Rows.Select(r => (int)r.Row.Row.Person));
        Assert.Equal([0, 0, 0, 0, 0, 5, 0, 0], window.Rows.Select(r => r.SkippedBefore));
        Assert.Equal([12L], window.Rows.Where(r => r.IsAsker).Select(r => r.Row.Row.Person));
        Assert.Equal((7, 20), (window.After, window.People));
    }

    [Fact]
    public void A_gap_of_one_person_is_filled()
    {
        var window = Ranking.Window(People(20), asker: 8);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], window.Rows.Select(r => (int)r.Row.Row.Person));
        Assert.Equal(11, window.After);
    }

    [Fact]
    public void Who_has_not_taken_part_sees_the_first_five() => Assert.Equal(5, Ranking.Window(People(20), asker: 99).Rows.Length);

    [Fact]
    public void Whatever_the_window_every_person_is_shown_or_counted_once_and_the_asker_is_always_shown() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[1, 30], Gen.Int[0, 6], Gen.Int[0, 3]).Sample((people, asker, top, neighbours) =>
        {
            var window = Ranking.Window(People(people), asker, top, neighbours);
            return window.Rows.Sum(r => 1 + r.SkippedBefore) + window.After == people
                && window.Rows.All(r => r.SkippedBefore != 1 || top == 0)
                && window.Rows.Any(r => r.IsAsker) == (asker <= people)
                && window.Rows.Select(r => r.Row.Row.Person).SequenceEqual(window.Rows.Select(r => r.Row.Row.Person).Order());
        });

    [Fact]
    public void A_rank_is_one_more_than_the_number_of_people_who_are_better() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 30].Sample(rows =>
        {
            var people = rows.Select((r, i) => new StandingRow(i, r.Item1, r.Item2, r.Item3)).ToArray();
            return Ranking.Order(people).All(r => r.Rank == 1 + people.Count(p =>
                (p.HalfPoints, p.FullAnswers, p.Topics).CompareTo((r.Row.HalfPoints, r.Row.FullAnswers, r.Row.Topics)) > 0));
        });

    [Fact]
    public void Counting_topics_for_those_level_in_sight_shows_the_same_as_counting_them_for_everybody() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[1, 3]).Array[0, 40], Gen.Int[0, 45]).Sample((rows, asker) =>
        {
            var people = rows.Select((r, i) => new StandingRow(i, r.Item1, r.Item2, r.Item3)).ToArray();
            var blind = Ranking.Order(people.Select(p => p with { Topics = 0 }));
            var level = Ranking.LevelInSight(blind, asker);
            var counted = Ranking.Settle(blind, level.ToDictionary(p => p, p => people[p].Topics));
            var (shown, whole) = (Ranking.Window(counted, asker), Ranking.Window(Ranking.Order(people), asker));
            return shown.After == whole.After && shown.Rows.Select(Seen).SequenceEqual(whole.Rows.Select(Seen));

            static (long, int, bool, int, bool, int) Seen(WindowRow row) => (row.Row.Row.Person, row.Row.Rank, row.Row.IsShared, row.Row.Row.HalfPoints, row.IsAsker, row.SkippedBefore);
        });

    private static System.Collections.Immutable.ImmutableArray<RankedRow> People(int count) =>
        Ranking.Order(Enumerable.Range(1, count).Select(i => new StandingRow(i, 1_000 - i, 0, 0)));
}
