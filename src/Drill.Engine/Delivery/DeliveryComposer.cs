using Drill.Conversation;
using Drill.Data;
using Drill.Phrasing;
using Drill.Schedule;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Delivery;

/// <summary>Makes the message of a delivery from what is stored, at the moment it is sent.</summary>
internal static class DeliveryComposer
{
    // Discord: the name of a thread, https://docs.discord.com/developers/resources/channel
    private const int MaximumTitle = 100;

    private static readonly TimeSpan UntilTheQuestionIsSent = TimeSpan.FromSeconds(15);

    /// <summary>The message, or what happens instead when it has lost its sense, or must wait.</summary>
    /// <param name="databases">Opened only when something has to be looked up.</param>
    /// <param name="claim">Of whatever kind.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Composed> ComposeAsync(IDrillDbFactory databases, Claimed claim, Instant now, CancellationToken cancellationToken)
    {
        var (chat, delivery) = (claim.Chat, claim.Delivery);
        var phrases = PhraseBook.For(chat.Language);
        if (delivery.Kind == DeliveryKind.Notice)
        {
            return await NoticeAsync(databases, chat, delivery, phrases, cancellationToken);
        }

        if (claim.Post is not { } post)
        {
            return new Composed.Instead(new SendOutcome.Skipped("The question cannot be read any more."));
        }

        if (delivery.Kind == DeliveryKind.Question)
        {
            return await Lateness.ReasonToSkipAsync(databases, delivery, post, now, cancellationToken) is { } reason
                ? new Composed.Instead(new SendOutcome.Skipped(reason))
                : new Composed.Message(post.Ask(chat, Zones.Get(chat.Zone), phrases, databases.Rows.Bodies));
        }

        await using var db = databases.Create();
        var question = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.PostId == delivery.PostId && d.Kind == DeliveryKind.Question, cancellationToken);
        return question switch
        {
            { State: DeliveryState.Sent or DeliveryState.InDoubt } => new Composed.Message(await CloseAsync(db, post, chat.Platform, question.MessageId, phrases, cancellationToken)),
            { State: DeliveryState.Pending or DeliveryState.Claimed } => new Composed.Instead(new SendOutcome.RetryAfter(UntilTheQuestionIsSent)),
            _ => new Composed.Instead(new SendOutcome.Skipped("There is nothing left to send: the question itself never arrived.")),
        };
    }

    /// <summary>What a thread below a post is called, or null when there is no such post.</summary>
    public static string? Title(PostContent? post) => post is null ? null : Shown.Cut(post.Variant.Title, MaximumTitle);

    private static async Task<Composed> NoticeAsync(IDrillDbFactory databases, ChatRow home, DeliveryRow delivery, Phrases phrases, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var about = await db.Posts.AsNoTracking().Where(p => p.Id == delivery.PostId)
            .Join(db.Chats, p => p.ChatId, c => c.Id, (p, c) => new { p.LocalDate, c.PausedReason }).FirstAsync(cancellationToken);
        if (about.PausedReason is not { } reason)
        {
            return new Composed.Instead(new SendOutcome.Skipped("The daily goes on already."));
        }

        var wasRefused = await db.Deliveries.AnyAsync(d => d.PostId == delivery.PostId && d.Kind == DeliveryKind.Question && d.State == DeliveryState.Refused, cancellationToken);
        return new Composed.Message(new ChatMessage(Body.Plain(wasRefused ? phrases.DailyRefused(about.LocalDate.ToLocalDate(), reason) : phrases.DailyPaused(reason))));
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
