using CsCheck;
using Drill.Schedule;

namespace Drill.Engine.Tests.Schedule;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("9", "09:00")]
    [InlineData("9:00", "09:00")]
    [InlineData("09:30", "09:30")]
    [InlineData("9.30", "09:30")]
    [InlineData("0930", "09:30")]
    [InlineData("930pm", "21:30")]
    [InlineData("9am", "09:00")]
    [InlineData("9:30 pm", "21:30")]
    [InlineData("9:30 P.M.", "21:30")]
    [InlineData("12am", "00:00")]
    [InlineData("12 pm", "12:00")]
    [InlineData("noon", "12:00")]
    [InlineData("Midnight", "00:00")]
    [InlineData("at 7 o'clock", "07:00")]
    [InlineData("0", "00:00")]
    [InlineData("23:59", "23:59")]
    [InlineData("21h30", "21:30")]
    [InlineData("９：３０", "09:30")]
    [InlineData("９点", "09:00")]
    [InlineData("21时", "21:00")]
    [InlineData("晚上9点", "21:00")]
    [InlineData("晚上九点半", "21:30")]
    [InlineData("早上八点一刻", "08:15")]
    [InlineData("上午10点20分", "10:20")]
    [InlineData("下午3:05", "15:05")]
    [InlineData("中午12点", "12:00")]
    [InlineData("中午1点", "13:00")]
    [InlineData("晚上12点", "00:00")]
    [InlineData("凌晨两点", "02:00")]
    [InlineData("二十一点三刻", "21:45")]
    [InlineData("9:00, 21:00", "09:00 21:00")]
    [InlineData("21:00 9:00", "09:00 21:00")]
    [InlineData("9 and 18", "09:00 18:00")]
    [InlineData("9、12、18", "09:00 12:00 18:00")]
    [InlineData("早上9点和晚上9点", "09:00 21:00")]
    [InlineData("9点21点", "09:00 21:00")]
    [InlineData("9am;5 pm", "09:00 17:00")]
    [InlineData("9，９：００", "09:00")]
    public void Hours_are_read_as_people_type_them(string text, string expected)
    {
        var hours = TimeText.ParseHours(text);
        Assert.True(hours.Ok, hours.Error?.ToString());
        Assert.Equal(expected, string.Join(' ', hours.Value.Select(TimeText.FormatHour)));
    }

    [Theory]
    [InlineData("25:00", nameof(TextErrorKind.NoSuchHour), "25:00")]
    [InlineData("24:00", nameof(TextErrorKind.NoSuchHour), "24:00")]
    [InlineData("13pm", nameof(TextErrorKind.NoSuchHour), "13pm")]
    [InlineData("0pm", nameof(TextErrorKind.NoSuchHour), "0pm")]
    [InlineData("9, 99", nameof(TextErrorKind.NoSuchHour), "99")]
    [InlineData("9:75", nameof(TextErrorKind.NoSuchMinute), "9:75")]
    [InlineData("1275", nameof(TextErrorKind.NoSuchMinute), "1275")]
    [InlineData("凌晨13点", nameof(TextErrorKind.NoSuchHour), "凌晨13点")]
    [InlineData("1,2,3,4,5,6,7", nameof(TextErrorKind.TooManyTimes), "1,2,3,4,5,6,7")]
    [InlineData("soon", nameof(TextErrorKind.NotUnderstood), "soon")]
    [InlineData("9, soon", nameof(TextErrorKind.NotUnderstood), "soon")]
    [InlineData("12345", nameof(TextErrorKind.NotUnderstood), "12345")]
    [InlineData("9:30:15", nameof(TextErrorKind.NotUnderstood), "9:30:15")]
    [InlineData("-9", nameof(TextErrorKind.NotUnderstood), "-9")]
    [InlineData("  ", nameof(TextErrorKind.Empty), "")]
    public void A_time_that_does_not_exist_is_refused_with_the_reason(string text, string kind, string given)
    {
        var error = TimeText.ParseHours(text).Error;
        Assert.Equal(kind, error?.Kind.ToString());
        Assert.Equal(given, error?.Given);
    }

    [Fact]
    public void Twenty_four_is_asked_back_as_midnight() => Assert.Equal(["00:00"], TimeText.ParseHours("24:00").Error!.Suggestions);

    [Theory]
    [InlineData("mon-fri", (int)(Weekdays.Workdays))]
    [InlineData("Mon - Fri", (int)(Weekdays.Workdays))]
    [InlineData("monday to friday", (int)(Weekdays.Workdays))]
    [InlineData("mon–fri", (int)(Weekdays.Workdays))]
    [InlineData("mo,we", (int)(Weekdays.Monday | Weekdays.Wednesday))]
    [InlineData("Tue Thu", (int)(Weekdays.Tuesday | Weekdays.Thursday))]
    [InlineData("tues and thurs", (int)(Weekdays.Tuesday | Weekdays.Thursday))]
    [InlineData("Mondays, Fridays", (int)(Weekdays.Monday | Weekdays.Friday))]
    [InlineData("fri-mon", (int)(Weekdays.Friday | Weekdays.Saturday | Weekdays.Sunday | Weekdays.Monday))]
    [InlineData("weekdays", (int)(Weekdays.Workdays))]
    [InlineData("weekend", (int)(Weekdays.Weekend))]
    [InlineData("weekdays, sat", (int)(Weekdays.Workdays | Weekdays.Saturday))]
    [InlineData("daily", (int)(Weekdays.All))]
    [InlineData("周一至周五", (int)(Weekdays.Workdays))]
    [InlineData("周一到五", (int)(Weekdays.Workdays))]
    [InlineData("星期一、星期三", (int)(Weekdays.Monday | Weekdays.Wednesday))]
    [InlineData("周一、三、五", (int)(Weekdays.Monday | Weekdays.Wednesday | Weekdays.Friday))]
    [InlineData("周一三五", (int)(Weekdays.Monday | Weekdays.Wednesday | Weekdays.Friday))]
    [InlineData("周六和周日", (int)(Weekdays.Weekend))]
    [InlineData("周末", (int)(Weekdays.Weekend))]
    [InlineData("星期天", (int)(Weekdays.Sunday))]
    [InlineData("工作日", (int)(Weekdays.Workdays))]
    [InlineData("每天", (int)(Weekdays.All))]
    [InlineData("每周一", (int)(Weekdays.Monday))]
    public void Weekdays_are_read_as_people_type_them(string text, int expected)
    {
        var days = TimeText.ParseWeekdays(text);
        Assert.True(days.Ok, days.Error?.ToString());
        Assert.Equal((Weekdays)expected, days.Value);
    }

    [Fact]
    public void A_mistyped_day_is_refused_with_the_nearest_name()
    {
        var error = TimeText.ParseWeekdays("mon, thurzday").Error!;
        Assert.Equal((TextErrorKind.NotUnderstood, "thurzday", "thursday"), (error.Kind, error.Given, error.Suggestions[0]));
    }

    [Theory]
    [InlineData("1-5", "mon-fri")]
    [InlineData("7", "sun")]
    [InlineData("0", "mon")]
    public void Days_as_numbers_are_asked_back_because_some_count_from_sunday(string text, string suggestion)
    {
        var error = TimeText.ParseWeekdays(text).Error!;
        Assert.Equal(TextErrorKind.Ambiguous, error.Kind);
        Assert.Equal([suggestion], error.Suggestions);
    }

    [Theory]
    [InlineData("t")]
    [InlineData("s")]
    [InlineData(",")]
    [InlineData("mon-")]
    [InlineData("-fri")]
    [InlineData("someday")]
    [InlineData("周八")]
    public void What_is_no_weekday_is_refused(string text) => Assert.Equal(TextErrorKind.NotUnderstood, TimeText.ParseWeekdays(text).Error?.Kind);

    [Theory]
    [InlineData("1-2", "1 2")]
    [InlineData("2", "2")]
    [InlineData("1,3", "1 3")]
    [InlineData("3-1", "1 2 3")]
    [InlineData("1 到 2", "1 2")]
    [InlineData("１、３", "1 3")]
    [InlineData("level 2", "2")]
    [InlineData("L1-L2", "1 2")]
    [InlineData("all", "1 2 3")]
    [InlineData("全部", "1 2 3")]
    public void Levels_are_read_as_people_type_them(string text, string expected)
    {
        var levels = TimeText.ParseLevels(text);
        Assert.True(levels.Ok, levels.Error?.ToString());
        Assert.Equal(expected, string.Join(' ', levels.Value));
    }

    [Theory]
    [InlineData("4", nameof(TextErrorKind.NoSuchLevel))]
    [InlineData("0-2", nameof(TextErrorKind.NoSuchLevel))]
    [InlineData("hard", nameof(TextErrorKind.NotUnderstood))]
    [InlineData("", nameof(TextErrorKind.Empty))]
    [InlineData(",,", nameof(TextErrorKind.NotUnderstood))]
    public void Levels_that_do_not_exist_are_refused(string text, string kind) => Assert.Equal(kind, TimeText.ParseLevels(text).Error?.Kind.ToString());

    [Fact]
    public void Every_minute_of_the_day_can_be_written_and_read_back()
    {
        for (var minute = 0; minute < 1440; minute++)
        {
            Assert.Equal([minute], TimeText.ParseHours(TimeText.FormatHour(minute)).Value);
        }
    }

    [Fact]
    public void Nothing_that_is_typed_breaks_the_readers()
    {
        const string alphabet = "0123456789:：.,，、; -–点时半刻分上下午晚周一二三十末天mondayfriutcgmt+@<&\0\u0301\ud83d\ude00\ud800ＡＢ９/_\t\n";
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[alphabet], 0, 60], Gen.String[Gen.Char[alphabet], 180, 300]).Sample(
            text =>
            {
                var errors = new[]
                {
                    TimeText.ParseHours(text).Error, TimeText.ParseWeekdays(text).Error, TimeText.ParseLevels(text).Error,
                    RevealRule.Parse(text).Error, ZoneNames.Find(text).Error,
                };
                return errors.All(e => e is null || (e.Given.Length <= TextError.MaximumGiven && e.Suggestions.Length <= 3));
            },
            iter: 3_000);
    }
}
