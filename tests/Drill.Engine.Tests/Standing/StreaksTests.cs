using CsCheck;
using Drill.Standing;
using NodaTime;

namespace Drill.Engine.Tests.Standing;

public sealed class StreaksTests
{
    private static readonly LocalDate First = new(2026, 1, 1);

    [Fact]
    public void Who_never_practised_has_no_streak() => Assert.Equal(new Streak(0, 0, 0, PractisedToday: false), Streaks.From([], First));

    [Fact]
    public void Days_in_a_row_make_a_streak() => Assert.Equal(new Streak(3, 3, 0, PractisedToday: true), Streaks.From(Days(0, 1, 2), On(2)));

    [Fact]
    public void Today_breaks_nothing_until_it_is_over()
    {
        Assert.Equal(3, Streaks.From(Days(0, 1, 2), On(3)).Current);
        Assert.Equal(new Streak(0, 3, 0, PractisedToday: false), Streaks.From(Days(0, 1, 2), On(4)));
    }

    [Fact]
    public void Seven_days_earn_a_freeze_that_a_missed_day_uses_up()
    {
        var week = Days(0, 1, 2, 3, 4, 5, 6).ToArray();
        Assert.Equal(new Streak(7, 7, 1, PractisedToday: true), Streaks.From(week, On(6)));
        Assert.Equal(new Streak(7, 7, 0, PractisedToday: false), Streaks.From(week, On(8)));
        Assert.Equal(new Streak(8, 8, 0, PractisedToday: true), Streaks.From([.. week, On(8)], On(8)));
        Assert.Equal(new Streak(0, 7, 0, PractisedToday: false), Streaks.From(week, On(9)));
    }

    [Fact]
    public void At_most_two_freezes_are_kept() => Assert.Equal(2, Streaks.From(Enumerable.Range(0, 40).Select(On), On(39)).Freezes);

    [Fact]
    public void The_order_of_the_days_and_repeats_do_not_matter() => Gen.Int[0, 30].Array[0, 60].Sample(days =>
        Streaks.From(days.Select(On), On(30)) == Streaks.From(days.Distinct().OrderDescending().Select(On), On(30)));

    [Fact]
    public void A_date_from_a_zone_further_east_counts_as_today() => Assert.Equal(new Streak(2, 2, 0, PractisedToday: true), Streaks.From(Days(0, 1), On(0)));

    [Fact]
    public void Going_on_from_the_stored_state_equals_counting_everything_anew() =>
        Gen.Select(Gen.Bool.Array[1, 120], Gen.Int[0, 10]).Sample((practised, later) =>
        {
            var state = StreakState.Start;
            var days = new List<LocalDate>();
            for (var i = 0; i < practised.Length; i++)
            {
                if (practised[i])
                {
                    days.Add(On(i));
                    state = state.After(On(i));
                }

                if (state.AsOf(On(i)) != DayByDay(practised.AsSpan(0, i + 1)) || Streaks.From(days, On(i)) != state.AsOf(On(i)))
                {
                    return false;
                }
            }

            bool[] idle = [.. practised, .. new bool[later]];
            return state.AsOf(On(idle.Length - 1)) == DayByDay(idle);
        });

    /// <summary>The rule as one would tell it, a day at a time; the last day is today.</summary>
    private static Streak DayByDay(ReadOnlySpan<bool> practised)
    {
        int current = 0, longest = 0, freezes = 0;
        for (var i = 0; i < practised.Length; i++)
        {
            if (practised[i])
            {
                current++;
                longest = Math.Max(longest, current);
                freezes = current % 7 == 0 ? Math.Min(2, freezes + 1) : freezes;
            }
            else if (i < practised.Length - 1 && current > 0)
            {
                if (freezes > 0)
                {
                    freezes--;
                }
                else
                {
                    current = 0;
                }
            }
        }

        return new Streak(current, longest, freezes, practised[^1]);
    }

    private static LocalDate On(int day) => First.PlusDays(day);

    private static IEnumerable<LocalDate> Days(params int[] days) => days.Select(On);
}
