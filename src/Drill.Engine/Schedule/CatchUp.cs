using NodaTime;

namespace Drill.Schedule;

/// <summary>What to do about a due occurrence: a bot that was away posts once when it is little late, and never a heap of old questions.</summary>
internal static class CatchUp
{
    /// <summary>An occurrence this late or later is skipped.</summary>
    public static readonly Duration Limit = Duration.FromHours(6);

    /// <summary>Decides for a chat whose next occurrence is <paramref name="due"/>.</summary>
    /// <param name="schedule">The chat's schedule, perhaps changed since <paramref name="due"/> was noted.</param>
    /// <param name="due">The occurrence that was noted as next.</param>
    /// <param name="now">The present.</param>
    public static CatchUpDecision Decide(DailySchedule schedule, Occurrence due, Instant now)
    {
        if (due.At > now)
        {
            return new CatchUpDecision(null, due, SkippedAny: false);
        }

        var latest = now - due.At < Limit ? due : null;
        var skipped = latest is null;
        var next = schedule.NextAfter(latest is null ? now - Limit : due.At);
        while (next.At <= now)
        {
            skipped |= latest is not null;
            latest = next;
            next = schedule.NextAfter(next.At);
        }

        return new CatchUpDecision(latest, next, skipped);
    }
}

/// <summary>A decision of <see cref="CatchUp"/>.</summary>
/// <param name="Post">The occurrence to post now, or null.</param>
/// <param name="Next">The occurrence to note as next; strictly in the future.</param>
/// <param name="SkippedAny">Whether an occurrence goes by without a post, which the delivery log should say.</param>
internal sealed record CatchUpDecision(Occurrence? Post, Occurrence Next, bool SkippedAny);
