using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Replying;
using Drill.TelegramChat.Wording;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Receiving;

/// <summary>
/// Handles updates however they came: those of one chat in order, different chats at once, never more than so many. A task ends when the update need not be told again: for what
/// somebody wrote when it is answered, since nobody likes to write it twice; for a press or a vote, which are quickly repeated, when its effect is in the database. Replies follow in
/// order, and when too many of them wait, so do new updates. Where the database stores nothing, what somebody wrote comes again until it does; whoever pressed is told to press again.
/// </summary>
internal sealed partial class UpdateDesk : IDisposable
{
    private const int MostReplies = 512;
    private const int MaximumTries = 6;
    private const int VoteTries = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly UpdateReader reader;
    private readonly Engine engine;
    private readonly ReplyPresenter presenter;
    private readonly Speaker speaker;
    private readonly ChatRights rights;
    private readonly StorageCheck storage;
    private readonly TimeProvider time;
    private readonly ILogger<UpdateDesk> logger;
    private readonly Lanes effects = new();
    private readonly Lanes replies = new();
    private readonly SemaphoreSlim slots;
    private readonly SemaphoreSlim backlog = new(MostReplies);
    private readonly CancellationTokenSource stopping = new();

    public UpdateDesk(
        UpdateReader reader, Engine engine, ReplyPresenter presenter, Speaker speaker, ChatRights rights, StorageCheck storage, TelegramOptions options, TimeProvider time, ILogger<UpdateDesk> logger)
    {
        this.reader = reader;
        this.engine = engine;
        this.presenter = presenter;
        this.speaker = speaker;
        this.rights = rights;
        this.storage = storage;
        this.time = time;
        this.logger = logger;
        slots = new SemaphoreSlim(options.Concurrency);
    }

    /// <summary>
    /// Handles one update. When the task ends without an exception, its effect is stored, or given up after several tries and logged; it need not be told again. With one, the database stores
    /// nothing at present, which is logged, and the update must be told again.
    /// </summary>
    public async Task HandleAsync(Update update, CancellationToken cancellationToken)
    {
        // First of all into its lane: whatever else is waited for, its chat's order is settled.
        var at = time.GetUtcNow();
        var lane = UpdateReader.LaneOf(update);
        var answered = Task.CompletedTask;
        await effects.RunAsync(lane, async () =>
        {
            var reply = await EffectAsync(update, at, cancellationToken);
            answered = replies.RunAsync(lane, () => ReplyAsync(update, reply));
        });
        if (update.Message is not null)
        {
            await answered;
        }
    }

    /// <summary>Does what an update asks for when there is room, and returns what is said to it, which holds its place in the backlog.</summary>
    private async Task<Func<Task>> EffectAsync(Update update, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await backlog.WaitAsync(cancellationToken);
        try
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await HandleWithPatienceAsync(update, at, cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }
        catch
        {
            backlog.Release();
            throw;
        }
    }

    /// <summary>Waits for the replies that are under way, at most as long as the token allows.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < MostReplies; i++)
            {
                await backlog.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
    }

    public void Dispose()
    {
        slots.Dispose();
        backlog.Dispose();
        stopping.Dispose();
    }

    private async Task<Func<Task>> HandleWithPatienceAsync(Update update, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var (tried, pause) = (1, FirstPause); ; tried++, pause *= 2)
        {
            try
            {
                return await HandleOnceAsync(update, at, cancellationToken);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception, update.Id, tried);
                if (tried == MaximumTries)
                {
                    return () => ApologiseAsync(update, at);
                }
                else if (tried == MaximumTries - 1 && update.CallbackQuery is null && !await storage.IsWellAsync(cancellationToken))
                {
                    throw;
                }
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<Func<Task>> HandleOnceAsync(Update update, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (heard, said) = await HearAsync(update, at, cancellationToken);
        for (var again = 0; again < VoteTries && said.Count == 0 && update.PollAnswer is { User: not null, OptionIds.Length: > 0 }; again++)
        {
            // Telegram tells only of votes in polls of ours: somebody voted before it was noted which message the quiz became.
            await Task.Delay(FirstPause, time, cancellationToken);
            (heard, said) = await HearAsync(update, at, cancellationToken);
        }

        switch (heard)
        {
            case Heard.Did did:
                return () => presenter.PresentAsync(did.Place, said, stopping.Token);
            case Heard.Changed changed:
                var welcome = await engine.ChatChangedAsync(changed.Change, cancellationToken);
                rights.Forget(TelegramAddress.Of(changed.Chat.Chat, null, isPrivate: false));
                return async () =>
                {
                    foreach (var message in welcome.OfType<MessageReply>())
                    {
                        await speaker.SayAsync(changed.Chat, message.Message, Keyboard.Plain, null, stopping.Token);
                    }
                };
            case Heard.Answered answered:
                return () => presenter.PresentAsync(answered.Place, answered.Phrase(TelegramPhrases.For(answered.Place.Language)), stopping.Token);
            default:
                return () => Task.CompletedTask;
        }
    }

    /// <summary>What an update means, and what the engine says to it when somebody did something.</summary>
    private async Task<(Heard Heard, IReadOnlyList<Reply> Said)> HearAsync(Update update, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var heard = await reader.ReadAsync(update, at, cancellationToken);
        if (heard is not Heard.Did did)
        {
            return (heard, []);
        }

        var said = await engine.HandleAsync(did.Incoming, cancellationToken);
        if (did.Place.IsPublicAnswer && !await engine.IsOpenAsync(did.Incoming, cancellationToken))
        {
            did = did with { Place = did.Place with { IsPublicAnswer = false } };
        }

        reader.Filled(did);
        return (did, said);
    }

    private async Task ReplyAsync(Update update, Func<Task> reply)
    {
        try
        {
            await reply();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host is stopping; whoever misses the reply to a press presses again and is told what is stored.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.ReplyFailed(logger, exception, update.Id);
        }
        finally
        {
            backlog.Release();
        }
    }

    private async Task ApologiseAsync(Update update, DateTimeOffset at)
    {
        if (update.CallbackQuery is { } query)
        {
            await speaker.AnswerAsync(query.Id, TelegramPhrases.For(query.From.LanguageCode).SomethingWentWrong, isAlert: true, null, stopping.Token);
        }
        else if (update.Message is { } message && (message.Text ?? message.Caption) is not null)
        {
            var place = UpdateReader.PlaceOf(message, at);
            await presenter.PresentAsync(place, TelegramPhrases.For(place.Language).SomethingWentWrong, stopping.Token);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Telegram update {Update} failed on try {Try}")]
        public static partial void Failed(ILogger logger, Exception exception, int update, int @try);

        [LoggerMessage(Level = LogLevel.Error, Message = "The reply to Telegram update {Update} failed")]
        public static partial void ReplyFailed(ILogger logger, Exception exception, int update);
    }
}
