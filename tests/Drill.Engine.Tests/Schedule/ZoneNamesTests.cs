using Drill.Schedule;
using NodaTime;

namespace Drill.Engine.Tests.Schedule;

public sealed class ZoneNamesTests
{
    [Fact]
    public void A_text_that_is_an_id_is_the_zone_that_the_whole_search_finds()
    {
        var exact = DateTimeZoneProviders.Tzdb.Ids.Where(ZoneNames.IsExact).ToList();
        Assert.True(exact.Count > 400);
        Assert.All(exact, id => Assert.Equal(ZoneNames.Find(id).Value.Id, Zones.Find(id, out _)));
        Assert.DoesNotContain(exact, id => id is "EST" or "CET" or "GMT" || id.StartsWith("Etc/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Europe/London", "Europe/London")]
    [InlineData("europe/london", "Europe/London")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("america new york", "America/New_York")]
    [InlineData("Ａsia/Shanghai", "Asia/Shanghai")]
    [InlineData("shanghai", "Asia/Shanghai")]
    [InlineData(" New  York ", "America/New_York")]
    [InlineData("new-york", "America/New_York")]
    [InlineData("sao paulo", "America/Sao_Paulo")]
    [InlineData("São Paulo", "America/Sao_Paulo")]
    [InlineData("Port-au-Prince", "America/Port-au-Prince")]
    [InlineData("beijing", "Asia/Shanghai")]
    [InlineData("san francisco", "America/Los_Angeles")]
    [InlineData("London time", "Europe/London")]
    [InlineData("上海", "Asia/Shanghai")]
    [InlineData("北京", "Asia/Shanghai")]
    [InlineData("北京时间", "Asia/Shanghai")]
    [InlineData("深圳市", "Asia/Shanghai")]
    [InlineData("伦敦", "Europe/London")]
    [InlineData("纽约", "America/New_York")]
    [InlineData("东京", "Asia/Tokyo")]
    [InlineData("香港", "Asia/Hong_Kong")]
    [InlineData("Japan", "Japan")]
    [InlineData("Norway", "Europe/Oslo")]
    [InlineData("kolkata", "Asia/Kolkata")]
    [InlineData("UTC", "UTC")]
    [InlineData("utc", "UTC")]
    [InlineData("GMT", "GMT")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("Etc/GMT-8", "Etc/GMT-8")]
    public void A_zone_is_found_by_its_id_or_by_a_city(string text, string id)
    {
        var zone = ZoneNames.Find(text);
        Assert.True(zone.Ok, zone.Error?.ToString());
        Assert.Equal(id, zone.Value.Id);
    }

    [Theory]
    [InlineData("EST", "America/New_York")]
    [InlineData("cst", "Asia/Shanghai")]
    [InlineData("IST", "Asia/Kolkata")]
    [InlineData("BST", "Europe/London")]
    [InlineData("CET", "Europe/Berlin")]
    [InlineData("美国", "America/New_York")]
    public void An_abbreviation_is_asked_back_with_the_zones_it_may_mean(string text, string first)
    {
        var error = ZoneNames.Find(text).Error!;
        Assert.Equal(TextErrorKind.Ambiguous, error.Kind);
        Assert.Equal(first, error.Suggestions[0]);
    }

    [Theory]
    [InlineData("UTC+8", "Asia/Shanghai")]
    [InlineData("utc +08:00", "Asia/Shanghai")]
    [InlineData("GMT+8", "Asia/Shanghai")]
    [InlineData("+8", "Asia/Shanghai")]
    [InlineData("UTC−5", "America/New_York")]
    [InlineData("UTC-4", "America/Halifax")]
    [InlineData("UTC+5:30", "Asia/Kolkata")]
    [InlineData("UTC+05:45", "Asia/Kathmandu")]
    [InlineData("UTC+0", "Europe/London")]
    public void A_distance_from_utc_is_refused_with_real_zones_that_have_it(string text, string first)
    {
        var error = ZoneNames.Find(text).Error!;
        Assert.Equal(TextErrorKind.OffsetInsteadOfZone, error.Kind);
        Assert.Equal(first, error.Suggestions[0]);
    }

    [Theory]
    [InlineData("Europe/Lodnon", "Europe/London")]
    [InlineData("shangai", "Asia/Shanghai")]
    [InlineData("Los Angles", "America/Los_Angeles")]
    [InlineData("Amrica/New_York", "America/New_York")]
    [InlineData("tokio", "Asia/Tokyo")]
    public void A_mistyped_zone_is_refused_with_the_nearest_ones(string text, string first)
    {
        var error = ZoneNames.Find(text).Error!;
        Assert.Equal(TextErrorKind.UnknownZone, error.Kind);
        Assert.Equal(first, error.Suggestions[0]);
        Assert.InRange(error.Suggestions.Length, 1, 3);
    }

    [Theory]
    [InlineData("Narnia")]
    [InlineData("UTC+99")]
    [InlineData("Factory")]
    [InlineData("...")]
    [InlineData("某地")]
    public void An_unknown_zone_is_refused(string text) => Assert.False(ZoneNames.Find(text).Ok);

    [Fact]
    public void Every_id_of_the_database_is_found_unless_it_is_an_abbreviation()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal)))
        {
            var zone = ZoneNames.Find(id);
            Assert.True(zone.Ok, id);
            Assert.Equal(id is "Etc/UTC" ? "UTC" : id, zone.Value.Id);
        }
    }

    [Fact]
    public void Every_zone_our_tables_name_exists_and_every_suggestion_is_accepted()
    {
        var named = ZoneTables.Popular.Concat(ZoneTables.Names.Select(n => n.Id)).Concat(ZoneTables.Abbreviations.Values.SelectMany(v => v));
        Assert.All(named, id => Assert.Equal(id, ZoneNames.Find(id).Value.Id));
    }
}
