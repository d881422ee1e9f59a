using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Receiving;
using Drill.TelegramChat.Wording;
using Drill.Text;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat.Replying;

/// <summary>
/// Tells one person in a group something that nobody else may read: as an ephemeral message; else in the private chat, with its gist in an alert; else by a link
/// that opens the private chat and brings it there. Whoever presses the same button again has seen no ephemeral message, and goes on to the next step. docs/decisions tells why in this order.
/// </summary>
internal sealed class PrivateReveal(
    TelegramClient client, Speaker speaker, ChatRights rights, Undelivered undelivered, GroupTokens tokens, TelegramOptions options, TimeProvider time)
{
    private const int GistLength = 120;

    // A press reaches us some time after it was made; what is left of the window must suffice.
    private static readonly TimeSpan Window = TelegramLimits.EphemeralWindow - TimeSpan.FromSeconds(2);

    private readonly Recent<long> noEphemeral = new(TimeSpan.FromMinutes(10), time);
    private readonly Recent<(long Chat, long User)> noticed = new(TimeSpan.FromMinutes(10), time);
    private readonly Recent<(long Chat, long User, string Button)> told = new(TimeSpan.FromMinutes(2), time);
    private volatile bool serverShowsThemToAll;

    /// <summary>Returns what went wrong on the last step, or null when the person was reached or shown the way.</summary>
    public async Task<CallTrouble?> TellAsync(ReplyPlace place, ChatMessage message, PressAnswer press, CancellationToken cancellationToken)
    {
        var button = ButtonOf(place);
        var isAgain = button is { } before && told.Contains(before);
        if (!isAgain && await EphemeralPlaceAsync(place, cancellationToken) is { } alone)
        {
            var (sent, trouble) = await speaker.SayAsync(alone, message, Keyboard.Plain, null, cancellationToken);
            if (sent.Count > 0 && sent.Any(m => m.EphemeralMessageId is null))
            {
                await TakeBackAsync(place, sent, cancellationToken);
            }
            else if (trouble is null or { Kind: TroubleKind.Unknown } || sent.Count > 0)
            {
                // Where nobody knows whether it arrived, the toast tells what to do if it did not; saying it again might say it twice.
                if (button is { } first)
                {
                    told.Add(first);
                }

                await speaker.AnswerAsync(press, TelegramPhrases.For(place.Language).OnlyYouSeeIt, isAlert: false, cancellationToken);
                return trouble;
            }
            else if (trouble.Kind is TroubleKind.Refused or TroubleKind.ChatClosed)
            {
                noEphemeral.Add(place.Where.Chat);
            }
        }

        return await InPrivateAsync(place, message, press, cancellationToken);
    }

    /// <summary>Where an ephemeral message may be sent: in answer to a press or an ephemeral command of a moment ago, or at any time when the bot is an admin.</summary>
    private async Task<Destination?> EphemeralPlaceAsync(ReplyPlace place, CancellationToken cancellationToken)
    {
        if (!options.UsesEphemeral || serverShowsThemToAll || noEphemeral.Contains(place.Where.Chat))
        {
            return null;
        }

        var to = place.Where with { OnlyFor = place.User };
        if (time.GetUtcNow() - place.At < Window)
        {
            if (place.Query is { } query)
            {
                return to with { Query = query };
            }

            if (place.Ephemeral is { } ephemeral)
            {
                return to with { AnswersEphemeral = ephemeral };
            }
        }

        return await rights.BotIsAdminAsync(place.Where.Chat, cancellationToken) ? to : null;
    }

    /// <summary>The server took no notice of the parameter, so everybody sees the message: it is taken back at once, and never tried again.</summary>
    private async Task TakeBackAsync(ReplyPlace place, IReadOnlyList<SentMessage> sent, CancellationToken cancellationToken)
    {
        serverShowsThemToAll = true;
        foreach (var message in sent.Where(m => m.EphemeralMessageId is null))
        {
            await speaker.DeleteAsync(place.Where.Chat, message.MessageId, cancellationToken);
        }
    }

    private async Task<CallTrouble?> InPrivateAsync(ReplyPlace place, ChatMessage message, PressAnswer press, CancellationToken cancellationToken)
    {
        var phrases = TelegramPhrases.For(place.Language);
        var (sent, trouble) = await speaker.SayAsync(Destination.PrivateOf(place.User), message, t => tokens.ForButton(t, place.Home, place.User), null, cancellationToken);
        if (trouble is null || sent.Count > 0)
        {
            await speaker.AnswerAsync(press, Gist.Cut(phrases.InPrivate(Gist.Of(message.Body, GistLength)), TelegramLimits.CallbackAnswer), isAlert: true, cancellationToken);
            return trouble;
        }

        if (trouble.Kind != TroubleKind.ChatClosed)
        {
            await speaker.AnswerAsync(press, phrases.SomethingWentWrong, isAlert: true, cancellationToken);
            return trouble;
        }

        // They have never pressed Start, or blocked the bot: a link brings them there, and what they wanted with them.
        if (place.PressedToken is { } pressed && ActionToken.TryParse(pressed, out var token) && tokens.ForLink(token, place.Home, place.User) is { } parameter && press.TryTake() is { } query)
        {
            await speaker.AnswerAsync(query, null, isAlert: false, Links.Start(client, parameter), cancellationToken);
            return null;
        }

        undelivered.Keep(place.User, place.Home, message);
        if (noticed.Contains((place.Where.Chat, place.User)))
        {
            return null;
        }

        noticed.Add((place.Where.Chat, place.User));
        var button = new InlineKeyboardMarkup(InlineKeyboardButton.WithUrl(phrases.OpenButton, Links.Start(client, UpdateReader.PlainStart)));
        return (await speaker.SayAsync(place.Where with { ReplyTo = place.Message }, new ChatMessage(Body.Plain(phrases.CannotWriteToYou)), Keyboard.Plain, button, cancellationToken)).Trouble;
    }

    /// <summary>The button that somebody pressed; null for no press, and below an ephemeral message, which only those press who see them.</summary>
    private static (long Chat, long User, string Button)? ButtonOf(ReplyPlace place) =>
        place is { Pressed.Ephemeral: null, PressedToken: { } token } ? (place.Where.Chat, place.User, token) : null;
}
