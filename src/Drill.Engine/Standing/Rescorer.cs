using System.Data;
using System.Text.Json;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Grading;
using Drill.Questions;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Standing;

/// <summary>
/// Grades the stored answers to a question again after its bank was corrected. The attempts stay as they are; each new verdict is a row of its own with the revision and
/// the grader it came from, and the standings follow the newest. Key points grade, also what a model had graded: a model is not asked again. What it said by the bank as it is now stays.
/// </summary>
public sealed class Rescorer
{
    private readonly IDrillDbFactory databases;
    private readonly BankLibrary library;
    private readonly TimeProvider time;

    internal Rescorer(IDrillDbFactory databases, BankLibrary library, TimeProvider time)
    {
        this.databases = databases;
        this.library = library;
        this.time = time;
    }

    /// <summary>The id of the question nearest to what was typed, or null: for a message that helps.</summary>
    public string? Nearest(string typed) => Text.Nearest.To(typed, library.Current.Questions.Select(q => q.Id.Value));

    /// <summary>Grades again, one chat at a time, each in one transaction; again does nothing. Null when the bank has no such question.</summary>
    public async Task<RescoreReport?> RunAsync(string question, CancellationToken cancellationToken)
    {
        if (library.Current.Find(new QuestionId(question)) is not { } found)
        {
            return null;
        }

        var report = new RescoreReport(0, 0, 0, 0, 0, 0);
        await using var db = databases.Create();
        var chats = await db.Posts.Where(p => p.QuestionId == question).Select(p => p.ChatId).Distinct().ToListAsync(cancellationToken);
        foreach (var chat in chats)
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: false, IsolationLevel.Serializable, cancellationToken);
            var (done, persons) = await RegradeAsync(db, chat, found, cancellationToken);
            var changed = await Rebuild.PersonsAsync(db, chat, persons, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            report = new RescoreReport(
                report.Chats + 1, report.Regraded + done.Regraded, report.FromModel + done.FromModel, report.LeftToModel + done.LeftToModel, report.Skipped + done.Skipped, report.Changed + changed);
        }

        return report;
    }

    private async Task<(RescoreReport Done, HashSet<long> Persons)> RegradeAsync(DrillDb db, long chat, Question question, CancellationToken cancellationToken)
    {
        var (done, persons) = (new RescoreReport(0, 0, 0, 0, 0, 0), new HashSet<long>());
        var posts = await db.Posts.AsNoTracking().Where(p => p.ChatId == chat && p.QuestionId == question.Id.Value)
            .Join(db.QuestionCopies, p => p.CopyId, c => c.Id, (p, c) => new { Post = p, c.Language }).ToListAsync(cancellationToken);
        foreach (var post in posts)
        {
            var variant = question.VariantFor(post.Language);
            var attempts = await db.Attempts.AsNoTracking().Where(a => a.PostId == post.Post.Id)
                .Select(a => new
                {
                    Attempt = a,
                    Last = db.Regradings.Where(r => r.AttemptId == a.Id).OrderByDescending(r => r.Id).Select(r => new { r.Revision, r.GraderVersion }).FirstOrDefault(),
                }).ToListAsync(cancellationToken);
            foreach (var row in attempts)
            {
                if (Grade(post.Post, variant, row.Attempt.Text) is not { IsGraded: true } verdict)
                {
                    done = done with { Skipped = done.Skipped + 1 };
                    continue;
                }

                var last = (Revision: row.Last?.Revision ?? row.Attempt.Revision, Grader: row.Last?.GraderVersion ?? row.Attempt.GraderVersion);
                var isModel = last.Grader.StartsWith(ModelGrader.VersionPrefix, StringComparison.Ordinal);
                if (string.Equals(last.Revision, variant.Revision, StringComparison.Ordinal) && (isModel || string.Equals(last.Grader, verdict.GraderVersion, StringComparison.Ordinal)))
                {
                    done = isModel ? done with { LeftToModel = done.LeftToModel + 1 } : done;
                    continue;
                }

                db.Regradings.Add(new RegradingRow
                {
                    AttemptId = row.Attempt.Id,
                    Revision = variant.Revision,
                    GraderVersion = verdict.GraderVersion,
                    Verdict = JsonSerializer.Serialize(verdict, DrillJson.Columns.Verdict),
                    Coverage = verdict.Coverage,
                    At = time.GetInstant().ToStored(),
                });
                persons.Add(row.Attempt.PersonId);
                done = done with { Regraded = done.Regraded + 1, FromModel = done.FromModel + (isModel ? 1 : 0) };
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return (done, persons);
    }

    /// <summary>The new verdict, or null when the answer cannot be read any more because the question has lost that form.</summary>
    private static Verdict? Grade(PostRow post, QuestionVariant variant, string answer)
    {
        if ((QuestionForm)post.Form == QuestionForm.Open)
        {
            return KeyPointGrader.Grade(variant.Language, PlainText.Of(variant.Prompt), variant.KeyPoints, answer);
        }

        return post.ChoiceIndex < variant.Choices.Length && ChoiceGrader.Read(variant.Choices[post.ChoiceIndex], answer) is { Problem: ChoiceProblem.None } read
            ? ChoiceGrader.Grade(variant.Choices[post.ChoiceIndex], read.Chosen)
            : null;
    }
}

/// <summary>What a <see cref="Rescorer"/> did.</summary>
/// <param name="Chats">In how many chats the question was asked.</param>
/// <param name="Regraded">How many answers have a new verdict, by key points or by the right choice.</param>
/// <param name="FromModel">How many of those a model had graded before.</param>
/// <param name="LeftToModel">How many keep a model's verdict, because it judged by the bank as it is now.</param>
/// <param name="Skipped">How many could not be graded: the question has lost that form, or the answer was none.</param>
/// <param name="Changed">How many attempts are worth something else now, also of other questions, because of the limit for a day.</param>
public sealed record RescoreReport(int Chats, int Regraded, int FromModel, int LeftToModel, int Skipped, int Changed);
