using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Drill.Schedule;

/// <summary>Reads what admins type about time: hours, weekdays and levels, in English and Chinese. Culture never matters.</summary>
internal static partial class TimeText
{
    private const int MaximumLength = 200;

    /// <summary>The lowest and the highest level of a question.</summary>
    private const int LowestLevel = 1, HighestLevel = 3;

    /// <summary>A minute of the day as <c>09:30</c>.</summary>
    public static string FormatHour(int minuteOfDay) =>
        string.Create(CultureInfo.InvariantCulture, $"{minuteOfDay / 60:00}:{minuteOfDay % 60:00}");

    /// <summary>
    /// Reads one to six times of day: <c>9</c>, <c>09:30</c>, <c>9:30 pm</c>, <c>0930</c>, <c>21时</c>, <c>晚上9点半</c>, parted by commas,
    /// spaces or <c>、</c>. The values are minutes of the day in ascending order.
    /// </summary>
    public static Parsed<ImmutableSortedSet<int>> ParseHours(string text)
    {
        if (TypedText.Check(text, MaximumLength) is { } wrong)
        {
            return wrong;
        }

        var rest = TypedText.WithDigits(QuarterHours(TypedText.Normalise(text)), "点时分");
        var slots = ImmutableSortedSet.CreateBuilder<int>();
        while (rest.Length > 0)
        {
            var match = Hour().Match(rest);
            if (!match.Success)
            {
                return TextError.Of(TextErrorKind.NotUnderstood, rest, "09:00", "21:30");
            }

            var minute = MinuteOf(match);
            if (minute.Error is { } error)
            {
                return error;
            }

            slots.Add(minute.Value);
            rest = rest[match.Length..];
        }

        return slots.Count <= DailySchedule.MaximumSlots ? slots.ToImmutable() : TextError.Of(TextErrorKind.TooManyTimes, text);
    }

    /// <summary>Reads weekdays: <c>mon-fri</c>, <c>mo,we</c>, <c>weekdays</c>, <c>daily</c>, <c>周一至周五</c>, <c>周一、三、五</c>, <c>工作日</c>.</summary>
    public static Parsed<Weekdays> ParseWeekdays(string text)
    {
        if (TypedText.Check(text, MaximumLength) is { } wrong)
        {
            return wrong;
        }

        var days = Weekdays.None;
        foreach (var part in Parts(text))
        {
            if (DayNames.Group(part) is { } group)
            {
                days |= group;
                continue;
            }

            var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
            var first = DayNames.Find(ends[0]);
            var last = ends.Length == 2 ? DayNames.Find(ends[1]) : first;
            if (first is null || last is null)
            {
                if (ends.Length == 1 && DayNames.Several(part) is { } several)
                {
                    days |= several;
                    continue;
                }

                return BareDayNumbers().IsMatch(part)
                    ? TextError.Of(TextErrorKind.Ambiguous, part, DayNames.ForNumbers(ends))
                    : TextError.Of(TextErrorKind.NotUnderstood, part, DayNames.Near(first is null ? ends[0] : ends[^1]));
            }

            for (var day = (int)first; ; day = (day % 7) + 1)
            {
                days |= ((IsoDayOfWeek)day).ToFlag();
                if (day == (int)last)
                {
                    break;
                }
            }
        }

        return days != Weekdays.None ? days : TextError.Of(TextErrorKind.NotUnderstood, text, "mon-fri", "daily");
    }

    /// <summary>Reads levels from 1 to 3: <c>2</c>, <c>1-2</c>, <c>1,3</c>, <c>all</c>, <c>全部</c>.</summary>
    public static Parsed<ImmutableSortedSet<int>> ParseLevels(string text)
    {
        if (TypedText.Check(text, MaximumLength) is { } wrong)
        {
            return wrong;
        }

        var levels = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var part in Parts(LevelWords().Replace(text, " ")))
        {
            if (part is "all" or "any" or "every" or "全部" or "所有" or "任意" or "不限")
            {
                levels.UnionWith(Enumerable.Range(LowestLevel, HighestLevel));
                continue;
            }

            var match = Levels().Match(part);
            if (!match.Success)
            {
                return TextError.Of(TextErrorKind.NotUnderstood, part, "1-2", "1,3", "all");
            }

            var from = Number(match.Groups["a"]);
            var to = match.Groups["b"].Success ? Number(match.Groups["b"]) : from;
            if (Math.Min(from, to) < LowestLevel || Math.Max(from, to) > HighestLevel)
            {
                return TextError.Of(TextErrorKind.NoSuchLevel, part, "1", "2", "3");
            }

            levels.UnionWith(Enumerable.Range(Math.Min(from, to), Math.Abs(to - from) + 1));
        }

