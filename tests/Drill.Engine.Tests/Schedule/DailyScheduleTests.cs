using Drill.Schedule;
using NodaTime;

namespace Drill.Engine.Tests.Schedule;

public sealed class DailyScheduleTests
{
    [Fact]
    public void A_skipped_time_moves_forward_by_the_gap()
    {
        var daily = Daily("Europe/London", 90);
        var next = daily.NextAfter(Instant.FromUtc(2026, 3, 28, 12, 0));
        Assert.Equal(new Occurrence(new LocalDate(2026, 3, 29), 90, Instant.FromUtc(2026, 3, 29, 1, 30)), next);
        Assert.Equal(new LocalTime(2, 30), next.At.InZone(daily.Zone).TimeOfDay);
    }

    [Fact]
    public void Of_a_time_that_comes_twice_the_earlier_is_taken()
    {
        var daily = Daily("Europe/London", 90);
        var next = daily.NextAfter(Instant.FromUtc(2026, 10, 24, 12, 0));
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), next.At);
        Assert.Equal(Instant.FromUtc(2026, 10, 26, 1, 30), daily.NextAfter(next.At).At);
    }

    [Fact]
    public void A_date_that_does_not_exist_has_no_occurrence()
    {
        var dates = Daily("Pacific/Apia", 0, 720, 1439).UpcomingAfter(Instant.FromUtc(2011, 12, 29, 0, 0), 9).Select(o => o.Date);
        Assert.DoesNotContain(new LocalDate(2011, 12, 30), dates);
    }

    [Fact]
    public void A_slot_moved_out_of_a_gap_never_meets_another_slot()
    {
        var daily = Daily("Europe/London", 89, 90, 149, 150);
        var day = daily.OccurrencesOn(new LocalDate(2026, 3, 29));
        Assert.Equal(4, day.Select(o => o.At).Distinct().Count());
        Assert.Equal(daily.UpcomingAfter(Instant.FromUtc(2026, 3, 28, 12, 0), 4), day.OrderBy(o => o.At));
    }

    [Fact]
    public void A_schedule_that_would_never_post_cannot_be_made()
    {
        var zone = DateTimeZone.Utc;
        Assert.Null(DailySchedule.Create(zone, Weekdays.None, [540]));
        Assert.Null(DailySchedule.Create(zone, Weekdays.All, []));
        Assert.Null(DailySchedule.Create(zone, Weekdays.All, [1440]));
        Assert.Null(DailySchedule.Create(zone, Weekdays.All, [-1]));
        Assert.Null(DailySchedule.Create(zone, Weekdays.All, [1, 2, 3, 4, 5, 6, 7]));
        Assert.NotNull(DailySchedule.Create(zone, Weekdays.Sunday, [1, 1, 2]));
    }

    [Fact]
    public void Schedules_that_post_at_the_same_times_are_equal()
    {
        Assert.Equal(Daily("Europe/London", 60, 120), Daily("Europe/London", 120, 60));
        Assert.Equal(Daily("Europe/London", 60, 120).GetHashCode(), Daily("Europe/London", 120, 60).GetHashCode());
        Assert.NotEqual(Daily("Europe/London", 60), Daily("Europe/Paris", 60));
    }

    [Fact]
    public void A_weekly_post_survives_the_week_whose_day_did_not_exist()
    {
        var fridays = DailySchedule.Create(DateTimeZoneProviders.Tzdb["Pacific/Apia"], Weekdays.Friday, [600])!;
        var dates = fridays.UpcomingAfter(Instant.FromUtc(2011, 12, 20, 0, 0), 2).Select(o => o.Date);
        Assert.Equal([new LocalDate(2011, 12, 23), new LocalDate(2012, 1, 6)], dates);
    }

    private static DailySchedule Daily(string zone, params int[] slots) => DailySchedule.Create(DateTimeZoneProviders.Tzdb[zone], Weekdays.All, slots)!;
}
