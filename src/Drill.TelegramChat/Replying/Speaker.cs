using System.Collections.Immutable;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Rendering;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat.Replying;

/// <summary>
/// Says things to people at once: ahead of scheduled posts, with a few more tries where Telegram surely did not get the first. A failure is a value.
/// </summary>
internal sealed class Speaker(TelegramClient client, PartSender parts, SendGate gate, PlanShelf plans, TimeProvider time)
{
    private const int MaximumTries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends a message; the buttons lie below its last part.</summary>
    /// <returns>The messages, or what went wrong with the first that failed.</returns>
    public async Task<(IReadOnlyList<SentMessage> Sent, CallTrouble? Trouble)> SayAsync(
        Destination to, ChatMessage message, Func<ActionToken, string?> dataOf, ReplyMarkup? otherMarkup, CancellationToken cancellationToken)
    {
        var plan = plans.Of(message);
        var sent = new List<SentMessage>(plan.Length);
        for (var i = 0; i < plan.Length; i++)
        {
            var part = plan[i];
            var destination = i == 0 ? to : to with { ReplyTo = null };
            var markup = i == plan.Length - 1 ? otherMarkup ?? Keyboard.Of(message.Buttons, dataOf) : null;
            var (done, trouble) = await TryAsync(to, token => parts.SendAsync(destination, part, markup, token), cancellationToken);
            if (trouble is not null)
            {
                return (sent, trouble);
            }

            sent.Add(done!);
        }

        return (sent, null);
    }

    /// <summary>Replaces a message in place by a text with buttons.</summary>
    public async Task<CallTrouble?> EditAsync(Destination where, Receiving.PressedMessage pressed, long user, TelegramText text, InlineKeyboardMarkup? markup, CancellationToken cancellationToken) =>
        (await TryAsync(
            pressed.Ephemeral is null ? where : where with { OnlyFor = user },
            async token =>
            {
                await (pressed.Ephemeral is { } ephemeral
                    ? parts.EditEphemeralAsync(where.Chat, user, ephemeral, text, markup, token)
                    : parts.EditAsync(where.Chat, pressed.Id, pressed.IsCaption, text, markup, token));
                return true;
            },
            cancellationToken)).Trouble;

    /// <summary>Answers a press with a toast, an alert, a link or nothing.</summary>
    public async Task AnswerAsync(string query, string? text, bool isAlert, string? url, CancellationToken cancellationToken) =>
        await TryFreeAsync(token => client.Bot.AnswerCallbackQuery(query, text, isAlert, url, cancellationToken: token), cancellationToken);

    /// <summary>Answers a press with a toast, an alert or nothing, unless it was answered already.</summary>
    public Task AnswerAsync(PressAnswer press, string? text, bool isAlert, CancellationToken cancellationToken) =>
        press.TryTake() is { } query ? AnswerAsync(query, text, isAlert, null, cancellationToken) : Task.CompletedTask;

    public async Task<CallTrouble?> DeleteAsync(long chat, int message, CancellationToken cancellationToken) =>
        await TryFreeAsync(token => client.Bot.DeleteMessage(chat, message, token), cancellationToken);

    public async Task<CallTrouble?> DeleteEphemeralAsync(long chat, long user, int message, CancellationToken cancellationToken) =>
        await TryFreeAsync(token => client.Bot.DeleteEphemeralMessage(chat, user, message, token), cancellationToken);

    public async Task<IReadOnlyList<ChatMember>> AdministratorsAsync(long chat, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CallAsync(TelegramClient.CallTimeout, token => client.Bot.GetChatAdministrators(chat, cancellationToken: token), cancellationToken);
        }
        catch (Exception exception) when (CallTrouble.Is(exception))
        {
            return [];
        }
    }

    private async Task<(T? Done, CallTrouble? Trouble)> TryAsync<T>(Destination to, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            // Ephemeral messages reach one client only and are not known to count against a group's rate.
            var wait = await gate.EnterAsync(to.Chat, to.IsGroup && to.OnlyFor is null, isUrgent: true, Patience, cancellationToken);
            if (wait is { } tooLong)
            {
                return (default, new CallTrouble(TroubleKind.Flood, "The pace of the chat is used up.", tooLong));
            }

            try
            {
                return (await call(cancellationToken), null);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                var trouble = CallTrouble.Of(exception);
                if (trouble.Kind == TroubleKind.Flood)
                {
                    gate.Block(to.Chat, trouble.RetryAfter);
                }

                if (tried == MaximumTries || trouble.Kind is not (TroubleKind.Flood or TroubleKind.NotSent) || trouble.RetryAfter > Patience)
                {
                    return (default, trouble);
                }

                if (trouble.Kind == TroubleKind.NotSent)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
    }

    /// <summary>Calls that no rate limits and that may be repeated.</summary>
    private async Task<CallTrouble?> TryFreeAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await client.CallAsync(TelegramClient.CallTimeout, call, cancellationToken);
                return null;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                var trouble = CallTrouble.Of(exception);
                if (tried == MaximumTries || trouble.Kind is not (TroubleKind.Flood or TroubleKind.NotSent or TroubleKind.Unknown) || trouble.RetryAfter > Patience)
                {
                    return trouble;
                }

                await Task.Delay(trouble.RetryAfter > Pause ? trouble.RetryAfter : Pause, time, cancellationToken);
            }
        }
    }
}
