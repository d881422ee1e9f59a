using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary><c>/report REASON</c>: flags a question to the operator; one flag for a person and post.</summary>
internal sealed class ReportCommand : PostCommand
{
    private const int MaximumReason = 500;

    public override string Name => "report";

    public override string Usage => "REASON";

    public override ImmutableArray<CommandOption> Options => [new("reason", OptionKind.Text, IsRequired: true)];

    public override IReadOnlyList<string> Verbs => [PostContent.ReportVerb];

    public override string Summary(Phrases phrases) => phrases.ReportSummary;

    protected override async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, PostContent post, string arguments, CancellationToken cancellationToken)
    {
        var (postId, personId) = (post.Post.Id, context.Person.Id);
        var reason = Shown.Cut(arguments.Trim(), MaximumReason);
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
}
