using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Schedule;

namespace Drill.Commands;

/// <summary><c>/today</c>: shows today's question again, to the asker; it also recovers a post that got lost on its way.</summary>
internal sealed class TodayCommand : Command
{
    public override string Name => "today";

    public override string Summary(Phrases phrases) => phrases.TodaySummary;

    public override async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (await Posts.FindDailyAsync(context.Db, context.Chat.Id, context.Today, cancellationToken) is { } post)
        {
            return [new MessageReply(ReplyTarget.AskerOnly, post.Ask(context.Chat, context.Zone, context.Phrases, context.Db.Rows.Bodies))];
        }

        return CommandContext.Tell(context.Chat is { DailyIsOn: true, NextDueAt: { } next }
            ? context.Phrases.NoDailyYet(context.Phrases.Moment(next.ToInstant().InZone(context.Zone).LocalDateTime, context.Today, context.Chat.Zone))
            : context.Phrases.DailyIsOff);
    }
}
