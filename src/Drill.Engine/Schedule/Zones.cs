using NodaTime;

namespace Drill.Schedule;

/// <summary>Time zones by their IANA ids.</summary>
public static class Zones
{
    /// <summary>The id of the zone that a text means (an id, a city, in English or Chinese), or null.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="suggestions">When there is none: ids that may have been meant, the best first, at most three.</param>
    public static string? Find(string text, out IReadOnlyList<string> suggestions)
    {
        if (ZoneNames.IsExact(text))
        {
            suggestions = [];
            return text;
        }

        var zone = ZoneNames.Find(text);
        suggestions = zone.Error?.Suggestions ?? [];
        return zone.Ok ? zone.Value.Id : null;
    }

    /// <summary>Ids that a text may become while somebody types it, the likelier first; the popular ones when there is no text.</summary>
    public static IReadOnlyList<string> Complete(string text, int most)
    {
        var typed = text.Trim().Replace(' ', '_');
        var meant = Find(text, out var suggestions);
        return [.. (meant is null ? [] : new[] { meant }).Concat(suggestions)
            .Concat(ZoneTables.Popular.Where(Fits)).Concat(DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal) && Fits(id)))
            .Distinct(StringComparer.Ordinal).Take(most)];

        bool Fits(string id) => id.Contains(typed, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The zone with an IANA id; UTC when the id is no longer known, so that an old row never stops the bot.</summary>
    internal static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
