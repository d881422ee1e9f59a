using NodaTime;

namespace Drill.Engine.Tests.Schedule;

/// <summary>
/// What the clocks on the wall showed, learnt by looking at them minute by minute: it asks the zone for nothing but the offset at an instant,
/// so it shares no reasoning with the schedule.
/// </summary>
internal sealed class LocalClock
{
    private readonly LocalDate firstDate;
    private readonly long[,] firstShown;

    public LocalClock(DateTimeZone zone, LocalDate from, LocalDate to)
    {
        firstDate = from.PlusDays(-3);
        var days = Period.DaysBetween(firstDate, to) + 3;
        firstShown = new long[days, 1440];
        for (var day = 0; day < days; day++)
        {
            for (var minute = 0; minute < 1440; minute++)
            {
                firstShown[day, minute] = long.MinValue;
            }
        }

        var start = Instant.FromUtc(firstDate.Year, firstDate.Month, firstDate.Day, 0, 0).ToUnixTimeSeconds() / 60;
        var offset = 0;
        for (var i = -2880L; i < (days + 2) * 1440L; i++)
        {
            // Offsets change rarely: it is enough to look every ten minutes, as all changes since 1972 fall on such minutes.
            if (i % 10 == 0)
            {
                offset = zone.GetUtcOffset(Instant.FromUnixTimeSeconds((start + i) * 60)).Seconds / 60;
            }

            var local = i + offset;
            if (local >= 0 && local < days * 1440L && firstShown[local / 1440, local % 1440] == long.MinValue)
            {
                firstShown[local / 1440, local % 1440] = start + i;
            }
        }
    }

    public bool Exists(LocalDate date)
    {
        var day = Period.DaysBetween(firstDate, date);
        return Enumerable.Range(0, 1440).Any(minute => firstShown[day, minute] != long.MinValue);
    }

    /// <summary>When the clocks first showed it; when they skipped it, as long after the gap's beginning as it lies within the gap.</summary>
    public (Instant At, bool Skipped) When(LocalDate date, int minute)
    {
        var local = (Period.DaysBetween(firstDate, date) * 1440L) + minute;
        var shown = local;
        while (firstShown[shown / 1440, shown % 1440] == long.MinValue)
        {
            shown--;
        }

        return (Instant.FromUnixTimeSeconds((firstShown[shown / 1440, shown % 1440] + local - shown) * 60), shown != local);
    }
}
