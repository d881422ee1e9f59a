using System.Globalization;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Schedule;

/// <summary>
/// Turns due dailies into posts. For each chat one transaction inserts the post (unique on chat, local date and slot) with its pending delivery and
/// moves the chat's next due time, so that a crash leaves either all of it or nothing, and two planners make one post.
/// </summary>
internal sealed partial class PostPlanner(IDrillDbFactory databases, BankLibrary library, OutboxSignal signal, TimeProvider time, ILogger<PostPlanner> logger)
{
    // Small, because nobody else can write meanwhile.
    private const int BatchSize = 25;

    /// <summary>Plans everything that is due, and returns how many posts were made.</summary>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        var failed = new HashSet<long>();
        for (; ; )
        {
            List<long> due;
            await using (var db = databases.Create())
            {
                var now = time.GetInstant().ToStored();
                due = await db.Chats.AsNoTracking().Where(c => c.DailyIsOn && c.PausedReason == null && c.NextDueAt <= now && !failed.Contains(c.Id))
                    .OrderBy(c => c.NextDueAt).Take(BatchSize).Select(c => c.Id).ToListAsync(cancellationToken);
            }

            if (due.Count == 0)
            {
                return made;
            }

            made += await PlanTogetherAsync(due, cancellationToken) ?? await PlanOneByOneAsync(due, failed, cancellationToken);
        }
    }

    /// <summary>Plans many chats in one transaction; null when one of them made trouble, and then nothing was planned.</summary>
    private async Task<int?> PlanTogetherAsync(List<long> chats, CancellationToken cancellationToken)
    {
        try
        {
            return await PlanAsync(chats, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            Log.Apart(logger, exception, chats.Count);
            return null;
        }
    }

    private async Task<int> PlanOneByOneAsync(List<long> chats, HashSet<long> failed, CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var id in chats)
        {
            try
            {
                made += await PlanAsync([id], cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
            {
                // One chat's trouble must not keep the others waiting; it is tried again at the next tick.
                failed.Add(id);
                Log.Failed(logger, exception, id);
            }
        }

        return made;
    }

    private async Task<int> PlanAsync(List<long> ids, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var stored = now.ToStored();
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var chats = await db.Chats.Where(c => ids.Contains(c.Id) && c.NextDueAt <= stored).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var decisions = chats.Select(chat => (Chat: chat, Daily: ChatDaily.Read(chat))).Select(c => (c.Chat, c.Daily, Decision: Decide(c.Chat, c.Daily, now))).ToList();
        var histories = await Posts.HistoriesAsync(db, ids, decisions.Select(d => d.Decision.Post?.Date).Min() ?? LocalDate.MaxIsoValue, cancellationToken);
        var platforms = new HashSet<string>(StringComparer.Ordinal);
        var made = 0;
        foreach (var (chat, daily, decision) in decisions)
        {
            if (decision.SkippedAny)
            {
                Log.Skipped(logger, chat.Id);
            }

            if (decision.Post is { } occurrence && await PostAsync(db, chat, daily, occurrence, histories[chat.Id], now, cancellationToken))
            {
                platforms.Add(chat.Platform);
                made++;
            }

            chat.NextDueAt = decision.Next.At.ToStored();
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var platform in platforms)
        {
            signal.Wake(platform);
        }

        return made;
    }

    private static CatchUpDecision Decide(ChatRow chat, ChatDaily daily, Instant now) =>
        CatchUp.Decide(daily.Schedule, daily.Schedule.NextAfter(chat.NextDueAt!.Value.ToInstant() - Duration.Epsilon), now);

    private async Task<bool> PostAsync(DrillDb db, ChatRow chat, ChatDaily daily, Occurrence occurrence, PostHistory history, Instant now, CancellationToken cancellationToken)
    {
        if (history.Dailies.Contains((occurrence.Date, occurrence.Slot)))
        {
            return false;
        }

        var occasion = chat.Id.ToString(CultureInfo.InvariantCulture);
        if (Picking.Pick(library.Current, daily.Topics, daily.Levels, chat.Form, history.Questions, occasion, occurrence.Date, occurrence.Slot) is not { } pick)
        {
            Log.NothingToAsk(logger, chat.Id);
            return false;
        }

        await Posts.AddAsync(db, chat, pick.Question, pick.Form, now, occurrence.Date, occurrence.Slot, update: null, cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Planning the daily of chat {Chat} failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception, long chat);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Of {Count} dailies planned together one made trouble; each is planned on its own")]
        public static partial void Apart(ILogger logger, Exception exception, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A daily of chat {Chat} was more than six hours late and is skipped")]
        public static partial void Skipped(ILogger logger, long chat);

        [LoggerMessage(Level = LogLevel.Warning, Message = "No question fits the topics and levels of chat {Chat}; its daily is skipped")]
        public static partial void NothingToAsk(ILogger logger, long chat);
    }
}
