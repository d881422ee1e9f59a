using CsCheck;
using Drill.Standing;
using NodaTime;

namespace Drill.Engine.Tests.Standing;

public sealed class PeriodsTests
{
    [Fact]
    public void A_week_runs_from_monday_to_sunday_also_over_new_year() =>
        Assert.Equal(new DateInterval(new LocalDate(2025, 12, 29), new LocalDate(2026, 1, 4)), Periods.Of(StandingPeriod.Week, new LocalDate(2026, 1, 1)));

    [Fact]
    public void A_month_ends_on_its_last_day() =>
        Assert.Equal(new DateInterval(new LocalDate(2028, 2, 1), new LocalDate(2028, 2, 29)), Periods.Of(StandingPeriod.Month, new LocalDate(2028, 2, 10)));

    [Fact]
    public void Every_period_contains_today_and_is_the_same_for_each_of_its_days() =>
        Gen.Select(Gen.Enum<StandingPeriod>(), Gen.Int[0, 20_000], Gen.Int[0, 40]).Sample((period, day, other) =>
        {
            var today = new LocalDate(1990, 1, 1).PlusDays(day);
            var dates = Periods.Of(period, today);
            return dates.Contains(today) && (!dates.Contains(today.PlusDays(other)) || Periods.Of(period, today.PlusDays(other)).Equals(dates));
        });
}
