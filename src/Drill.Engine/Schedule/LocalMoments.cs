using NodaTime;

namespace Drill.Schedule;

/// <summary>The one place that decides what a local date and minute mean in a zone whose clocks change.</summary>
internal static class LocalMoments
{
    /// <summary>Minutes in a day; a minute of the day is less than this.</summary>
    public const int MinutesPerDay = 24 * 60;

    /// <summary>
    /// Whether any instant has this local date: Apia had no 30 December 2011. Only a gap of a whole day can swallow a date.
    /// </summary>
    public static bool Exists(LocalDate date, DateTimeZone zone)
    {
        var midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count > 0 || midnight.LateInterval.IsoLocalStart < date.PlusDays(1).AtMidnight();
    }

    /// <summary>
    /// The instant of a minute of a local day. A time that the clocks skip moves forward by the gap; of a time that comes
    /// twice the earlier one is taken.
    /// </summary>
    /// <returns>The instant, and whether the local time was skipped.</returns>
    public static (Instant At, bool Skipped) Resolve(LocalDate date, int minuteOfDay, DateTimeZone zone)
    {
        var local = date.AtMidnight().PlusMinutes(minuteOfDay);
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => (local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant(), true),
            1 => (mapping.Single().ToInstant(), false),
            _ => (mapping.First().ToInstant(), false),
        };
    }
}
