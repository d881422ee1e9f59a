using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Drill.WebChat.Parts;

/// <summary>Times as the person's own clock shows them.</summary>
internal static class ZoneClock
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.Create("HH:mm", CultureInfo.InvariantCulture);

    public static LocalDate Day(DateTimeOffset at, string zone) => In(at, zone).Date;

    public static string Time(DateTimeOffset at, string zone) => Pattern.Format(In(at, zone).TimeOfDay);

    private static ZonedDateTime In(DateTimeOffset at, string zone) =>
        Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);
}
