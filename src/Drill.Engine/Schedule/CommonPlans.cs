using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Questions;
using NodaTime;

namespace Drill.Schedule;

/// <summary>What follows at a moment from the settings of a daily, worked out once for all chats that have the same.</summary>
internal sealed class CommonPlans(QuestionBank bank, Instant now)
{
    private readonly Dictionary<(bool IsPrivate, long? Due, string Zone, int Weekdays, string Slots, string Topics, string Levels, string Reveal, string Form), CommonPlan> plans = [];

    /// <summary>The plan of a chat that has a next due time.</summary>
    public CommonPlan Of(ChatRow chat)
    {
        var key = (chat.IsPrivate, chat.NextDueAt, chat.Zone, chat.DailyWeekdays, chat.DailySlots, chat.DailyTopics, chat.DailyLevels, chat.DailyReveal, chat.Form);
        return plans.TryGetValue(key, out var plan) ? plan : plans[key] = Make(chat);
    }

    private CommonPlan Make(ChatRow chat)
    {
        var daily = ChatDaily.Read(chat);
        var due = daily.Schedule.NextAfter(chat.NextDueAt!.Value.ToInstant() - Duration.Epsilon);
        return new CommonPlan(
            CatchUp.Decide(daily.Schedule, due, now),
            Posts.ClosesAt(chat, now),
            Picking.CandidatesOf(bank, daily.Topics, daily.Levels, chat.Form));
    }
}

/// <summary>What is to be done for chats with the same settings.</summary>
/// <param name="Decision">Which occurrence to post, and which comes next.</param>
/// <param name="ClosesAt">When a post made now closes.</param>
/// <param name="Candidates">What may be asked.</param>
internal sealed record CommonPlan(CatchUpDecision Decision, Instant ClosesAt, Candidates Candidates);
