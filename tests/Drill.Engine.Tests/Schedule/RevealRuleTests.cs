using CsCheck;
using Drill.Schedule;
using NodaTime;

namespace Drill.Engine.Tests.Schedule;

public sealed class RevealRuleTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData("12h", "12h")]
    [InlineData("90m", "90m")]
    [InlineData("1h 30m", "90m")]
    [InlineData("60 min", "1h")]
    [InlineData("1 hour", "1h")]
    [InlineData("2 days", "48h")]
    [InlineData("after 8 hours", "8h")]
    [InlineData("１２ｈ", "12h")]
    [InlineData("12小时", "12h")]
    [InlineData("十二小时后", "12h")]
    [InlineData("半小时", "30m")]
    [InlineData("1.5h", "90m")]
    [InlineData("21:00", "21:00")]
    [InlineData("9pm", "21:00")]
    [InlineData("晚上9点", "21:00")]
    public void Delays_and_times_of_day_are_read(string text, string stored)
    {
        var rule = RevealRule.Parse(text);
        Assert.True(rule.Ok, rule.Error?.ToString());
        Assert.Equal(stored, rule.Value.ToString());
        Assert.Equal(rule.Value, RevealRule.Parse(stored).Value);
    }

    [Theory]
    [InlineData("", nameof(TextErrorKind.Empty))]
    [InlineData("0m", nameof(TextErrorKind.DelayOutOfRange))]
    [InlineData("8d", nameof(TextErrorKind.DelayOutOfRange))]
    [InlineData("99999m", nameof(TextErrorKind.DelayOutOfRange))]
    [InlineData("after", nameof(TextErrorKind.NotUnderstood))]
    [InlineData("25:00", nameof(TextErrorKind.NoSuchHour))]
    [InlineData("9:00, 21:00", nameof(TextErrorKind.TooManyTimes))]
    [InlineData("never", nameof(TextErrorKind.NotUnderstood))]
    [InlineData("-5h", nameof(TextErrorKind.NotUnderstood))]
    public void What_makes_no_sense_is_refused_with_the_reason(string text, string kind) => Assert.Equal(kind, RevealRule.Parse(text).Error?.Kind.ToString());

    [Fact]
    public void A_bare_number_is_asked_back_because_it_may_be_an_hour_or_a_number_of_hours()
    {
        var error = RevealRule.Parse("12").Error!;
        Assert.Equal(TextErrorKind.Ambiguous, error.Kind);
        Assert.Equal(["12h", "12:00"], error.Suggestions);
        Assert.All(error.Suggestions, s => Assert.True(RevealRule.Parse(s).Ok));
    }

    [Fact]
    public void A_time_of_day_means_the_first_one_at_least_a_minute_after_the_post()
    {
        var nine = new RevealRule.AtTimeOfDay(21 * 60);
        var tonight = Instant.FromUtc(2026, 7, 1, 20, 0);
        Assert.Equal(tonight, nine.RevealAt(Instant.FromUtc(2026, 7, 1, 8, 0), London));
        Assert.Equal(tonight, nine.RevealAt(tonight - Duration.FromMinutes(1), London));
        Assert.Equal(tonight + Duration.FromDays(1), nine.RevealAt(tonight - Duration.FromSeconds(59), London));
        Assert.Equal(tonight + Duration.FromDays(1), nine.RevealAt(tonight, London));
    }

    [Fact]
    public void A_time_of_day_waits_for_a_date_that_exists()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var posted = new LocalDateTime(2011, 12, 29, 22, 0).InZoneStrictly(apia).ToInstant();
        var reveal = new RevealRule.AtTimeOfDay(21 * 60).RevealAt(posted, apia);
        Assert.Equal(new LocalDateTime(2011, 12, 31, 21, 0), reveal.InZone(apia).LocalDateTime);
    }

    [Fact]
    public void The_reveal_always_comes_at_least_a_minute_after_the_post_and_within_a_week() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 1439], Gen.Int[0, 5_000_000]).Sample((isDelay, minute, start) =>
        {
            RevealRule rule = isDelay ? new RevealRule.AfterDelay(Duration.FromMinutes(minute + 1)) : new RevealRule.AtTimeOfDay(minute);
            var posted = Instant.FromUtc(2020, 1, 1, 0, 0) + Duration.FromMinutes(start);
            var wait = rule.RevealAt(posted, London) - posted;
            return wait >= RevealRule.Shortest && wait <= RevealRule.Longest && RevealRule.Parse(rule.ToString()).Value == rule;
        });
}
