using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Drill.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace Drill.Schedule;

/// <summary>
/// Finds the time zone somebody means. Only zones that know their clock changes are found: abbreviations and distances
/// from UTC are refused with suggestions, because a post that moves by an hour twice a year is what they lead to.
/// </summary>
internal static partial class ZoneNames
{
    private const int MaximumLength = 64;

    private static readonly string[] Areas =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    private static readonly FrozenDictionary<string, string> Ids = DateTimeZoneProviders.Tzdb.Ids
        .Where(id => !string.Equals(id, "Factory", StringComparison.Ordinal))
        .GroupBy(Key, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Cities = BuildCities();

    private static readonly FrozenDictionary<string, string[]> Countries = BuildCountries();

    /// <summary>Whether a text is the id of a place, written as it is written, or UTC: settings and stored rows are, and need none of the tables here, which take a while to make.</summary>
    public static bool IsExact(string text) =>
        text is "UTC" || (text.Length <= MaximumLength && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Areas.Contains(text[..slash], StringComparer.Ordinal)
            && DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null);

    /// <summary>Finds a zone by its IANA id, a city, or a country with one zone.</summary>
    public static Parsed<DateTimeZone> Find(string text)
    {
        if (TypedText.Check(text, MaximumLength) is { } wrong)
        {
            return wrong;
        }

        var key = Key(text);
        if (key.Length == 0)
        {
            return TextError.Of(TextErrorKind.UnknownZone, text);
        }

        if (key is "utc" or "z" or "zulu" or "etc utc" or "协调世界时" or "世界时")
        {
            return DateTimeZoneProviders.Tzdb["UTC"];
        }

        if (ZoneTables.Abbreviations.TryGetValue(key, out var meanings))
        {
            return TextError.Of(TextErrorKind.Ambiguous, text, meanings);
        }

        if (Offset().Match(key) is { Success: true } offset)
        {
            return TextError.Of(TextErrorKind.OffsetInsteadOfZone, text, ZonesAt(offset));
        }

        if (Ids.TryGetValue(key, out var id))
        {
            return DateTimeZoneProviders.Tzdb[id];
        }

        if (Cities.TryGetValue(WithoutTail(key), out var ids) || Countries.TryGetValue(key, out ids))
        {
            return ids.Length == 1 ? DateTimeZoneProviders.Tzdb[ids[0]] : TextError.Of(TextErrorKind.Ambiguous, text, ids);
        }

        return TextError.Of(TextErrorKind.UnknownZone, text, Near(key));
    }

    /// <summary>Small letters without accents; underscores, slashes and hyphens are spaces, except the sign of an offset.</summary>
    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in TypedText.Normalise(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\'' or '’' or '.')
            {
                continue;
            }

            key.Append(c switch { '_' or '/' or ',' => ' ', '−' or '–' => '-', _ => c });
        }

        var folded = HyphenBetweenWords().Replace(key.ToString().Normalize(NormalizationForm.FormC), " ");
        return Spaces().Replace(folded, " ").Trim();
    }

    private static string WithoutTail(string key)
    {
        foreach (var tail in (string[])["标准时间", "时间", "时区", "市", " time"])
        {
            if (key.Length > tail.Length + 1 && key.EndsWith(tail, StringComparison.Ordinal))
            {
                return key[..^tail.Length];
            }
        }

        return key;
    }

    private static IEnumerable<string> ZonesAt(Match offset)
    {
        var minutes = (int.Parse(offset.Groups["h"].ValueSpan, CultureInfo.InvariantCulture) * 60)
            + (offset.Groups["m"].Success ? int.Parse(offset.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0);
        var wanted = minutes * 60 * (offset.Groups["sign"].Value is "-" ? -1 : 1);
        var winter = Instant.FromUtc(2030, 1, 15, 12, 0);
        var summer = Instant.FromUtc(2030, 7, 15, 12, 0);
        var zones = ZoneTables.Popular.Select(id => DateTimeZoneProviders.Tzdb[id]).ToArray();
        return zones.Where(zone => zone.GetZoneInterval(winter).StandardOffset.Seconds == wanted)
            .Concat(zones.Where(zone => zone.GetUtcOffset(winter).Seconds == wanted || zone.GetUtcOffset(summer).Seconds == wanted))
            .Select(zone => zone.Id);
    }

    /// <summary>The nearest names by edit distance; one wrong letter in three is the most that is taken for a slip.</summary>
    private static IEnumerable<string> Near(string key)
    {
        var limit = Math.Max(1, key.Length / 3);
        return Ids.Select(pair => (Name: pair.Key, Id: pair.Value))
            .Concat(Cities.Where(pair => pair.Value.Length == 1).Select(pair => (Name: pair.Key, Id: pair.Value[0])))
            .Where(entry => entry.Name.Length > 3 && EditDistance.Within(entry.Name, key, limit))
            .Select(entry => (entry.Id, Distance: EditDistance.Between(entry.Name, key)))
            .OrderBy(entry => entry.Distance)
            .ThenBy(entry => Array.IndexOf(ZoneTables.Popular, entry.Id) is >= 0 and var place ? place : int.MaxValue)
            .ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(entry => entry.Id)
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>City names from the ids themselves and from our tables. A name that two different zones share is asked back.</summary>
    private static FrozenDictionary<string, string[]> BuildCities()
    {
        var canonical = TzdbDateTimeZoneSource.Default.CanonicalIdMap;
        var fromIds = DateTimeZoneProviders.Tzdb.Ids
            .Where(id => Areas.Any(area => id.StartsWith(area + "/", StringComparison.Ordinal)))
            .GroupBy(id => Key(id[(id.LastIndexOf('/') + 1)..]), StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => g.OrderBy(id => !string.Equals(canonical[id], id, StringComparison.Ordinal)).DistinctBy(id => canonical[id], StringComparer.Ordinal).ToArray(),
                StringComparer.Ordinal);
        foreach (var (id, names) in ZoneTables.Names)
        {
            foreach (var name in names.Split('|'))
            {
                fromIds[Key(name)] = [id];
            }
        }

        return fromIds.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string[]> BuildCountries() =>
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .GroupBy(location => Key(location.CountryName), location => location.ZoneId, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    [GeneratedRegex(@"^(?:utc|gmt)? ?(?<sign>[+-]) ?(?<h>\d{1,2})(?::?(?<m>\d{2}))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Offset();

    [GeneratedRegex(@"(?<=\p{L})-(?=\p{L})", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HyphenBetweenWords();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
