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
    private const int BatchSize = 200;

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

            foreach (var id in due)
            {
                try
                {
                    made += await PlanChatAsync(id, cancellationToken) ? 1 : 0;
                }
                catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
                {
                    // One chat's trouble must not keep the others waiting; it is tried again at the next tick.
                    failed.Add(id);
                    Log.Failed(logger, exception, id);
                }
            }
        }
    }

    private async Task<bool> PlanChatAsync(long chatId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var chat = await db.Chats.FirstAsync(c => c.Id == chatId, cancellationToken);
        if (chat.NextDueAt is not { } dueAt || dueAt > now.ToStored())
        {
            return false;
        }

        var daily = ChatDaily.Read(chat);
        var due = daily.Schedule.NextAfter(dueAt.ToInstant() - Duration.Epsilon);
        var decision = CatchUp.Decide(daily.Schedule, due, now);
        if (decision.SkippedAny)
        {
            Log.Skipped(logger, chatId);
        }

        var made = decision.Post is { } occurrence && await PostAsync(db, chat, daily, occurrence, now, cancellationToken);
        chat.NextDueAt = decision.Next.At.ToStored();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (made)
        {
            signal.Wake(chat.Platform);
        }

        return made;
    }

    private async Task<bool> PostAsync(DrillDb db, ChatRow chat, ChatDaily daily, Occurrence occurrence, Instant now, CancellationToken cancellationToken)
    {
        var date = occurrence.Date.ToStored();
        if (await db.Posts.AnyAsync(p => p.ChatId == chat.Id && p.LocalDate == date && p.Slot == occurrence.Slot, cancellationToken))
        {
            return false;
        }

        var history = await Posts.HistoryAsync(db, chat.Id, cancellationToken);
        var occasion = chat.Id.ToString(CultureInfo.InvariantCulture);
        if (Picking.Pick(library.Current, daily.Topics, daily.Levels, chat.Form, history, occasion, occurrence.Date, occurrence.Slot) is not { } pick)
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

        [LoggerMessage(Level = LogLevel.Warning, Message = "A daily of chat {Chat} was more than six hours late and is skipped")]
        public static partial void Skipped(ILogger logger, long chat);

        [LoggerMessage(Level = LogLevel.Warning, Message = "No question fits the topics and levels of chat {Chat}; its daily is skipped")]
        public static partial void NothingToAsk(ILogger logger, long chat);
    }
}
