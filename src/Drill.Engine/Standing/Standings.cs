using System.Collections.Immutable;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Standing;

/// <summary>Reads standings from the attempts.</summary>
internal static class Standings
{
    /// <summary>
    /// A chat's ranking over a period, perhaps of one topic alone. Distinct topics break ties and are dear to count, so they are counted only for those who are level with somebody in
    /// sight: the first places and the asker with the neighbours. Farther off, people who are level share a rank whatever their topics.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="chatId">The chat.</param>
    /// <param name="period">The window of time.</param>
    /// <param name="today">The chat's local date.</param>
    /// <param name="topic">The id of a topic, or null for all.</param>
    /// <param name="asker">Whose place must be exact as well, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="top">How many of the first places must be exact.</param>
    public static async Task<ImmutableArray<RankedRow>> ReadAsync(
        DrillDb db, long chatId, StandingPeriod period, LocalDate today, string? topic, long? asker, CancellationToken cancellationToken, int top = Ranking.Top)
    {
        // All time asks for no dates: its totals are kept, and for a topic the index by person serves it without sorting anything.
        var span = period == StandingPeriod.All ? null : Periods.Of(period, today);
        (int From, int To)? days = span is null ? null : (span.Start.ToStored(), span.End.ToStored());
        var hidden = await db.HiddenPersons.AsNoTracking().Where(h => h.ChatId == chatId).Select(h => h.PersonId).ToHashSetAsync(cancellationToken);
        var sums = await StandingStatements.SumsAsync(db, chatId, days, topic, cancellationToken);
        var ranked = Ranking.Order(sums.Where(s => !hidden.Contains(s.Person)).Select(s => new StandingRow(s.Person, s.HalfPoints, s.FullAnswers, Topics: topic is null ? 0 : 1)));
        if (topic is not null || Ranking.LevelInSight(ranked, asker, top) is not { Length: > 0 } level)
        {
            return ranked;
        }

        var topics = await TopicsAsync(db, chatId, days, level, cancellationToken);
        return Ranking.Settle(ranked, topics);
    }

    /// <summary>What people call themselves on a platform, without those who hide their names from others.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NamesAsync(DrillDb db, string platform, IReadOnlyCollection<long> persons, CancellationToken cancellationToken)
    {
        // The platform is looked at here: asked for it, SQLite would rather go through everybody there than look up a few people.
        var known = await db.Identities.AsNoTracking().Where(i => persons.Contains(i.PersonId) && !db.Persons.Any(p => p.Id == i.PersonId && p.HidesName))
            .Select(i => new { i.PersonId, i.Platform, i.Name }).ToListAsync(cancellationToken);
        return known.Where(i => string.Equals(i.Platform, platform, StringComparison.Ordinal))
            .GroupBy(i => i.PersonId).ToDictionary(g => g.Key, g => g.Select(i => i.Name).Max(StringComparer.Ordinal) ?? string.Empty);
    }

    private static async Task<IReadOnlyDictionary<long, int>> TopicsAsync(
        DrillDb db, long chatId, (int From, int To)? days, long[] persons, CancellationToken cancellationToken)
    {
        // As one parameter: in a large chat, and on a Monday morning, a thousand people may be level.
        var attempts = db.Attempts.AsNoTracking().Where(a => a.ChatId == chatId && a.IsRanked && EF.Parameter(persons).Contains(a.PersonId));
        if (days is var (from, to))
        {
            attempts = attempts.Where(a => a.LocalDate >= from && a.LocalDate <= to);
        }

        return await attempts.GroupBy(a => a.PersonId)
            .Select(g => new { g.Key, Count = g.Select(a => a.Topic).Distinct().Count() }).ToDictionaryAsync(t => t.Key, t => t.Count, cancellationToken);
    }
}
