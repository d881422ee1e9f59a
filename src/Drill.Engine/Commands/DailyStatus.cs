using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Drill.Commands;

/// <summary>What became of a chat's posts, for <c>/daily status</c>.</summary>
internal static class DailyStatus
{
    /// <summary>The steps after a post that make sense in the chat: nobody else talks in a private one, so it has no use for threads.</summary>
    public static IEnumerable<FollowUp> StepsOf(CommandContext context) =>
        (context.Platform?.FollowUps ?? []).Where(s => s is not FollowUp.Thread || !context.Chat.IsPrivate);

    /// <summary>What the bot may not do in a group although its daily needs it.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Chat.IsPrivate || context.Platform is not { } platform ? []
            : await platform.MissingPermissionsAsync(context.Incoming.Chat, ChatDaily.Steps(context.Chat), cancellationToken);

    /// <summary>One sentence about the last post (sent when, waiting, refused and why), and about doubtful ones; null when nothing was ever posted.</summary>
    public static async Task<string?> LastAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (chat, phrases) = (context.Chat, context.Phrases);
        var last = await context.Db.Deliveries.AsNoTracking().Where(d => d.ChatId == chat.Id && d.Kind == DeliveryKind.Question)
            .OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return null;
        }

        var when = phrases.Moment((last.SentAt ?? last.CreatedAt).ToInstant().InZone(context.Zone).LocalDateTime, context.Today, chat.Zone);
        var doubtful = await context.Db.Deliveries.CountAsync(d => d.ChatId == chat.Id && d.State == DeliveryState.InDoubt, cancellationToken);
        var sentence = last.State switch
        {
            DeliveryState.Sent => phrases.LastSent(when),
            DeliveryState.Refused when Lateness.IsReason(last.Reason) => phrases.LastSkipped(when),
            DeliveryState.Refused => phrases.LastRefused(when, last.Reason ?? string.Empty),
            DeliveryState.InDoubt => phrases.LastInDoubt(when),
            _ => phrases.LastWaiting(when),
        };
        return doubtful > 0 ? sentence + " " + phrases.Doubtful(doubtful) : sentence;
    }
}
