using System.Globalization;
using Drill.Conversation;
using Drill.Data;
using NodaTime;

namespace Drill.Schedule;

/// <summary>A chat's daily as it lies in its row, read.</summary>
internal sealed record ChatDaily(DailySchedule Schedule, IReadOnlyList<string> Topics, IReadOnlyList<int> Levels, RevealRule Reveal)
{
    public static ChatDaily Read(ChatRow chat)
    {
        var zone = Zones.Get(chat.Zone);
        var schedule = DailySchedule.Create(zone, (Weekdays)chat.DailyWeekdays, Numbers(chat.DailySlots))
            ?? throw new InvalidOperationException($"The schedule of chat {chat.Id} never posts.");
        return new ChatDaily(schedule, List(chat.DailyTopics), Numbers(chat.DailyLevels), ChatDaily.ReadReveal(chat));
    }

    /// <summary>When the chat's answers are revealed to all.</summary>
    public static RevealRule ReadReveal(ChatRow chat) => RevealRule.Parse(chat.DailyReveal).Value;

    /// <summary>What is to be done to each daily after it was posted.</summary>
    public static IReadOnlyList<FollowUp> Steps(ChatRow chat) => [.. Wanted(chat)];

    private static IEnumerable<FollowUp> Wanted(ChatRow chat)
    {
        if (chat.DailyThread)
        {
            yield return FollowUp.Thread;
        }

        if (chat.DailyPin)
        {
            yield return FollowUp.Pin;
        }
    }

    /// <summary>Moves a chat to another zone; the next daily keeps its local time.</summary>
    public static void SetZone(ChatRow chat, DateTimeZone zone, Instant now)
    {
        chat.Zone = zone.Id;
        Reschedule(chat, now);
    }

    /// <summary>Notes when the next daily is due, after anything about the schedule has changed.</summary>
    public static void Reschedule(ChatRow chat, Instant now) => chat.NextDueAt = chat.DailyIsOn ? Read(chat).Schedule.NextAfter(now).At.ToStored() : null;

    public static string Join(IEnumerable<int> numbers) => string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    public static IReadOnlyList<string> List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<int> Numbers(string text) => [.. List(text).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}
