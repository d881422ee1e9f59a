using NodaTime;

namespace Drill.Standing;

/// <summary>
/// Counts days of practice in a row. Every seventh day of a streak earns a freeze, of which at most two are kept; a missed day
/// uses one up, and a missed day without one ends the streak. Frozen days do not lengthen it. Today breaks nothing until it is over.
/// </summary>
internal static class Streaks
{
    /// <summary>How many days of a streak earn a freeze.</summary>
    public const int DaysPerFreeze = 7;

    /// <summary>How many freezes are kept.</summary>
    public const int MaximumFreezes = 2;

    /// <summary>The streak as of today, from the local dates of honest attempts in any order, repeats allowed.</summary>
    public static Streak From(IEnumerable<LocalDate> days, LocalDate today) =>
        days.Distinct().Order().Aggregate(StreakState.Start, (state, day) => state.After(day)).AsOf(today);
}

/// <summary>A streak as it stood on the last day of practice: enough to go on from.</summary>
/// <param name="LastDay">The last day of practice, or null before the first.</param>
/// <param name="Current">Days of practice in the streak that this day belongs to.</param>
/// <param name="Longest">The longest streak so far.</param>
/// <param name="Freezes">Freezes held at the end of that day.</param>
internal sealed record StreakState(LocalDate? LastDay, int Current, int Longest, int Freezes)
{
    /// <summary>Nothing practised yet.</summary>
    public static StreakState Start { get; } = new(null, 0, 0, 0);

    /// <summary>The state after practice on a day. A day that is not later than the last changes nothing: travellers may meet a date twice.</summary>
    public StreakState After(LocalDate day)
    {
        if (LastDay is { } last && day <= last)
        {
            return this;
        }

        var (current, freezes) = Before(day);
        current++;
        return new StreakState(day, current, Math.Max(Longest, current), current % Streaks.DaysPerFreeze == 0 ? Math.Min(freezes + 1, Streaks.MaximumFreezes) : freezes);
    }

    /// <summary>What is shown on a day.</summary>
    public Streak AsOf(LocalDate today)
    {
        var (current, freezes) = Before(today);
        return new Streak(current, Longest, freezes, LastDay is { } last && last >= today);
    }

    /// <summary>Streak and freezes as a day begins.</summary>
    private (int Current, int Freezes) Before(LocalDate day)
    {
        if (LastDay is not { } last)
        {
            return (0, 0);
        }

        var missed = Math.Max(0, Period.DaysBetween(last, day) - 1);
        return missed <= Freezes ? (Current, Freezes - missed) : (0, 0);
    }
}

/// <summary>A person's streak in a chat.</summary>
/// <param name="Current">Days of practice in the running streak; 0 when it is broken.</param>
/// <param name="Longest">The longest ever.</param>
/// <param name="Freezes">Freezes held.</param>
/// <param name="PractisedToday">Whether today is already counted.</param>
internal sealed record Streak(int Current, int Longest, int Freezes, bool PractisedToday);
