using NodaTime;

namespace Drill.Schedule;

/// <summary>Zones by their stored id.</summary>
internal static class Zones
{
    /// <summary>The zone with an IANA id; UTC when the id is no longer known, so that an old row never stops the bot.</summary>
    public static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
