using NodaTime;

namespace Drill.Schedule;

/// <summary>Days of the week on which a daily is posted.</summary>
[Flags]
internal enum Weekdays
{
    /// <summary>No day; a <see cref="DailySchedule"/> cannot be made of it.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Wednesday.</summary>
    Wednesday = 4,

    /// <summary>Thursday.</summary>
    Thursday = 8,

    /// <summary>Friday.</summary>
    Friday = 16,

    /// <summary>Saturday.</summary>
    Saturday = 32,

    /// <summary>Sunday.</summary>
    Sunday = 64,

    /// <summary>Monday to Friday.</summary>
    Workdays = Monday | Tuesday | Wednesday | Thursday | Friday,

    /// <summary>Saturday and Sunday.</summary>
    Weekend = Saturday | Sunday,

    /// <summary>Every day.</summary>
    All = Workdays | Weekend,
}

/// <summary>Conversions of <see cref="Weekdays"/>.</summary>
internal static class WeekdaysExtensions
{
    /// <summary>The flag of one day.</summary>
    public static Weekdays ToFlag(this IsoDayOfWeek day) => day is IsoDayOfWeek.None ? Weekdays.None : (Weekdays)(1 << ((int)day - 1));

    /// <summary>Whether a day is among them.</summary>
    public static bool Includes(this Weekdays days, IsoDayOfWeek day) => (days & day.ToFlag()) != Weekdays.None;

    /// <summary>The days from Monday to Sunday.</summary>
    public static IEnumerable<IsoDayOfWeek> Each(this Weekdays days) => Enumerable.Range(1, 7).Select(i => (IsoDayOfWeek)i).Where(day => days.Includes(day));
}
