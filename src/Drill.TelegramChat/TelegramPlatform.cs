using System.Collections.Immutable;
using System.Globalization;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Rendering;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat;

/// <summary>Telegram as the engine's outbox sees it. Nothing here sends a message a second time unless Telegram surely did not get the first.</summary>
internal sealed partial class TelegramPlatform(
    TelegramClient client, PartSender parts, SendGate gate, ChatRights rights, PlanShelf plans, IPlatformMemory memory, TimeProvider time, ILogger<TelegramPlatform> logger) : IChatPlatform
{
    /// <summary>A scheduled post waits so long for its turn; then it goes back to the outbox and lets others pass.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TokenIsWrong = TimeSpan.FromMinutes(5);

    public string Name => TelegramAddress.Platform;

    public IReadOnlyList<FollowUp> FollowUps { get; } = [FollowUp.Pin];

    public ChatAddress? PrivateAddressOf(string user) =>
        long.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? TelegramAddress.PrivateOf(id) : null;

    // The Bot API cannot read a chat's history.
    public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<SendTrace>(new SendTrace.Unknown());

    public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => rights.IsAdminAsync(chat, sender, cancellationToken);

    public Task<IReadOnlyList<string>> MissingPermissionsAsync(ChatAddress chat, IReadOnlyList<FollowUp> steps, CancellationToken cancellationToken) =>
        rights.MissingAsync(chat, steps, cancellationToken);

    public async Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
    {
        if (!Destination.TryOf(chat, out var to))
        {
            return new SendOutcome.Refused("Telegram has no such chat.");
        }

        to = to with { ReplyTo = int.TryParse(message.ReplyTo, NumberStyles.None, CultureInfo.InvariantCulture, out var original) ? original : null };
        var steps = StepsOf(message);
        var progress = steps.Length > 1 ? await Progress.ReadAsync(memory, key, cancellationToken) : Progress.None;
        var sent = progress.Messages.ToList();
        for (var i = sent.Count; i < steps.Length; i++)
        {
            var outcome = await StepAsync(i == 0 ? to : to with { ReplyTo = null }, steps[i], chat, cancellationToken);
            if (steps[i].Quiz is not null && outcome is SendOutcome.Refused { Reason: var reason } && CallTrouble.IsAboutPolls(reason))
            {
                // The buttons ask the same.
                return await SendAsync(chat, message with { Quiz = null }, key, cancellationToken);
            }

            if (outcome is not SendOutcome.Sent done)
            {
                return outcome;
            }

            sent.Add(int.Parse(done.MessageId, CultureInfo.InvariantCulture));
            if (i + 1 < steps.Length)
            {
                // A later try goes on here instead of sending the first parts again.
                await NoteAsync(Progress.StoreAsync(memory, key, sent, CancellationToken.None));
            }
        }

        if (steps.Length > 1)
        {
            if (message.Buttons.Any(r => r.Buttons.Any(b => b.Token.IsOfQuestion)))
            {
                foreach (var part in sent.SkipLast(1))
                {
                    await NoteAsync(PartNames.StoreAsync(memory, to.Chat, part, sent[^1], CancellationToken.None));
                }
            }

            await NoteAsync(Progress.ForgetAsync(memory, key, CancellationToken.None));
        }

        return new SendOutcome.Sent(sent[^1].ToString(CultureInfo.InvariantCulture));
    }

    public async Task<SendOutcome> FollowUpAsync(ChatAddress chat, string messageId, FollowUp step, string title, CancellationToken cancellationToken)
    {
        if (step != FollowUp.Pin || !Destination.TryOf(chat, out var to) || !int.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var message))
        {
            return new SendOutcome.Refused("Telegram has no such step.");
        }

        try
        {
            await client.CallAsync(TelegramClient.CallTimeout, token => client.Bot.PinChatMessage(to.Chat, message, disableNotification: true, cancellationToken: token), cancellationToken);
            return new SendOutcome.Sent(messageId);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Pinning twice does nothing, so a doubt is simply tried again.
            return OutcomeOf(CallTrouble.Of(exception), to, chat) ?? new SendOutcome.RetryAfter(Unreachable);
        }
    }

    /// <summary>What is sent for a message: its parts, or a quiz where the chat wants one, before it whatever a quiz cannot show.</summary>
    private ImmutableArray<Step> StepsOf(ChatMessage message)
    {
        var markup = Keyboard.Of(message.Buttons, Keyboard.Plain);
        if (message.Quiz is { } quiz)
        {
            return [new Step(null, quiz, QuizKeyboard.Of(message.Buttons))];
        }

        var plan = plans.Of(message);
        return [.. plan.Select((part, i) => new Step(part, null, i == plan.Length - 1 ? markup : null))];
    }

    private async Task<SendOutcome> StepAsync(Destination to, Step step, ChatAddress chat, CancellationToken cancellationToken)
    {
        try
        {
            if (await gate.EnterAsync(to.Chat, to.IsGroup, isUrgent: false, Patience, cancellationToken) is { } wait)
            {
                return new SendOutcome.RetryAfter(wait);
            }
        }
        catch (OperationCanceledException)
        {
            // Nothing was sent yet, so there is no doubt.
            return new SendOutcome.RetryAfter(TimeSpan.FromSeconds(1));
        }

        try
        {
            var message = step.Quiz is { } quiz
                ? await parts.SendQuizAsync(to, quiz, time.GetUtcNow(), step.Markup, cancellationToken)
                : await parts.SendAsync(to, step.Part!, step.Markup, cancellationToken);
            if (message.Poll is { } poll)
            {
                await NoteAsync(PollNames.StoreAsync(memory, poll.Id, chat, message.MessageId, CancellationToken.None));
            }

            return new SendOutcome.Sent(message.MessageId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (OutcomeOf(CallTrouble.Of(exception), to, chat) is { } outcome)
            {
                return outcome;
            }

            throw;
        }
    }

    /// <summary>What is noted about a message that has arrived, by which replies to its parts and votes are known. It has arrived whether or not the database takes the note.</summary>
    private async Task NoteAsync(Task note)
    {
        try
        {
            await note;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.NotNoted(logger, exception);
        }
    }

    private SendOutcome? OutcomeOf(CallTrouble trouble, Destination to, ChatAddress chat)
    {
        switch (trouble.Kind)
        {
            case TroubleKind.Flood:
                gate.Block(to.Chat, trouble.RetryAfter);
                return new SendOutcome.RetryAfter(trouble.RetryAfter);
            case TroubleKind.Moved:
                return new SendOutcome.Moved(TelegramAddress.Of(trouble.MovedTo, to.Topic, isPrivate: false));
            case TroubleKind.ChatClosed or TroubleKind.Refused or TroubleKind.NotModified or TroubleKind.QueryTooOld:
                rights.Forget(chat);
                return new SendOutcome.Refused(trouble.Description);
            case TroubleKind.Unauthorized:
                Log.Unauthorized(logger);
                return new SendOutcome.RetryAfter(TokenIsWrong);
            case TroubleKind.NotSent or TroubleKind.Conflict:
                return new SendOutcome.RetryAfter(Unreachable);
            default:
                return null;
        }
    }

    private sealed record Step(MessagePart? Part, Quiz? Quiz, ReplyMarkup? Markup);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not accept the bot's token; set Drill:Telegram:Token to the one that BotFather shows")]
        public static partial void Unauthorized(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Something about a message that was sent to Telegram could not be noted: replies to its parts, or votes, may not be known")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
