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
internal sealed partial class PostPlanner(IDrillDbFactory databases, Lookout lookout, BankLibrary library, OutboxSignal signal, TimeProvider time, ILogger<PostPlanner> logger)
{
    // Small, because nobody else can write meanwhile.
    private const int BatchSize = 50;

    /// <summary>A schedule posts at least once a week, so what is noted beyond this was noted while the clock of the machine was wrong.</summary>
    private static readonly Duration Furthest = Duration.FromDays(8);

    private static readonly TimeSpan BetweenMends = TimeSpan.FromHours(1);

    private long? mendedAt;

    /// <summary>Plans everything that is due, and returns how many posts were made.</summary>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        if (mendedAt is not { } last || time.GetElapsedTime(last) >= BetweenMends)
        {
            mendedAt = time.GetTimestamp();
            await MendAsync(cancellationToken);
        }

        if (!await lookout.SeesDailyAsync(cancellationToken))
        {
            return 0;
        }

        var made = 0;
        var failed = new HashSet<long>();
        var desk = NewDesk();
        try
        {
            while (await DueAsync(desk.Db, failed, cancellationToken) is { Count: > 0 } due)
            {
                if (await PlanTogetherAsync(desk, due, cancellationToken) is { } count)
                {
                    made += count;
                    continue;
                }

                made += await PlanOneByOneAsync(due, failed, cancellationToken);

                // Its context has met copies of questions that were rolled back.
                await desk.DisposeAsync();
                desk = NewDesk();
            }
        }
        finally
        {
            await desk.DisposeAsync();
        }

        return made;
    }

    private async Task MendAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var beyond = (now + Furthest).ToStored();
        while (await db.Chats.Where(c => c.DailyIsOn && c.NextDueAt > beyond).Take(BatchSize).ToListAsync(cancellationToken) is { Count: > 0 } chats)
        {
            foreach (var chat in chats)
            {
                Log.Mended(logger, chat.Id);
                ChatDaily.Reschedule(chat, now);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private Task<List<long>> DueAsync(DrillDb db, HashSet<long> failed, CancellationToken cancellationToken)
    {
        var now = time.GetInstant().ToStored();
        return db.Chats.AsNoTracking().Where(c => c.DailyIsOn && c.PausedReason == null && c.NextDueAt <= now && !failed.Contains(c.Id))
            .OrderBy(c => c.NextDueAt).Take(BatchSize).Select(c => c.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Plans many chats in one transaction; null when one of them made trouble, and then nothing was planned.</summary>
    private async Task<int?> PlanTogetherAsync(PreparedDb<PlanStatements> desk, List<long> chats, CancellationToken cancellationToken)
    {
        try
        {
            return await PlanAsync(desk, chats, cancellationToken);
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
                await using var desk = NewDesk();
                made += await PlanAsync(desk, [id], cancellationToken);
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

    private async Task<int> PlanAsync(PreparedDb<PlanStatements> desk, List<long> ids, CancellationToken cancellationToken)
    {
        var db = desk.Db;
        await db.KeepOpenAsync(cancellationToken);
        await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: false, System.Data.IsolationLevel.Serializable, cancellationToken);
        var now = time.GetInstant();
        var stored = now.ToStored();
        var chats = await db.Chats.AsNoTracking().Where(c => ids.Contains(c.Id) && c.NextDueAt <= stored).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var common = new CommonPlans(library.Current, now);
        var plans = chats.ConvertAll(chat => (Chat: chat, Plan: common.Of(chat)));
        var histories = await Posts.HistoriesAsync(db, ids, plans.Select(p => p.Plan.Decision.Post?.Date).Min() ?? LocalDate.MaxIsoValue, cancellationToken);
        var platforms = new HashSet<string>(StringComparer.Ordinal);
        var made = 0;
        foreach (var (chat, plan) in plans)
        {
            if (plan.Decision.SkippedAny)
            {
                Log.Skipped(logger, chat.Id);
            }

            if (plan.Decision.Post is { } occurrence && await PostAsync(desk, chat, plan, occurrence, histories[chat.Id], now, cancellationToken))
            {
                platforms.Add(chat.Platform);
                made++;
            }

            desk.Statements.MoveOn(chat.Id, plan.Decision.Next.At.ToStored());
        }

        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        db.Rows.Drop(chats);
        foreach (var platform in platforms)
        {
            signal.Wake(platform);
        }

        return made;
    }

    private async Task<bool> PostAsync(PreparedDb<PlanStatements> desk, ChatRow chat, CommonPlan plan, Occurrence occurrence, PostHistory history, Instant now, CancellationToken cancellationToken)
    {
        if (history.Dailies.Contains((occurrence.Date, occurrence.Slot)))
        {
            return false;
        }

        var occasion = chat.Id.ToString(CultureInfo.InvariantCulture);
        if (Picking.Pick(plan.Candidates, history.Questions, occasion, occurrence.Date, occurrence.Slot) is not { } pick)
        {
            Log.NothingToAsk(logger, chat.Id);
            return false;
        }

        var made = await Posts.MakeAsync(desk.Db, chat, pick.Question, pick.Form, now, plan.ClosesAt, occurrence.Date, occurrence.Slot, update: null, cancellationToken);
        desk.Statements.Add(made.Post);

        // In private too: nobody has just asked for it there, so no reply carries it.
        desk.Statements.Add(Posts.DeliveryOf(chat, made.Post, DeliveryKind.Question, now));
        return true;
    }

    // Kept for as long as something is due: copies of questions that many chats are asked are looked up once.
    private PreparedDb<PlanStatements> NewDesk() => new(databases, static db => new PlanStatements(db));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The next daily of chat {Chat} was noted for a day that its schedule cannot mean, as when the clock was wrong; it is noted anew")]
        public static partial void Mended(ILogger logger, long chat);

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
