using System.Collections.Immutable;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Standing;

/// <summary>Reads standings from the attempts.</summary>
internal static class Standings
{
    /// <summary>A chat's ranking over a span of local dates, perhaps of one topic alone.</summary>
    public static async Task<ImmutableArray<RankedRow>> ReadAsync(DrillDb db, long chatId, DateInterval span, string? topic, CancellationToken cancellationToken)
    {
        var (from, to) = (span.Start.ToStored(), span.End.ToStored());
        var attempts = db.Attempts.AsNoTracking().Where(a => a.ChatId == chatId && a.IsRanked && a.LocalDate >= from && a.LocalDate <= to);
        if (topic is not null)
        {
            attempts = attempts.Where(a => a.Topic == topic);
        }

        var rows = await attempts.GroupBy(a => a.PersonId).Select(g => new
        {
            Person = g.Key,
            Points = g.Sum(a => a.HalfPoints),
            Full = g.Count(a => a.HalfPoints == ScoreRules.FullHalfPoints),
            Topics = g.Select(a => a.Topic).Distinct().Count(),
        }).ToListAsync(cancellationToken);
        var hidden = await db.HiddenPersons.AsNoTracking().Where(h => h.ChatId == chatId).Select(h => h.PersonId).ToHashSetAsync(cancellationToken);
        return Ranking.Order(rows.Where(r => !hidden.Contains(r.Person)).Select(r => new StandingRow(r.Person, r.Points, r.Full, r.Topics)));
    }

    /// <summary>What people call themselves on a platform, without those who hide their names from others.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NamesAsync(DrillDb db, string platform, IReadOnlyCollection<long> persons, CancellationToken cancellationToken) =>
        await db.Identities.AsNoTracking().Where(i => i.Platform == platform && persons.Contains(i.PersonId) && !db.Persons.Any(p => p.Id == i.PersonId && p.HidesName))
            .GroupBy(i => i.PersonId).Select(g => new { g.Key, Name = g.Max(i => i.Name) })
            .ToDictionaryAsync(i => i.Key, i => i.Name ?? string.Empty, cancellationToken);
}
