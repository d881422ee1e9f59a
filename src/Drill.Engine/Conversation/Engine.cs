using Drill.Commands;
using Drill.Content;
using Drill.Data;
using Drill.Grading;
using Drill.Phrasing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Drill.Conversation;

/// <summary>What a chat starts with, until somebody there says otherwise.</summary>
/// <param name="Language">Where the platform reports none: <c>en</c> or <c>zh</c>.</param>
/// <param name="Zone">An IANA id.</param>
public sealed record ChatDefaults(string Language, string Zone);

/// <summary>The product: whatever a person does comes in here and leaves as replies.</summary>
public sealed partial class Engine
{
    private const int MaximumTries = 4;

    private readonly IDrillDbFactory databases;
    private readonly BankLibrary library;
    private readonly CommandTable commands;
    private readonly IReadOnlyDictionary<string, IChatPlatform> platforms;
    private readonly ChatDefaults defaults;
    private readonly AnswerGrader grader;
    private readonly TimeProvider time;
    private readonly ILogger<Engine> logger;
    private readonly QuickLane quick;

    internal Engine(IDrillDbFactory databases, BankLibrary library, CommandTable commands, IEnumerable<IChatPlatform> platforms, ChatDefaults defaults, AnswerGrader grader, TimeProvider time, ILogger<Engine> logger)
    {
        this.databases = databases;
        this.library = library;
        this.commands = commands;
        this.platforms = platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);
        this.defaults = defaults;
        this.grader = grader;
        this.time = time;
        this.logger = logger;
        quick = new QuickLane(databases, HandleQuicklyAsync, logger);
    }

    /// <summary>
    /// Handles one update. Safe to call concurrently, and again with the same update: its effect happens once and the reply is made from what is
    /// stored. When it returns, everything that the replies acknowledge is in the database. It does not hold on to the calling thread, however slow the database is.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing or everything is in the database.</exception>
    public async Task<IReadOnlyList<Reply>> HandleAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        if (IsQuick(incoming) && await quick.TryAsync(incoming, cancellationToken) is { } replies)
        {
            return replies;
        }

        for (var tried = 1; ; tried++)
        {
            try
            {
                return await EngineThreads.Shared.RunAsync(() => HandleOnceAsync(incoming, cancellationToken));
            }
            catch (DbUpdateException exception) when (tried < MaximumTries)
            {
                // Somebody was faster: a unique index is the lock. What is there now decides the reply.
                Log.Again(logger, exception, incoming.Chat.Platform, incoming.UpdateKey, tried);
            }
        }
    }

    /// <summary>
    /// The box that a press opens, made at once from what is in memory, for platforms that cannot wait with a box; null when the press opens none. Its context is empty while the question
    /// is not in memory. Nothing is decided here: what is written into the box is checked like everything else.
    /// </summary>
    public TextRequest? BoxFor(ButtonPress press)
    {
        ArgumentNullException.ThrowIfNull(press);
        if (!ActionToken.TryParse(press.Token, out var token) || token is not { Verb: PostContent.AnswerVerb, Post: > 0 })
        {
            return null;
        }

        RowRefresh.LookAfter(databases, time.GetInstant(), logger);
        var chat = databases.Rows.FindChat(press.Chat);
        var post = databases.Rows.FindPost(token.Post) is { } known && known.Post.ChatId == chat?.Id ? known : null;
        var language = Languages.Choose(databases.Rows.FindPerson(press)?.Person.Language, press.Language, chat?.Language ?? defaults.Language);
        return post is { Form: not Questions.QuestionForm.Open } ? null : AnswerCommand.Box(PhraseBook.For(language), token.Post, post?.Question() ?? Body.Empty);
    }

    /// <summary>Whether the question that somebody answers in writing, by <c>/answer</c> or a text, is still open in that chat: until it closes, others should not read the answer.</summary>
    public Task<bool> IsOpenAsync(Incoming answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return EngineThreads.Shared.RunAsync(async () =>
        {
            await using var db = databases.Create();
            var (platform, key, thread) = (answer.Chat.Platform, answer.Chat.Chat, answer.Chat.Thread ?? string.Empty);
            var chat = await db.Chats.Where(c => c.Platform == platform && c.Key == key && c.Thread == thread).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellationToken);
            var now = time.GetInstant();
            return chat is { } id && (await Answers.FindPostAsync(db, id, answer, now, cancellationToken))?.IsOpenAt(now) is true;
        });
    }

    /// <summary>
    /// Notes what happened to a chat itself, and returns what the bot says there. Safe to call again with the same change. When it returns, the change is in the database.
    /// </summary>
    public Task<IReadOnlyList<Reply>> ChatChangedAsync(ChatChange change, CancellationToken cancellationToken) =>
        EngineThreads.Shared.RunAsync(() => ChangedAsync(change, cancellationToken));

    private async Task<IReadOnlyList<Reply>> ChangedAsync(ChatChange change, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        switch (change)
        {
            case ChatChange.Joined joined:
                return await ChatChanges.JoinedAsync(db, joined, defaults, time.GetInstant(), cancellationToken);
            case ChatChange.Left left:
                await ChatChanges.LeftAsync(db, left, platforms.GetValueOrDefault(left.Chat.Platform), time.GetInstant(), cancellationToken);
                return [];
            case ChatChange.Reopened reopened:
                await ChatChanges.ReopenedAsync(db, reopened, cancellationToken);
                return [];
            case ChatChange.Moved moved:
                await ChatChanges.MovedAsync(db, moved.From, moved.To, cancellationToken);
                return [];
            default:
                throw new InvalidOperationException($"Nobody handles {change.GetType().Name}.");
        }
    }

    // Somebody and a chat that are known, and a button whose command only reads a little and adds a little.
    private bool IsQuick(Incoming incoming) =>
        incoming is ButtonPress press && ActionToken.TryParse(press.Token, out var token) && commands.FindVerb(token.Verb)?.IsQuick(token) is true && FindKnown(incoming) is not null;

    /// <summary>Who it is and where, from the rows that are remembered; null when one of them is not.</summary>
    private (PersonRow Person, IdentityRow Identity, ChatRow Chat)? FindKnown(Incoming incoming)
    {
        RowRefresh.LookAfter(databases, time.GetInstant(), logger);
        return databases.Rows.FindPerson(incoming) is var (person, identity) && databases.Rows.FindChat(incoming.Chat) is { } chat ? (person, identity, chat) : null;
    }

    private async Task<IReadOnlyList<Reply>> HandleQuicklyAsync(DrillDb db, PressStatements statements, Incoming incoming, CancellationToken cancellationToken)
    {
        // A repeated update is not looked for: its key is refused when it is stored, and then it is handled on its own.
        return db.Rows.FindPerson(incoming) is var (person, identity) && db.Rows.FindChat(incoming.Chat) is { } chat
            ? await PressAsync(Context(db, incoming, chat, identity, person, isRepeat: false, statements), (ButtonPress)incoming, cancellationToken)
            : throw new InvalidOperationException("Person or chat have just been forgotten.");
    }

    private async Task<IReadOnlyList<Reply>> HandleOnceAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        if (OnlyLooks(incoming) && FindKnown(incoming) is { } known)
        {
            return await RunAsync(Context(db, incoming, known.Chat, known.Identity, known.Person, isRepeat: false), incoming, cancellationToken);
        }

        var (person, identity) = await People.GetAsync(db, incoming, cancellationToken);
        var (chat, _) = await Chats.GetAsync(db, incoming.Chat, incoming.Language, defaults, time.GetInstant(), cancellationToken);
        db.Rows.Keep(person.Copy(), identity.Copy());
        db.Rows.Keep(chat.Copy());
        var isRepeat = await db.HandledUpdates.AnyAsync(u => u.Platform == incoming.Chat.Platform && u.Key == incoming.UpdateKey, cancellationToken);
        return await RunAsync(Context(db, incoming, chat, identity, person, isRepeat), incoming, cancellationToken);
    }

    private Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, Incoming incoming, CancellationToken cancellationToken) => incoming switch
    {
        CommandCall call => CallAsync(context, call, cancellationToken),
        ButtonPress press => PressAsync(context, press, cancellationToken),
        TextSent text => Answers.FromTextAsync(context, text, cancellationToken),
        PollVoted vote => Answers.FromVoteAsync(context, vote, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody handles {incoming.GetType().Name}."),
    };

    private bool OnlyLooks(Incoming incoming) => incoming switch
    {
        CommandCall call => commands.Find(call.Name)?.OnlyLooks(call.Arguments.Trim()) is true,
        ButtonPress press => ActionToken.TryParse(press.Token, out var token) && commands.FindVerb(token.Verb)?.OnlyLooks(token.Argument) is true,
        _ => false,
    };

    private CommandContext Context(DrillDb db, Incoming incoming, ChatRow chat, IdentityRow identity, PersonRow person, bool isRepeat, PressStatements? statements = null) =>
        new(db, incoming, chat, identity, person, library.Current, time.GetInstant(), token => IsAdminAsync(incoming, token))
        {
            IsRepeat = isRepeat,
            Grader = grader,
            Statements = statements,
            Platform = platforms.GetValueOrDefault(incoming.Chat.Platform),
        };

    private async Task<IReadOnlyList<Reply>> CallAsync(CommandContext context, CommandCall call, CancellationToken cancellationToken)
    {
        if (commands.Find(call.Name) is not { } command)
        {
            var names = commands.Summaries(context.Language).Select(c => c.Name);
            return CommandContext.Tell(context.Phrases.UnknownCommand(Shown.Short(call.Name), Nearest.To(call.Name, names)));
        }

        return command.IsForAdmins && !await context.IsAdminAsync(cancellationToken) && !command.IsReadOnly(call.Arguments)
            ? CommandContext.Tell(context.Phrases.AdminsOnly)
            : await command.CallAsync(context, call.Arguments.Trim(), cancellationToken);
    }

    private async Task<IReadOnlyList<Reply>> PressAsync(CommandContext context, ButtonPress press, CancellationToken cancellationToken)
    {
        if (!ActionToken.TryParse(press.Token, out var token) || commands.FindVerb(token.Verb) is not { } command)
        {
            return [new MessageReply(ReplyTarget.Notice, new ChatMessage(Body.Plain(context.Phrases.UnknownButton)))];
        }

        return command.IsForAdmins && !await context.IsAdminAsync(cancellationToken) && !command.IsReadOnly(token.Argument)
            ? CommandContext.Tell(context.Phrases.AdminsOnly)
            : await command.PressAsync(context, token, cancellationToken);
    }

    private async Task<bool> IsAdminAsync(Incoming incoming, CancellationToken cancellationToken) =>
        platforms.TryGetValue(incoming.Chat.Platform, out var platform)
        && await platform.IsAdminAsync(incoming.Chat, incoming.Sender, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Update {UpdateKey} on {Platform} met a concurrent change, try {Try}")]
        public static partial void Again(ILogger logger, Exception exception, string platform, string updateKey, int @try);
    }
}
