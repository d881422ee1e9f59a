using System.Globalization;
using Drill.Conversation;
using Drill.Phrasing;
using Drill.Text;

namespace Drill.Commands;

/// <summary><c>/topics</c>: what there is to practise.</summary>
internal sealed class TopicsCommand : Command
{
    private const int MaximumShown = 50;

    public override string Name => "topics";

    public override string Summary(Phrases phrases) => phrases.TopicsSummary;

    public override Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var topics = context.Bank.Topics;
        if (topics.IsEmpty)
        {
            return Task.FromResult(CommandContext.Tell(context.Phrases.NothingToAsk));
        }

        var items = topics.Take(MaximumShown).Select(t => new ListItem([Paragraph.Of(
            Strong.Of(t.TitleFor(context.Language)),
            new TextRun(" · "),
            new CodeSpan(t.Id),
            new TextRun(string.Create(CultureInfo.InvariantCulture, $" · {t.Count}")))]));
        var body = new Body([Paragraph.Of(Strong.Of(context.Phrases.TopicsTitle(context.Bank.Questions.Length))), new BulletList(null, [.. items])]);
        if (topics.Length > MaximumShown)
        {
            body = body.Then(Body.Plain(context.Phrases.AndMore(topics.Length - MaximumShown)));
        }

        return Task.FromResult(CommandContext.Tell(body.Then(Body.Plain(context.Phrases.TopicsNext))));
    }
}
