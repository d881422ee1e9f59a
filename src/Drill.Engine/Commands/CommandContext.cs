using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Grading;
using Drill.Phrasing;
using Drill.Schedule;
using Drill.Text;
using NodaTime;

namespace Drill.Commands;

/// <summary>Everything a command needs to know about one update: who, where, when, and one database context of its own.</summary>
internal sealed class CommandContext
{
    private readonly Func<CancellationToken, Task<bool>> isAdmin;
    private bool isMarked;

    public CommandContext(DrillDb db, Incoming incoming, ChatRow chat, IdentityRow identity, PersonRow person, QuestionBank bank, Instant now, Func<CancellationToken, Task<bool>> isAdmin)
    {
        Db = db;
        Incoming = incoming;
        Chat = chat;
        Identity = identity;
        Person = person;
        Bank = bank;
        Now = now;
        this.isAdmin = isAdmin;
        Language = Languages.Choose(person.Language, incoming.Language, chat.Language);
        Phrases = PhraseBook.For(Language);
    }

    public DrillDb Db { get; }

    public Incoming Incoming { get; }

    public ChatRow Chat { get; }

    public IdentityRow Identity { get; }

    public PersonRow Person { get; }

    public QuestionBank Bank { get; }

    public Instant Now { get; }

    /// <summary>The language of private replies: the person's choice, else the platform's, else the chat's.</summary>
    public string Language { get; }

    public Phrases Phrases { get; }

    /// <summary>The chat's zone, as it is now: the command at hand may just have changed it.</summary>
    public DateTimeZone Zone => Zones.Get(Chat.Zone);

    /// <summary>The chat's local date.</summary>
    public LocalDate Today => Now.InZone(Zone).Date;

    /// <summary>Who grades answers in one's own words.</summary>
    public AnswerGrader Grader { get; init; } = AnswerGrader.Offline;

    /// <summary>Whether this very update was handled before: its effect is in the database and must not happen again.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The statements of a press that shares a transaction with others; null for everything else.</summary>
    public PressStatements? Statements { get; init; }

    /// <summary>The platform, or null when it is not there any more.</summary>
    public IChatPlatform? Platform { get; init; }

    /// <summary>Where a command's results go: to the asker alone.</summary>
    public static IReadOnlyList<Reply> Tell(Body body, params ButtonRow[] buttons) =>
        [new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(body, [.. buttons]))];

    public static IReadOnlyList<Reply> Tell(string text) => Tell(Body.Plain(text));

    public Task<bool> IsAdminAsync(CancellationToken cancellationToken) =>
        Chat.IsPrivate ? Task.FromResult(true) : isAdmin(cancellationToken);

    /// <summary>
    /// Writes everything that was added to <see cref="Db"/> together with the mark that this update is handled, in one transaction.
    /// When somebody else was faster a unique index refuses it, and the engine runs the command again on what is there now.
    /// </summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (!IsRepeat && !isMarked)
        {
            isMarked = true;
            Db.HandledUpdates.Add(Mark());
        }

        await Db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The mark that this update is handled.</summary>
    public HandledUpdateRow Mark() => new() { Platform = Chat.Platform, Key = Incoming.UpdateKey, At = Now.ToStored() };
}
