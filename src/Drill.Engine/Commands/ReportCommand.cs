using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Commands;

/// <summary><c>/report REASON</c>: flags a question to the operator; one flag for a person and post.</summary>
internal sealed class ReportCommand : PostCommand
{
    private const int MaximumReason = 500;

    /// <summary>For how long words belong to the question whose button was pressed before them.</summary>
    private static readonly Duration Afterthought = Duration.FromMinutes(15);

    public override string Name => "report";

    public override string Usage => "REASON";

    public override ImmutableArray<CommandOption> Options => [new("reason", OptionKind.Text, IsRequired: true)];

    public override IReadOnlyList<string> Verbs => [PostContent.ReportVerb];

    public override string Summary(Phrases phrases) => phrases.ReportSummary;

    /// <summary>
    /// The post that somebody has just flagged without a word, as the reply to the press asks for words; else the current one. In private that may be a group's: its
    /// answer, with the button below it, is shown there.
    /// </summary>
    protected override async Task<PostContent?> FindAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (reason, personId, chatId, anywhere) = (ReasonOf(arguments), context.Person.Id, context.Chat.Id, context.Chat.IsPrivate);
        if (reason.Length > 0)
        {
            // An update that is told again finds its words where it left them.
            var (since, left) = ((context.Now - Afterthought).ToStored(), context.IsRepeat ? reason : string.Empty);
            var flagged = await context.Db.Reports.Where(r => r.PersonId == personId && r.Reason == left && r.At >= since)
                .Join(context.Db.Posts, r => r.PostId, p => p.Id, (r, p) => new { r.Id, r.PostId, p.ChatId })
                .Where(f => anywhere || f.ChatId == chatId).OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancellationToken);
            if (flagged is not null)
            {
                return await Posts.FindAsync(context.Db, flagged.ChatId, flagged.PostId, cancellationToken);
            }
        }

        return await base.FindAsync(context, arguments, cancellationToken);
    }

    protected override async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);
        var reason = ReasonOf(arguments);
        var report = await context.Db.Reports.FirstOrDefaultAsync(r => r.PostId == postId && r.PersonId == personId, cancellationToken);
        if (report is null)
        {
            report = new ReportRow
            {
                PersonId = personId,
                PostId = postId,
                QuestionId = post.Post.QuestionId,
                Revision = post.Copy.Revision,
                Reason = reason,
                At = context.Now.ToStored(),
            };
            context.Db.Reports.Add(report);
        }
        else if (reason.Length > 0)
        {
            report.Reason = reason;
        }

        await context.CommitAsync(cancellationToken);
        return CommandContext.Tell(context.Phrases.Reported(post.Variant.Title, report.Reason.Length > 0));
    }

    private static string ReasonOf(string arguments) => Shown.Cut(arguments.Trim(), MaximumReason);
}
