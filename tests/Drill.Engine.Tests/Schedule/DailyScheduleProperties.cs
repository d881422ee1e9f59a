using CsCheck;
using Drill.Schedule;
using NodaTime;

namespace Drill.Engine.Tests.Schedule;

/// <summary>No local date twice or missed over ten years, whatever the clocks do.</summary>
public sealed class DailyScheduleProperties
{
    public static TheoryData<string, int> Decades => new()
    {
        { "Europe/London", 2020 },
        { "America/New_York", 2020 },
        { "Asia/Shanghai", 2020 },
        { "Australia/Lord_Howe", 2020 },
        { "Pacific/Apia", 2006 },
        { "Pacific/Apia", 2020 },
    };

    [Theory]
    [MemberData(nameof(Decades))]
    public void Each_date_that_exists_has_every_slot_exactly_once_and_at_the_right_time(string id, int year)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var (from, to) = (new LocalDate(year, 1, 1), new LocalDate(year + 10, 12, 31));
        var clock = new LocalClock(zone, from, to);
        var schedules = Enumerable.Range(0, 48)
            .Select(i => DailySchedule.Create(zone, Weekdays.All, Enumerable.Range(0, 6).Select(j => ((i * 5) + (j * 245)) % 1440))!)
            .ToArray();
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var exists = clock.Exists(date);
            foreach (var schedule in schedules)
            {
                var occurrences = schedule.OccurrencesOn(date);
                if (!exists)
                {
                    Assert.Empty(occurrences);
                    continue;
                }

                if (!occurrences.Select(o => o.Slot).SequenceEqual(schedule.Slots))
                {
                    Assert.Fail($"{id} {date}: slots {string.Join(' ', occurrences)}");
                }

                foreach (var occurrence in occurrences)
                {
                    var (at, skipped) = clock.When(date, occurrence.Slot);
                    var free = !skipped || !occurrences.Any(o => o != occurrence && o.At == at);
                    if (free && occurrence.At != at && !(skipped && occurrence.At - at < Duration.FromMinutes(6)))
                    {
                        Assert.Fail($"{id} {occurrence}: expected {at}");
                    }

                    if (!skipped && occurrence.At != at)
                    {
                        Assert.Fail($"{id} {occurrence}: expected {at}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Decades))]
    public void Going_from_post_to_post_meets_every_date_and_slot_once_and_never_goes_back(string id, int year)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var (from, to) = (new LocalDate(year, 1, 1), new LocalDate(year + 10, 12, 31));
        var clock = new LocalClock(zone, from, to);
        int[][] slotSets = [[0], [539], [1439], [0, 59, 60, 61, 119, 120], [90, 105, 120, 135, 150, 165], [30, 150, 1410]];
        foreach (var slots in slotSets)
        {
            var schedule = DailySchedule.Create(zone, Weekdays.All, slots)!;
            var expected = new HashSet<(LocalDate, int)>();
            for (var date = from; date <= to; date = date.PlusDays(1))
            {
                if (clock.Exists(date))
                {
                    expected.UnionWith(slots.Select(slot => (date, slot)));
                }
            }

            var met = new HashSet<(LocalDate, int)>();
            var at = from.PlusDays(-2).AtStartOfDayInZone(zone).ToInstant();
            for (var next = schedule.NextAfter(at); next.Date <= to.PlusDays(1); next = schedule.NextAfter(at))
            {
                if (next.At <= at || (next.Date >= from && next.Date <= to && !met.Add((next.Date, next.Slot))))
                {
                    Assert.Fail($"{id}: {next} after {at}");
                }

                at = next.At;
            }

            Assert.Equal(expected.Count, met.Count);
            Assert.True(expected.SetEquals(met));
        }
    }

    [Fact]
    public void The_next_post_is_the_earliest_later_one_in_every_zone_of_the_world()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(z => DateTimeZoneProviders.Tzdb[z]).ToArray();
        var worlds = Gen.Select(
            Gen.Int[0, zones.Length - 1].Select(i => zones[i]),
            Gen.Int[1, 127],
            Gen.Int[0, 1439].Array[1, 6],
            Gen.Long[Instant.FromUtc(1972, 1, 1, 0, 0).ToUnixTimeSeconds(), Instant.FromUtc(2040, 1, 1, 0, 0).ToUnixTimeSeconds()]);
        worlds.Sample(
            (zone, days, slots, seconds) =>
            {
                var schedule = DailySchedule.Create(zone, (Weekdays)days, slots)!;
                var now = Instant.FromUnixTimeSeconds(seconds);
                var next = schedule.NextAfter(now);
                var today = now.InZone(zone).Date;
                var all = Enumerable.Range(-3, 24).SelectMany(d => schedule.OccurrencesOn(today.PlusDays(d))).ToArray();
                return next.At > now
                    && all.Select(o => o.At).Distinct().Count() == all.Length
                    && all.Where(o => o.At > now).MinBy(o => o.At) == next
                    && schedule.NextAfter(next.At - Duration.Epsilon) == next
                    && schedule.NextAfter(next.At).At > next.At;
            },
            iter: 3_000);
    }
}
