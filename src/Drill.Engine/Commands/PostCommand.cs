using System.Globalization;
using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary>A command about one post: the one whose button was pressed, else the chat's current one.</summary>
internal abstract class PostCommand : Command
{
    public sealed override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        await FindAsync(context, arguments, cancellationToken) is { } post
            ? await RunAsync(context, post, arguments, cancellationToken)
            : CommandContext.Tell(context.Phrases.NoQuestionYet);

    public sealed override async Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ActionToken token, CancellationToken cancellationToken) =>
        await Posts.FindAsync(context.Db, context.Chat.Id, token.Post, cancellationToken) is { } post
            ? await RunAsync(context, post, token.Argument, cancellationToken)
            : CommandContext.Tell(context.Phrases.PostGone);

    /// <summary>The post that a call is about, or null when there is none: the chat's current one.</summary>
    protected virtual Task<PostContent?> FindAsync(CommandContext context, string arguments, CancellationToken cancellationToken) =>
        Posts.FindCurrentAsync(context.Db, context.Chat.Id, context.Now, cancellationToken);

    protected abstract Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken);
}

/// <summary>Hints, reveals and skips are facts: each at most once for a person and post.</summary>
internal static class Peeks
{
    public const string Hint = "hint", Reveal = "reveal", Skip = "skip", Rewrite = "rewrite";

    /// <summary>
    /// Whether a person had help with a post: its hint or answer, or since it was posted those of the same question elsewhere, or a verdict on it in private practice, which names
    /// what is missing. What somebody practised before is their own.
    /// </summary>
    public static async Task<bool> HelpedAsync(DrillDb db, PostContent post, long personId, CancellationToken cancellationToken)
    {
        var (postId, question, since) = (post.Post.Id, post.Post.QuestionId, post.Post.OpenedAt);
        return await db.Peeks.AnyAsync(
                p => p.PersonId == personId && (p.Kind == Hint || p.Kind == Reveal)
                    && (p.PostId == postId || (p.At >= since && db.Posts.Any(o => o.Id == p.PostId && o.QuestionId == question))),
                cancellationToken)
            || await db.Attempts.AnyAsync(
                a => a.PersonId == personId && a.PostId != postId && a.At >= since
                    && db.Posts.Any(o => o.Id == a.PostId && o.QuestionId == question && db.Chats.Any(c => c.Id == o.ChatId && c.IsPrivate)),
                cancellationToken);
    }

    /// <summary>Records one, and says whether it has just taken the question out of the person's ranking.</summary>
    public static async Task<bool> AddAsync(CommandContext context, PostContent post, string kind, CancellationToken cancellationToken)
    {
        var peek = new PeekRow { PostId = post.Post.Id, PersonId = context.Person.Id, Kind = kind, At = context.Now.ToStored() };
        var mayCost = kind is not Skip && !context.Chat.IsPrivate && post.IsOpenAt(context.Now);
        if (context.Statements is { } statements)
        {
            if (statements.AddPeek(peek))
            {
                statements.AddUpdate(context.Mark());
            }

            return mayCost && !statements.HasAnswered(peek.PostId, peek.PersonId);
        }

        if (!await context.Db.Peeks.AnyAsync(p => p.PostId == peek.PostId && p.PersonId == peek.PersonId && p.Kind == kind, cancellationToken))
        {
            context.Db.Peeks.Add(peek);
            await context.CommitAsync(cancellationToken);
        }

        return mayCost && !await context.Db.Attempts.AnyAsync(a => a.PostId == peek.PostId && a.PersonId == peek.PersonId, cancellationToken);
    }
}

/// <summary>Rows of buttons that several replies share.</summary>
internal static class PostButtons
{
    public static ButtonRow AnswerOrReveal(PostContent post, Phrases phrases) => ButtonRow.Of(
        AnswerButton(post, phrases),
        new Button(phrases.RevealButton, new ActionToken(PostContent.RevealVerb, post.Post.Id)));

    public static ButtonRow AfterReveal(CommandContext context, PostContent post)
    {
        var report = new Button(context.Phrases.ReportButton, new ActionToken(PostContent.ReportVerb, post.Post.Id));
        return context.Chat.IsPrivate
            ? ButtonRow.Of(new Button(context.Phrases.NextButton, new ActionToken(PostContent.AgainVerb)), report)
            : ButtonRow.Of(report);
    }

    public static Button AnswerButton(PostContent post, Phrases phrases) => post.Form == Questions.QuestionForm.Choice
        ? new Button(phrases.ChooseButton, new ActionToken(PostContent.ToggleVerb, post.Post.Id, 0.ToString(CultureInfo.InvariantCulture)))
        : new Button(phrases.AnswerButton, new ActionToken(PostContent.AnswerVerb, post.Post.Id));
}
