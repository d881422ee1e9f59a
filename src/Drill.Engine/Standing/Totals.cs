using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Standing;

/// <summary>
/// Keeps what each person's ranked answers in a chat add up to, so that the ranking of all time needs no adding up. It says nothing that the attempts do not: whoever writes
/// an attempt's points, rank, person or chat calls this in the same transaction. docs/decisions/0017-totals-of-all-time.md
/// </summary>
internal static class Totals
{
    /// <summary>Adds a new ranked answer.</summary>
    public static Task AddAsync(DrillDb db, AttemptRow attempt, CancellationToken cancellationToken)
    {
        var full = attempt.HalfPoints == ScoreRules.FullHalfPoints ? 1 : 0;
        return !attempt.IsRanked ? Task.CompletedTask : db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "StandingTotal" ("ChatId", "PersonId", "HalfPoints", "FullAnswers") VALUES ({attempt.ChatId}, {attempt.PersonId}, {attempt.HalfPoints}, {full})
             ON CONFLICT ("ChatId", "PersonId") DO UPDATE SET
                 "HalfPoints" = "StandingTotal"."HalfPoints" + excluded."HalfPoints", "FullAnswers" = "StandingTotal"."FullAnswers" + excluded."FullAnswers"
             """,
            cancellationToken);
    }

    /// <summary>Adds up anew what some people have in a chat.</summary>
    public static async Task RebuildAsync(DrillDb db, long chatId, IEnumerable<long> persons, CancellationToken cancellationToken)
    {
        foreach (var person in persons)
        {
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "StandingTotal" WHERE "ChatId" = {chatId} AND "PersonId" = {person}""", cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO "StandingTotal" ("ChatId", "PersonId", "HalfPoints", "FullAnswers")
                 SELECT "ChatId", "PersonId", SUM("HalfPoints"), SUM(CASE WHEN "HalfPoints" = {ScoreRules.FullHalfPoints} THEN 1 ELSE 0 END)
                 FROM "Attempt" WHERE "ChatId" = {chatId} AND "PersonId" = {person} AND "IsRanked" GROUP BY "ChatId", "PersonId"
                 """,
                cancellationToken);
        }
    }
}
