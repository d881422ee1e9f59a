using System.Data;
using System.Text.Json;
using Drill.Commands;
using Drill.Data;
using Drill.Grading;
using Drill.Questions;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Conversation;

/// <summary>Every way to answer ends here: grade on the post's own copy, store the attempt, tell the verdict in private.</summary>
internal static class Answers
{
    /// <summary>The longest answer, in UTF-16 units: also the most a Discord text input takes.</summary>
    public const int MaximumLength = KeyPointGrader.MaximumLength;

    public static async Task<IReadOnlyList<Reply>> FromTextAsync(CommandContext context, TextSent text, CancellationToken cancellationToken)
    {
        if (await FindPostAsync(context.Db, context.Chat.Id, text, context.Now, cancellationToken) is { } post)
        {
            return await TextAsync(context, post, text.Text, cancellationToken);
        }

        return CommandContext.Tell(text is { RequestToken: null, ReplyTo: null } ? context.Phrases.NoQuestionYet : context.Phrases.PostGone);
    }

    /// <summary>The post that something written is about: the one that it names, else the chat's current one; null when there is none.</summary>
    public static async Task<PostContent?> FindPostAsync(DrillDb db, long chatId, Incoming written, Instant now, CancellationToken cancellationToken) => written switch
    {
        TextSent { RequestToken: { } request } => ActionToken.TryParse(request, out var token) ? await Posts.FindAsync(db, chatId, token.Post, cancellationToken) : null,
        TextSent { ReplyTo: { } message } => await Posts.FindByMessageAsync(db, chatId, message, cancellationToken),
        _ => await Posts.FindCurrentAsync(db, chatId, now, cancellationToken),
    };

    public static async Task<IReadOnlyList<Reply>> FromVoteAsync(CommandContext context, PollVoted vote, CancellationToken cancellationToken)
    {
        var post = await Posts.FindByMessageAsync(context.Db, context.Chat.Id, vote.MessageId, cancellationToken);
        return post is { Form: QuestionForm.Choice } && vote.Options.Count > 0 && vote.Options.All(o => o >= 0 && o < post.Choice.Options.Length)
            ? await ChoiceAsync(context, post, vote.Options.ToHashSet(), cancellationToken)
            : [];
    }

    public static async Task<IReadOnlyList<Reply>> TextAsync(CommandContext context, PostContent post, string text, CancellationToken cancellationToken)
    {
        var answer = text.Trim();
        if (answer.Length == 0)
        {
            return CommandContext.Tell(post.Form == QuestionForm.Choice ? context.Phrases.EmptyChoice : context.Phrases.EmptyAnswer);
        }

        if (answer.Length > MaximumLength)
        {
            return CommandContext.Tell(context.Phrases.AnswerTooLong(answer.Length, MaximumLength));
        }

        if (post.Form == QuestionForm.Choice)
        {
            return ChoiceGrader.Read(post.Choice, answer) is { Problem: ChoiceProblem.None } read
                ? await ChoiceAsync(context, post, read.Chosen.ToHashSet(), cancellationToken)
                : CommandContext.Tell(context.Phrases.NoSuchOption([.. post.Choice.Options.Select(o => o.Label)]));
        }

        if (await FindSameAsync(context, post, answer, cancellationToken) is { } told)
        {
            return told;
        }

        var verdict = await context.Grader.GradeAsync(context, post, answer, cancellationToken);
        return verdict.Guard is Guard.KeywordList or Guard.CopiedQuestion or Guard.Empty && await MayRewriteAsync(context, post, cancellationToken)
            ? CommandContext.Tell(Verdicts.NotScored(verdict.Guard, context.Phrases), PostButtons.AnswerOrReveal(post, context.Phrases))
            : await RecordAsync(context, post, answer, verdict, cancellationToken);
    }

    public static Task<IReadOnlyList<Reply>> ChoiceAsync(CommandContext context, PostContent post, IReadOnlySet<int> chosen, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0)
        {
            return Task.FromResult(CommandContext.Tell(context.Phrases.EmptyChoice));
        }