        return levels.Count > 0 ? levels.ToImmutable() : TextError.Of(TextErrorKind.NotUnderstood, text, "1-2", "1,3", "all");
    }

    private static string QuarterHours(string text) => text
        .Replace("一刻", "15分", StringComparison.Ordinal).Replace("三刻", "45分", StringComparison.Ordinal)
        .Replace("点半", "点30分", StringComparison.Ordinal).Replace("时半", "时30分", StringComparison.Ordinal)
        .Replace("点整", "点", StringComparison.Ordinal).Replace("点钟", "点", StringComparison.Ordinal)
        .Replace("正午", "12:00", StringComparison.Ordinal).Replace("午夜", "0:00", StringComparison.Ordinal);

    private static Parsed<int> MinuteOf(Match match)
    {
        var given = match.Value.Trim(' ', ',', '、', ';');
        if (match.Groups["noon"].Success)
        {
            return 12 * 60;
        }

        if (match.Groups["midnight"].Success)
        {
            return 0;
        }

        var digits = match.Groups["h"].Value;
        int hour, minute;
        if (digits.Length > 2)
        {
            // 930 and 0930 are times; 930:15 is not.
            if (match.Groups["m"].Success)
            {
                return TextError.Of(TextErrorKind.NotUnderstood, given, "09:30");
            }

            hour = int.Parse(digits[..^2], CultureInfo.InvariantCulture);
            minute = int.Parse(digits[^2..], CultureInfo.InvariantCulture);
        }
        else
        {
            hour = int.Parse(digits, CultureInfo.InvariantCulture);
            minute = match.Groups["m"].Success ? Number(match.Groups["m"]) : 0;
        }

        if (minute > 59)
        {
            return TextError.Of(TextErrorKind.NoSuchMinute, given);
        }

        var part = match.Groups["part"].Value + match.Groups["half"].Value.Replace(".", "", StringComparison.Ordinal);
        return Hour24(hour, part) is { } hour24
            ? (hour24 * 60) + minute
            : TextError.Of(TextErrorKind.NoSuchHour, given, hour == 24 && minute == 0 ? ["00:00"] : Array.Empty<string>());
    }

    /// <summary>The hour from 0 to 23 for an hour as spoken in a part of the day, or null when they contradict each other.</summary>
    private static int? Hour24(int hour, string part) => part switch
    {
        _ when hour > 23 => null,
        "am" => hour > 12 ? null : hour % 12,
        "pm" => hour is 0 or > 12 ? null : (hour % 12) + 12,
        "下午" or "傍晚" or "午后" => hour is > 0 and < 12 ? hour + 12 : hour == 0 ? null : hour,
        "中午" => hour is > 0 and < 4 ? hour + 12 : hour is 11 or 12 ? hour : null,
        "晚上" or "晚" or "夜里" or "夜晚" or "今晚" or "半夜" or "深夜" => hour == 12 ? 0 : hour is > 4 and < 12 ? hour + 12 : hour,
        "凌晨" => hour == 12 ? 0 : hour < 12 ? hour : null,
        "早上" or "早晨" or "清晨" or "早" or "上午" => hour <= 12 ? hour : null,
        _ => hour,
    };

    private static string[] Parts(string text)
    {
        var joined = RangeWords().Replace(TypedText.Normalise(text), "-");
        return Separators().Split(joined).Where(p => p.Length > 0).ToArray();
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?:at|@) ?)?(?:(?<noon>noon)|(?<midnight>midnight)|(?<part>凌晨|早上|早晨|清晨|上午|中午|下午|午后|傍晚|晚上|夜里|夜晚|今晚|半夜|深夜|早|晚)? ?(?<h>\d{1,4})(?!\d)(?: ?[:点时h] ?(?<m>\d{1,2})(?![\d点时]) ?分?|\.(?<m>\d{2})(?!\d)| ?[点时h])?(?: ?(?<half>am|pm|a\.m\.|p\.m\.))?(?: ?o'clock)?)(?!:) ?(?:(?:[,、;和与及&]|and) ?)*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Hour();

    [GeneratedRegex("levels?|lv|难度|级", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LevelWords();

    [GeneratedRegex(@"^l?(?<a>\d{1,3})(?:-l?(?<b>\d{1,3}))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Levels();

    [GeneratedRegex(@"^\d(?:-\d)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareDayNumbers();

    [GeneratedRegex(@" ?(?:[-‐-―−~〜]|\b(?:to|through|thru|till|until)\b|至|到) ?", RegexOptions.NonBacktracking)]
    private static partial Regex RangeWords();

    [GeneratedRegex(@"[\s,、;&+/和及与]+|\band\b", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
