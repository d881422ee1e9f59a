using CsCheck;
using Drill.Schedule;
using NodaTime;

namespace Drill.Engine.Tests.Schedule;

public sealed class CatchUpTests
{
    private static readonly DailySchedule Nine = DailySchedule.Create(DateTimeZone.Utc, Weekdays.All, [540])!;

    private static readonly Occurrence Due = Nine.NextAfter(Instant.FromUtc(2026, 5, 1, 0, 0));

    [Fact]
    public void What_is_not_due_yet_is_left_alone()
    {
        var decision = CatchUp.Decide(Nine, Due, Due.At - Duration.Epsilon);
        Assert.Equal(new CatchUpDecision(null, Due, SkippedAny: false), decision);
    }

    [Fact]
    public void What_is_due_is_posted_at_its_minute()
    {
        var decision = CatchUp.Decide(Nine, Due, Due.At);
        Assert.Equal(new CatchUpDecision(Due, Nine.NextAfter(Due.At), SkippedAny: false), decision);
    }

    [Fact]
    public void A_post_less_than_six_hours_late_is_made()
    {
        var decision = CatchUp.Decide(Nine, Due, Due.At + CatchUp.Limit - Duration.Epsilon);
        Assert.Equal(Due, decision.Post);
        Assert.False(decision.SkippedAny);
    }

    [Fact]
    public void A_post_six_hours_late_is_skipped()
    {
        var decision = CatchUp.Decide(Nine, Due, Due.At + CatchUp.Limit);
        Assert.Equal(new CatchUpDecision(null, Nine.NextAfter(Due.At), SkippedAny: true), decision);
    }

    [Fact]
    public void After_a_long_absence_only_the_latest_missed_post_is_made()
    {
        var now = Due.At + Duration.FromDays(3) + Duration.FromHours(1);
        var decision = CatchUp.Decide(Nine, Due, now);
        Assert.Equal(Due.At + Duration.FromDays(3), decision.Post?.At);
        Assert.Equal(Due.At + Duration.FromDays(4), decision.Next.At);
        Assert.True(decision.SkippedAny);
    }

    [Fact]
    public void Of_several_slots_missed_within_six_hours_one_is_posted()
    {
        var schedule = DailySchedule.Create(DateTimeZone.Utc, Weekdays.All, [540, 600, 660])!;
        var due = schedule.NextAfter(Instant.FromUtc(2026, 5, 1, 0, 0));
        var decision = CatchUp.Decide(schedule, due, Instant.FromUtc(2026, 5, 1, 11, 30));
        Assert.Equal(660, decision.Post?.Slot);
        Assert.True(decision.SkippedAny);
        Assert.Equal(Instant.FromUtc(2026, 5, 2, 9, 0), decision.Next.At);
    }

    [Fact]
    public void A_bot_that_was_off_for_ten_years_decides_at_once()
    {
        var decision = CatchUp.Decide(Nine, Due, Due.At + Duration.FromDays(3_650));
        Assert.Equal(Due.At + Duration.FromDays(3_650), decision.Post?.At);
    }

    [Fact]
    public void At_most_one_is_posted_and_it_is_the_latest_and_never_six_hours_late() =>
        Gen.Select(Gen.Int[0, 1439].Array[1, 6], Gen.Int[0, 20_000]).Sample((slots, minutesLate) =>
        {
            var schedule = DailySchedule.Create(DateTimeZoneProviders.Tzdb["Europe/London"], Weekdays.All, slots)!;
            var due = schedule.NextAfter(Instant.FromUtc(2026, 3, 20, 0, 0));
            var now = due.At + Duration.FromMinutes(minutesLate);
            var missed = schedule.UpcomingAfter(due.At - Duration.Epsilon, 200).TakeWhile(o => o.At <= now).ToArray();
            var decision = CatchUp.Decide(schedule, due, now);
            var expected = now - missed[^1].At < CatchUp.Limit ? missed[^1] : null;
            return decision.Post == expected
                && decision.Next == schedule.NextAfter(now)
                && decision.SkippedAny == (missed.Length > (expected is null ? 0 : 1));
        });
}
