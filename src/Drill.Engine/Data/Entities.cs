namespace Drill.Data;

// Rows as they lie in the database. Local dates are stored as days since 1970-01-01 and instants as Unix milliseconds (UTC),
// so that they are compared and indexed as integers.

/// <summary>A group, channel, topic or private chat.</summary>
internal sealed class ChatRow
{
    public long Id { get; set; }

    public required string Platform { get; set; }

    public required string Key { get; set; }

    /// <summary>The thread within the chat; empty when none, because unique indexes treat nulls as different.</summary>
    public required string Thread { get; set; }

    public bool IsPrivate { get; set; }

    public required string Language { get; set; }

    public bool LanguageIsChosen { get; set; }

    public required string Zone { get; set; }

    /// <summary>open, choice or mixed.</summary>
    public required string Form { get; set; }

    public long CreatedAt { get; set; }

    /// <summary>Set when the platform refuses our messages for good; cleared when somebody speaks to us there.</summary>
    public string? PausedReason { get; set; }

    /// <summary>Whether replies come without pictures here.</summary>
    public bool WithoutPictures { get; set; }

    // The daily. Lists are comma-separated, because they are read and written whole.
    public bool DailyIsOn { get; set; }

    /// <summary>Minutes of the day.</summary>
    public required string DailySlots { get; set; }

    public int DailyWeekdays { get; set; }

    public required string DailyTopics { get; set; }

    public required string DailyLevels { get; set; }

    public required string DailyReveal { get; set; }

    /// <summary>Whether each daily gets a thread, where the platform has threads.</summary>
    public bool DailyThread { get; set; }

    /// <summary>Whether each daily is pinned, where the platform has pins.</summary>
    public bool DailyPin { get; set; }

    /// <summary>The platform's id of the person who last switched the daily on: whom to tell when it cannot be posted.</summary>
    public string? DailyUser { get; set; }

    /// <summary>Whether choice questions are asked as the platform's own quizzes.</summary>
    public bool WantsQuiz { get; set; }

    /// <summary>When the next daily is due; null while the daily is off. Moves in the transaction that creates the post.</summary>
    public long? NextDueAt { get; set; }

    /// <summary>A copy that no context tracks, fit to be shared.</summary>
    public ChatRow Copy() => (ChatRow)MemberwiseClone();
}

/// <summary>A human.</summary>
internal sealed class PersonRow
{
    public long Id { get; set; }

    public string? Language { get; set; }

    public string? Zone { get; set; }

    /// <summary>Whether nobody else is told this person's name in rankings; the points rank all the same.</summary>
    public bool HidesName { get; set; }

    /// <summary>A copy that no context tracks, fit to be shared.</summary>
    public PersonRow Copy() => (PersonRow)MemberwiseClone();
}

/// <summary>A person on a platform.</summary>
internal sealed class IdentityRow
{
    public long Id { get; set; }

    public long PersonId { get; set; }

    public required string Platform { get; set; }

    public required string User { get; set; }

    public required string Name { get; set; }

    /// <summary>A copy that no context tracks, fit to be shared.</summary>
    public IdentityRow Copy() => (IdentityRow)MemberwiseClone();
}

/// <summary>A question as it was when it was asked: posts are graded and revealed from their own copy.</summary>
internal sealed class QuestionCopyRow
{
    public long Id { get; set; }

    public required string QuestionId { get; set; }

    public required string Language { get; set; }

    public required string Revision { get; set; }

    public required string Topic { get; set; }

    public int Level { get; set; }

    /// <summary>The variant as JSON.</summary>
    public required string Variant { get; set; }
}

/// <summary>A question asked in a chat at a time.</summary>
internal sealed class PostRow
{
    public long Id { get; set; }

    public long ChatId { get; set; }

    public long CopyId { get; set; }

    public required string QuestionId { get; set; }

    /// <summary>0 open, 1 choice.</summary>
    public int Form { get; set; }

    /// <summary>Which of the question's choice forms, from 0.</summary>
    public int ChoiceIndex { get; set; }

    public int LocalDate { get; set; }

    /// <summary>The daily's minute of the day; null for a post that somebody asked for.</summary>
    public int? Slot { get; set; }

    /// <summary>The update that asked for it, so that a repeat asks nothing; null for dailies.</summary>
    public string? AskedByUpdate { get; set; }

    public long OpenedAt { get; set; }

    public long ClosesAt { get; set; }

    public long? ClosedAt { get; set; }

    /// <summary>When an admin took it out of the ranking; null while it ranks.</summary>
    public long? VoidedAt { get; set; }
}

/// <summary>One person's graded answer to a post. Append-only.</summary>
internal sealed class AttemptRow
{
    public long Id { get; set; }

    public long PostId { get; set; }

    public long ChatId { get; set; }

    public long IdentityId { get; set; }

    public long PersonId { get; set; }

    /// <summary>1 for the first graded attempt, which alone can rank.</summary>
    public int Number { get; set; }

    public long At { get; set; }

    /// <summary>The chat's local date at that time, stored so that a later change of zone moves nothing.</summary>
    public int LocalDate { get; set; }

    public required string Topic { get; set; }

    public required string Revision { get; set; }

    public required string GraderVersion { get; set; }

    public required string Text { get; set; }

