using System.Globalization;
using Drill.Text;
using NodaTime;

namespace Drill.Schedule;

/// <summary>Names of weekdays as people type them, small letters.</summary>
internal static class DayNames
{
    private const string Han = "一二三四五六日";

    private static readonly string[] English = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] HanPrefixes = ["星期", "礼拜", "每周", "周", "週"];

    /// <summary>A word for several days, or null.</summary>
    public static Weekdays? Group(string word) => word switch
    {
        "weekday" or "weekdays" or "workday" or "workdays" or "工作日" or "平日" => Weekdays.Workdays,
        "weekend" or "weekends" or "周末" or "週末" or "双休日" => Weekdays.Weekend,
        "daily" or "everyday" or "every-day" or "all" or "every" or "每天" or "每日" or "天天" or "全部" => Weekdays.All,
        _ => null,
    };

    /// <summary>The day of a name: English from two letters on, or Chinese; null when there is none.</summary>
    public static IsoDayOfWeek? Find(string word)
    {
        var name = word.TrimEnd('.');
        var number = HanNumber(WithoutPrefix(name));
        if (number is not null)
        {
            return number;
        }

        if (name.Length < 2)
        {
            return null;
        }

        var singular = name.Length > 6 ? name.TrimEnd('s') : name;
        var index = Array.FindIndex(English, day => day.StartsWith(singular, StringComparison.Ordinal) || (name is "tues" or "thurs" or "weds" && day.StartsWith(name[..3], StringComparison.Ordinal)));
        return index < 0 ? null : (IsoDayOfWeek)(index + 1);
    }

    /// <summary>Days written together as in 周一三五, or null.</summary>
    public static Weekdays? Several(string word)
    {
        var rest = WithoutPrefix(word);
        if (rest.Length is < 2 or > 7)
        {
            return null;
        }

        var days = Weekdays.None;
        foreach (var letter in rest)
        {
            if (HanNumber(letter.ToString()) is not { } day)
            {
                return null;
            }

            days |= day.ToFlag();
        }

        return days;
    }

    /// <summary>Names near a mistyped one.</summary>
    public static IEnumerable<string> Near(string word)
    {
        var near = English.Where(day => EditDistance.Within(day, word, 2)).OrderBy(day => EditDistance.Between(day, word)).ToList();
        return near.Count > 0 ? near : ["mon-fri", "daily"];
    }

    /// <summary>The names for days typed as numbers from Monday: some count from Sunday, so they are asked back.</summary>
    public static IEnumerable<string> ForNumbers(string[] ends)
    {
        var first = Math.Clamp(int.Parse(ends[0], CultureInfo.InvariantCulture), 1, 7);
        var last = Math.Clamp(int.Parse(ends[^1], CultureInfo.InvariantCulture), 1, 7);
        return [first == last ? Short(first) : $"{Short(first)}-{Short(last)}"];

        static string Short(int day) => English[day - 1][..3];
    }

    private static string WithoutPrefix(string word)
    {
        var prefix = Array.Find(HanPrefixes, p => word.StartsWith(p, StringComparison.Ordinal));
        return prefix is null ? word : word[prefix.Length..];
    }

    private static IsoDayOfWeek? HanNumber(string letter) => letter switch
    {
        "天" => IsoDayOfWeek.Sunday,
        { Length: 1 } when Han.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var index => (IsoDayOfWeek)(index + 1),
        _ => null,
    };
}
