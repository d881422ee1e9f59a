using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace Drill.Schedule;

/// <summary>
/// When a chat gets its daily questions: some minutes of some weekdays in a zone. Every existing local date on a chosen weekday has
/// exactly one occurrence for each slot, whatever the clocks do, and no two occurrences share an instant.
/// </summary>
internal sealed record DailySchedule
{
    /// <summary>How many posts a day a chat may have.</summary>
    public const int MaximumSlots = 6;

    private DailySchedule(DateTimeZone zone, Weekdays weekdays, ImmutableSortedSet<int> slots)
    {
        Zone = zone;
        Weekdays = weekdays;
        Slots = slots;
    }

    /// <summary>The zone in which dates and slots are meant.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>At least one day.</summary>
    public Weekdays Weekdays { get; }

    /// <summary>One to <see cref="MaximumSlots"/> minutes of the day, 0 to 1439.</summary>
    public ImmutableSortedSet<int> Slots { get; }

    /// <summary>Makes a schedule, or null when it would never post: no weekday, no slot, too many slots or a slot outside the day.</summary>
    public static DailySchedule? Create(DateTimeZone zone, Weekdays weekdays, IEnumerable<int> slots)
    {
        var set = slots.ToImmutableSortedSet();
        var days = weekdays & Weekdays.All;
        return days == Weekdays.None || set.Count is 0 or > MaximumSlots || set.Min < 0 || set.Max >= LocalMoments.MinutesPerDay
            ? null
            : new DailySchedule(zone, days, set);
    }

    /// <summary>The first occurrence strictly after an instant.</summary>
    public Occurrence NextAfter(Instant instant)
    {
        // A skipped time may move past midnight, so the day before can still own the next occurrence and the day after an earlier one.
        var date = instant.InZone(Zone).Date.PlusDays(-2);
        Occurrence? best = null;
        for (var step = 0; step < 30; step++, date = date.PlusDays(1))
        {
            var found = best is not null;
            foreach (var occurrence in OccurrencesOn(date))
            {
                if (occurrence.At > instant && (best is null || occurrence.At < best.At))
                {
                    best = occurrence;
                }
            }

            if (found)
            {
                return best!;
            }
        }

        return best ?? throw new UnreachableException("A schedule has an occurrence in every fortnight.");
    }

    /// <summary>The next occurrences strictly after an instant, in order of time.</summary>
    public IEnumerable<Occurrence> UpcomingAfter(Instant instant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var next = NextAfter(instant);
            yield return next;
            instant = next.At;
        }
    }

    /// <summary>The occurrences that belong to a local date: none when it is no chosen weekday or does not exist, else one for each slot, in order of slots.</summary>
    public ImmutableArray<Occurrence> OccurrencesOn(LocalDate date)
    {
        if (!Weekdays.Includes(date.DayOfWeek) || !LocalMoments.Exists(date, Zone))
        {
            return [];
        }

        var moments = Slots.Select(slot => LocalMoments.Resolve(date, slot, Zone)).ToArray();
        if (moments.Any(m => m.Skipped))
        {
            PartFromOthers(date, moments);
        }

        return [.. Slots.Zip(moments, (slot, moment) => new Occurrence(date, slot, moment.At))];
    }

    /// <summary>Schedules are equal when they post at the same times.</summary>
    public bool Equals(DailySchedule? other) =>
        other is not null && string.Equals(Zone.Id, other.Zone.Id, StringComparison.Ordinal) && Weekdays == other.Weekdays && Slots.SetEquals(other.Slots);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Zone.Id, StringComparer.Ordinal);
        hash.Add(Weekdays);
        foreach (var slot in Slots)
        {
            hash.Add(slot);
        }

        return hash.ToHashCode();
    }

    /// <summary>A slot that was moved out of a gap may meet another one (01:30 becomes 02:30, which is a slot too): it waits for the next free minute.</summary>
    private void PartFromOthers(LocalDate date, (Instant At, bool Skipped)[] moments)
    {
        var taken = moments.Where(m => !m.Skipped).Select(m => m.At).ToHashSet();
        var following = date.PlusDays(1);
        if (Weekdays.Includes(following.DayOfWeek) && LocalMoments.Exists(following, Zone))
        {
            taken.UnionWith(Slots.Select(slot => LocalMoments.Resolve(following, slot, Zone)).Where(m => !m.Skipped).Select(m => m.At));
        }

        for (var i = 0; i < moments.Length; i++)
        {
            while (moments[i].Skipped && !taken.Add(moments[i].At))
            {
                moments[i].At += Duration.FromMinutes(1);
            }
        }
    }
}

/// <summary>One time at which a daily is due.</summary>
/// <param name="Date">The local date it belongs to, which names it for ever.</param>
/// <param name="Slot">The minute of the day that the admin chose; together with the date it is the occurrence's identity.</param>
/// <param name="At">When that is.</param>
internal sealed record Occurrence(LocalDate Date, int Slot, Instant At);
