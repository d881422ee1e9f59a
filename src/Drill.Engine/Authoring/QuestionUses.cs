using System.Collections.Immutable;
using Drill.Data;
using Drill.Standing;
using Microsoft.EntityFrameworkCore;

namespace Drill.Authoring;

/// <summary>Reads from the database how questions fared.</summary>
public sealed class QuestionUses
{
    private const int LatestNotes = 3;

    private readonly IDrillDbFactory databases;

    internal QuestionUses(IDrillDbFactory databases) => this.databases = databases;

    /// <summary>How each question fared that was ever asked, by its id with that of its bank.</summary>
    public async Task<IReadOnlyDictionary<string, QuestionUse>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var posts = await db.Posts.GroupBy(p => p.QuestionId).Select(g => new { Id = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var answers = await (from attempt in db.Attempts
                             join post in db.Posts on attempt.PostId equals post.Id
                             where attempt.Number == 1 && attempt.GraderVersion != Facts.NoGrader
                             group attempt.Coverage by post.QuestionId into g
                             select new { Id = g.Key, Count = g.Count(), Mean = g.Average() }).ToDictionaryAsync(g => g.Id, StringComparer.Ordinal, cancellationToken);
        var reports = await db.Reports.GroupBy(r => r.QuestionId).Select(g => new { Id = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Id, g => g.Count, StringComparer.Ordinal, cancellationToken);
        var notes = (await db.Reports.Where(r => r.Reason != string.Empty).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Select(r => new { r.QuestionId, r.At, r.Reason }).ToListAsync(cancellationToken))
            .ToLookup(r => r.QuestionId, r => new ReportNote(r.At.ToInstant().ToDateTimeOffset(), r.Reason), StringComparer.Ordinal);
        return posts.ToDictionary(
            p => p.Id,
            p => new QuestionUse(p.Count, answers.TryGetValue(p.Id, out var answer) ? answer.Count : 0, answer?.Mean, reports.GetValueOrDefault(p.Id)) { Notes = [.. notes[p.Id].Take(LatestNotes)] },
            StringComparer.Ordinal);
    }
}

/// <summary>How a question fared.</summary>
/// <param name="Asked">How often it was asked.</param>
/// <param name="Answers">How many people's first answers were graded.</param>
/// <param name="MeanCoverage">How much of it those covered in the mean, 0 to 1; null without answers.</param>
/// <param name="Reports">How many people reported it.</param>
public sealed record QuestionUse(int Asked, int Answers, double? MeanCoverage, int Reports)
{
    /// <summary>What people wrote with their reports, the latest first and at most three.</summary>
    public ImmutableArray<ReportNote> Notes { get; init; } = [];
}

/// <summary>What somebody wrote with a report.</summary>
/// <param name="At">When.</param>
/// <param name="Text">Their words as they were typed: data, not fit to be printed as it is.</param>
public sealed record ReportNote(DateTimeOffset At, string Text);
