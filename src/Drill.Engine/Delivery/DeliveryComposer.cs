using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Schedule;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Delivery;

/// <summary>Makes the message of a delivery from what is stored, at the moment it is sent.</summary>
internal static class DeliveryComposer
{
    // Discord: the name of a thread, https://docs.discord.com/developers/resources/channel
    private const int MaximumTitle = 100;

    /// <summary>The message, or null when it has lost its sense: a closing whose question never arrived.</summary>
    /// <param name="databases">Opened only for what is not a question.</param>
    /// <param name="chat">Where it goes.</param>
    /// <param name="delivery">Of whatever kind.</param>
    /// <param name="post">Its post, or null when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ChatMessage?> ComposeAsync(IDrillDbFactory databases, ChatRow chat, DeliveryRow delivery, PostContent? post, CancellationToken cancellationToken)
    {
        var phrases = PhraseBook.For(chat.Language);
        if (delivery.Kind == DeliveryKind.Question)
        {
            return PostOf(delivery, post).Ask(chat, Zones.Get(chat.Zone), phrases, databases.Rows.Bodies);
        }

        await using var db = databases.Create();
        if (delivery.Kind == DeliveryKind.Notice)
        {
            return await NoticeAsync(db, chat, delivery, phrases, cancellationToken);
        }

        var question = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.PostId == delivery.PostId && d.Kind == DeliveryKind.Question, cancellationToken);
        return question is { State: DeliveryState.Sent or DeliveryState.InDoubt }
            ? await CloseAsync(db, PostOf(delivery, post), chat.Platform, question.MessageId, phrases, cancellationToken)
            : null;
    }

    /// <summary>What a thread below a post is called, or null when there is no such post.</summary>
    public static string? Title(PostContent? post) => post is null ? null : Shown.Cut(post.Variant.Title, MaximumTitle);

    private static PostContent PostOf(DeliveryRow delivery, PostContent? post) => post ?? throw new InvalidOperationException($"Delivery {delivery.Id} belongs to no post.");

    private static async Task<ChatMessage?> NoticeAsync(DrillDb db, ChatRow home, DeliveryRow delivery, Phrases phrases, CancellationToken cancellationToken)
    {
        var about = await db.Posts.AsNoTracking().Where(p => p.Id == delivery.PostId)
            .Join(db.Chats, p => p.ChatId, c => c.Id, (p, c) => new { p.LocalDate, c.PausedReason }).FirstAsync(cancellationToken);
        return about.PausedReason is { } reason
            ? new ChatMessage(Body.Plain(phrases.DailyRefused(about.LocalDate.ToLocalDate(), reason)))
            : null;
    }

    private static async Task<ChatMessage> CloseAsync(DrillDb db, PostContent post, string platform, string? questionMessage, Phrases phrases, CancellationToken cancellationToken)
    {
        var body = new Body([Paragraph.Of(Strong.Of(phrases.ClosedTitle(post.Variant.Title)))])
            .Then(await PostSummary.ReadAsync(db, post, platform, phrases, cancellationToken)).Then(new Body([new Rule()])).Then(post.Answer(phrases));
        return new ChatMessage(body, [ButtonRow.Of(new Button(phrases.ReportButton, new ActionToken(PostContent.ReportVerb, post.Post.Id)))])
        {
            ReplyTo = questionMessage,
        };
    }
}
