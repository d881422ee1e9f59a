using Drill.Conversation;
using Drill.Phrasing;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/help</c>: short, by role.</summary>
internal sealed class HelpCommand(Func<IReadOnlyList<Command>> commands) : Command
{
    public override string Name => "help";

    public override string Summary(Phrases phrases) => phrases.HelpSummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var isAdmin = await context.IsAdminAsync(cancellationToken);
        var body = new Body([Paragraph.Of(Strong.Of(context.Phrases.HelpTitle)), Paragraph.Of(context.Phrases.HelpIntroduction(context.Chat.IsPrivate))]);
        body = body.Then(new Body([List(context, c => !c.IsForAdmins)]));
        if (isAdmin)
        {
            body = body.Then(new Body([Paragraph.Of(Strong.Of(context.Phrases.HelpForAdmins)), List(context, c => c.IsForAdmins)]));
        }

        return CommandContext.Tell(body);
    }

    private BulletList List(CommandContext context, Func<Command, bool> which) => new(null, [.. commands().Where(which).Select(c => new ListItem([Paragraph.Of(
        new CodeSpan(c.Usage.Length == 0 ? $"/{c.Name}" : $"/{c.Name} {c.Usage}"),
        new TextRun(" " + c.Summary(context.Phrases)))]))]);
}