        var labels = string.Join(", ", chosen.Order().Select(i => post.Choice.Options[i].Label));
        return RecordAsync(context, post, labels, ChoiceGrader.Grade(post.Choice, chosen), cancellationToken);
    }

    private static async Task<IReadOnlyList<Reply>> RecordAsync(CommandContext context, PostContent post, string answer, Verdict verdict, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);

        // Serializable, so that two answers at once cannot both be the first, nor both be the fifth of the day.
        await using var transaction = context.Db.Database.CurrentTransaction is null
            ? await WriteTransaction.BeginAsync(context.Db, isUrgent: true, IsolationLevel.Serializable, cancellationToken)
            : null;
        if (await FindSameAsync(context, post, answer, cancellationToken) is { } told)
        {
            return told;
        }

        var earlier = await context.Db.Attempts.AsNoTracking().Where(a => a.PostId == postId && a.PersonId == personId).ToListAsync(cancellationToken);
        var attempt = new AttemptRow
        {
            PostId = postId,
            ChatId = context.Chat.Id,
            IdentityId = context.Identity.Id,
            PersonId = personId,
            Number = earlier.Count + 1,
            At = context.Now.ToStored(),
            LocalDate = context.Today.ToStored(),
            Topic = post.Copy.Topic,
            Revision = post.Copy.Revision,
            GraderVersion = verdict.Guard == Guard.NotGradable ? Facts.NoGrader : verdict.GraderVersion,
            Text = answer,
            Verdict = JsonSerializer.Serialize(verdict, DrillJson.Columns.Verdict),
            Coverage = verdict.Coverage,
            WasPeeked = await Peeks.HelpedAsync(context.Db, post, personId, cancellationToken),
            WasClosed = !post.IsOpenAt(context.Now),
        };
        var rankedToday = await context.Db.Attempts.CountAsync(
            a => a.PersonId == personId && a.ChatId == attempt.ChatId && a.LocalDate == attempt.LocalDate && a.IsRanked, cancellationToken);
        var isVoided = await context.Db.Posts.AnyAsync(p => p.Id == postId && p.VoidedAt != null, cancellationToken);
        var judgement = ScoreRules.Judge(Facts.Of(attempt, !context.Chat.IsPrivate, isVoided), new AttemptCounters(earlier.Count(Facts.IsGraded), rankedToday));
        (attempt.HalfPoints, attempt.IsRanked, attempt.Reason) = (judgement.HalfPoints, judgement.IsRanked, (int)judgement.Reason);
        context.Db.Attempts.Add(attempt);
        await context.CommitAsync(cancellationToken);
        await Totals.AddAsync(context.Db, attempt, cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return Verdicts.Tell(context, post, attempt, verdict);
    }

    /// <summary>What was told of the same answer, be it a repeated update or a second press: it is told again and counted once. Null when there is none.</summary>
    private static async Task<IReadOnlyList<Reply>?> FindSameAsync(CommandContext context, PostContent post, string answer, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);
        var last = await context.Db.Attempts.AsNoTracking().Where(a => a.PostId == postId && a.PersonId == personId).OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellationToken);
        return last is not null && (context.IsRepeat || string.Equals(last.Text, answer, StringComparison.Ordinal)) ? Verdicts.Tell(context, post, last, Read(last)) : null;
    }

    /// <summary>Whether an answer that is none may be written again for free: once for a post, and after the first graded try nothing is at stake any more.</summary>
    private static async Task<bool> MayRewriteAsync(CommandContext context, PostContent post, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);
        if (context.IsRepeat || await context.Db.Attempts.AnyAsync(a => a.PostId == postId && a.PersonId == personId, cancellationToken))
        {
            return true;
        }

        if (await context.Db.Peeks.AnyAsync(p => p.PostId == postId && p.PersonId == personId && p.Kind == Peeks.Rewrite, cancellationToken))
        {
            return false;
        }

        context.Db.Peeks.Add(new PeekRow { PostId = postId, PersonId = personId, Kind = Peeks.Rewrite, At = context.Now.ToStored() });
        await context.CommitAsync(cancellationToken);
        return true;
    }

    private static Verdict Read(AttemptRow attempt) =>
        JsonSerializer.Deserialize(attempt.Verdict, DrillJson.Columns.Verdict)
        ?? throw new InvalidOperationException($"Attempt {attempt.Id} has no verdict.");
}
