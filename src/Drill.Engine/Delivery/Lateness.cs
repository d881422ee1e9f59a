using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Delivery;

/// <summary>Which questions are not sent any more, because the platform was away too long: whoever comes back finds the latest question of the day, and never a heap of old ones.</summary>
internal static class Lateness
{
    /// <summary>Until then nobody looks for a newer one: it is late only because many chats had theirs in the same minute.</summary>
    private static readonly Duration Usual = Duration.FromMinutes(10);

    private const string TimeIsOver = "Its time was over before it could be sent.", HoursLate = "It could not be sent for hours.", Overtaken = "A newer question of the day came before it.";

    /// <summary>Whether a row was given up because it was late, and not because its chat refused it.</summary>
    public static bool IsReason(string? reason) => reason is TimeIsOver or HoursLate or Overtaken;

    /// <summary>Why a question is not sent any more, in English for the log; null when it is.</summary>
    public static async Task<string?> ReasonToSkipAsync(IDrillDbFactory databases, DeliveryRow delivery, PostContent post, Instant now, CancellationToken cancellationToken)
    {
        if (post.Post.ClosesAt <= now.ToStored())
        {
            return TimeIsOver;
        }

        var late = now - delivery.CreatedAt.ToInstant();
        if (post.Post.Slot is null || late < Usual)
        {
            return null;
        }

        if (late >= CatchUp.Limit)
        {
            return HoursLate;
        }

        await using var db = databases.Create();
        return await db.Posts.AnyAsync(p => p.ChatId == delivery.ChatId && p.Id > post.Post.Id && p.Slot != null, cancellationToken) ? Overtaken : null;
    }
}
