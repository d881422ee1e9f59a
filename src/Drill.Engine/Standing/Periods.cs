using NodaTime;

namespace Drill.Standing;

/// <summary>A window of time of a leaderboard.</summary>
internal enum StandingPeriod
{
    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Since the beginning.</summary>
    All,
}

/// <summary>The dates of a <see cref="StandingPeriod"/>.</summary>
internal static class Periods
{
    private static readonly DateInterval Always = new(new LocalDate(1970, 1, 1), new LocalDate(9999, 12, 31));

    /// <summary>The first and last date, both included, of the period that contains a date. It ends in the future, so that it is the same all week.</summary>
    public static DateInterval Of(StandingPeriod period, LocalDate today) => period switch
    {
        StandingPeriod.Week => Week(today),
        StandingPeriod.Month => new DateInterval(today.With(DateAdjusters.StartOfMonth), today.With(DateAdjusters.EndOfMonth)),
        StandingPeriod.All => Always,
        _ => throw new ArgumentOutOfRangeException(nameof(period)),
    };

    private static DateInterval Week(LocalDate today)
    {
        var monday = today.PlusDays(1 - (int)today.DayOfWeek);
        return new DateInterval(monday, monday.PlusDays(6));
    }
}