    /// <summary>The verdict as JSON.</summary>
    public required string Verdict { get; set; }

    public double Coverage { get; set; }

    public bool WasPeeked { get; set; }

    public bool WasClosed { get; set; }

    public int HalfPoints { get; set; }

    public bool IsRanked { get; set; }

    /// <summary>Why it does not rank, as WhyUnranked; follows from the facts above like points and rank.</summary>
    public int Reason { get; set; }
}

/// <summary>An answer graded again after its question was corrected. Append-only; the newest one counts.</summary>
internal sealed class RegradingRow
{
    public long Id { get; set; }

    public long AttemptId { get; set; }

    public required string Revision { get; set; }

    public required string GraderVersion { get; set; }

    /// <summary>The verdict as JSON.</summary>
    public required string Verdict { get; set; }

    public double Coverage { get; set; }

    public long At { get; set; }
}

/// <summary>"I said this differently": a learner's own mark on a key point, for practice and never for a ranking. Append-only.</summary>
internal sealed class SelfMarkRow
{
    public long Id { get; set; }

    public long AttemptId { get; set; }

    public long PersonId { get; set; }

    /// <summary>The place of the key point, from 0.</summary>
    public int KeyPoint { get; set; }

    /// <summary>What it adds to the attempt's coverage, 0 to 1.</summary>
    public double Share { get; set; }

    public long At { get; set; }
}

/// <summary>Somebody whom an admin took out of a chat's ranking.</summary>
internal sealed class HiddenPersonRow
{
    public long ChatId { get; set; }

    public long PersonId { get; set; }

    public long At { get; set; }
}

/// <summary>What a person's ranked answers in a chat add up to; follows from the attempts and is kept by <c>Totals</c>.</summary>
internal sealed class StandingTotalRow
{
    public long ChatId { get; set; }

    public long PersonId { get; set; }

    public int HalfPoints { get; set; }

    public int FullAnswers { get; set; }
}

/// <summary>How often a chat has asked the model on a local date.</summary>
internal sealed class ModelUseRow
{
    public long ChatId { get; set; }

    public int LocalDate { get; set; }

    public int Calls { get; set; }
}

/// <summary>A hint, reveal or skip, or the one free rewrite: each at most once for a person and post.</summary>
internal sealed class PeekRow
{
    public long PostId { get; set; }

    public long PersonId { get; set; }

    /// <summary>hint, reveal, skip or rewrite.</summary>
    public required string Kind { get; set; }

    public long At { get; set; }
}

/// <summary>Something the bot is to say unasked: a row before it is sent.</summary>
internal sealed class DeliveryRow
{
    public long Id { get; set; }

    public long ChatId { get; set; }

    public long PostId { get; set; }

    public PostRow? Post { get; set; }

    public required string Platform { get; set; }

    public DeliveryKind Kind { get; set; }

    /// <summary>The same for every try; unique.</summary>
    public required string SendKey { get; set; }

    public DeliveryState State { get; set; }

    public long CreatedAt { get; set; }

    public long NotBefore { get; set; }

    public long? LeaseUntil { get; set; }

    /// <summary>Which claim holds it: a random number, so that two senders never take each other's rows for their own.</summary>
    public long? Claim { get; set; }

    public int Tries { get; set; }

    public long? SentAt { get; set; }

    public string? MessageId { get; set; }

    public string? Reason { get; set; }
}

internal enum DeliveryKind
{
    /// <summary>The question.</summary>
    Question,

    /// <summary>The reveal to all when the post closes.</summary>
    Closing,

    /// <summary>A thread below the question.</summary>
    Thread,

    /// <summary>A pin on the question.</summary>
    Pin,

    /// <summary>A word to the person who switched the daily on: it could not be posted.</summary>
    Notice,
}

internal enum DeliveryState
{
    Pending,

    /// <summary>Somebody is sending it, until the lease ends.</summary>
    Claimed,
    Sent,

    /// <summary>A crash between send and record on a platform that cannot tell: counted and shown, never repeated.</summary>
    InDoubt,

    /// <summary>The platform will not take it.</summary>
    Refused,
}

/// <summary>An update whose effect is in the database. Commits with the effect.</summary>
internal sealed class HandledUpdateRow
{
    public required string Platform { get; set; }

    public required string Key { get; set; }

    public long At { get; set; }
}

/// <summary>A flag on a question.</summary>
internal sealed class ReportRow
{
    public long Id { get; set; }

    public long PersonId { get; set; }

    public long PostId { get; set; }

    public required string QuestionId { get; set; }

    public required string Revision { get; set; }

    public required string Reason { get; set; }

    public long At { get; set; }
}

/// <summary>A line in the history of a room.</summary>
internal sealed class RoomEntryRow
{
    public long Id { get; set; }

    public required string Room { get; set; }

    public string? SendKey { get; set; }

    public long At { get; set; }

    public string? Author { get; set; }

    public string? AuthorName { get; set; }

    public string? OnlyFor { get; set; }

    /// <summary>The message as JSON.</summary>
    public required string Message { get; set; }
}

/// <summary>Something an adapter must not forget.</summary>
internal sealed class PlatformFactRow
{
    public required string Platform { get; set; }

    public required string Key { get; set; }

    public required string Value { get; set; }

    public long At { get; set; }
}
