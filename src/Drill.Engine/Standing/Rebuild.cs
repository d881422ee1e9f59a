using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Standing;

/// <summary>
/// Makes points and ranks anew from the facts: after a post was voided or taken back, and after answers were graded again. The facts themselves, the attempts, stay as
/// they were; only what follows from them changes.
/// </summary>
internal static class Rebuild
{
    private const int BatchSize = 200;

    /// <summary>Judges every attempt of some people in a chat again, within the caller's transaction, and returns how many are worth something else now.</summary>
    public static async Task<int> PersonsAsync(DrillDb db, long chatId, IEnumerable<long> persons, CancellationToken cancellationToken)
    {
        var isGroup = !await db.Chats.Where(c => c.Id == chatId).Select(c => c.IsPrivate).FirstAsync(cancellationToken);
        var changed = 0;
        foreach (var some in persons.Distinct().Chunk(BatchSize))
        {
            foreach (var (judged, stored) in await JudgeAsync(db, chatId, some, isGroup, cancellationToken))
            {
                var (half, isRanked, reason) = (judged.Judgement.HalfPoints, judged.Judgement.IsRanked, (int)judged.Judgement.Reason);
                if ((half, isRanked, reason) == (stored.HalfPoints, stored.IsRanked, stored.Reason))
                {
                    continue;
                }

                await db.Attempts.Where(a => a.Id == stored.Id).ExecuteUpdateAsync(
                    s => s.SetProperty(a => a.HalfPoints, half).SetProperty(a => a.IsRanked, isRanked).SetProperty(a => a.Reason, reason),
                    cancellationToken);
                changed++;
            }

            await Totals.RebuildAsync(db, chatId, some, cancellationToken);
        }

        return changed;
    }

    private static async Task<IEnumerable<(JudgedAttempt Judged, AttemptRow Stored)>> JudgeAsync(
        DrillDb db, long chatId, long[] persons, bool isGroup, CancellationToken cancellationToken)
    {
        var rows = await db.Attempts.AsNoTracking().Where(a => a.ChatId == chatId && persons.Contains(a.PersonId))
            .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { Attempt = a, IsVoided = p.VoidedAt != null })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Attempt.Id).ToArray();
        var regraded = (await db.Regradings.AsNoTracking().Where(r => ids.Contains(r.AttemptId)).Select(r => new { r.Id, r.AttemptId, r.Coverage }).ToListAsync(cancellationToken))
            .GroupBy(r => r.AttemptId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Id)!.Coverage);
        var byId = rows.ToDictionary(r => r.Attempt.Id, r => r.Attempt);
        return ScoreRules.Rebuild(rows.Select(r =>
        {
            var fact = Facts.Of(r.Attempt, isGroup, r.IsVoided);
            return regraded.TryGetValue(r.Attempt.Id, out var coverage) ? fact with { Coverage = coverage, IsGraded = true } : fact;
        })).Select(j => (j, byId[j.Fact.Attempt]));
    }
}
