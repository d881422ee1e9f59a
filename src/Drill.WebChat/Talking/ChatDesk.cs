using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Drill.Conversation;
using Drill.Rooms;
using Drill.Text;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Drill.WebChat.Talking;

/// <summary>
/// Carries what a person does on the page to the engine and its replies to where they belong. An action has a key that stays the same when the
/// person tries it again, so a try that got lost half way is finished instead of repeated.
/// </summary>
internal sealed partial class ChatDesk(
    IncomingHandler handle, IRoomLog log, RoomHub hub, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ChatDesk> logger)
{
    /// <summary>The longest ordinary talk in the room, in UTF-16 units.</summary>
    public const int LongestTalk = 2_000;

    /// <summary>The longest text that is carried to the engine, which has its own limits and says so; well below a SignalR message.</summary>
    public const int LongestText = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Pace talkPace = new(time, burst: 8, TimeSpan.FromSeconds(1.5));
    private readonly Pace actionPace = new(time, burst: 20, TimeSpan.FromSeconds(0.5));

    /// <summary>Something typed into the composer: talk, a command, or words to the bot in a private chat.</summary>
    public async Task<Outcome> SayAsync(Visitor visitor, Place place, string text, string actionKey)
    {
        var typed = text.ReplaceLineEndings("\n").Trim();
        var command = SlashCommand.LooksLikeOne(typed) ? SlashCommand.Parse(typed) : null;
        var isTalk = !place.IsPrivate && !SlashCommand.LooksLikeOne(typed);
        var refusal = typed.Length == 0 ? Refusal.Empty
            : isTalk && typed.Length > LongestTalk ? Refusal.TalkTooLong
            : typed.Length > LongestText ? Refusal.FarTooLong
            : SlashCommand.LooksLikeOne(typed) && command is null ? Refusal.NotACommand
            : !(isTalk ? talkPace : actionPace).MayAct(visitor.UserId) ? Refusal.TooFast
            : Refusal.None;
        if (refusal != Refusal.None)
        {
            return Outcome.Refused(refusal);
        }

        return await GuardAsync(visitor, async cancellationToken =>
        {
            var onlyFor = isTalk || place.IsPrivate ? null : visitor.UserId;
            await AppendOwnAsync(visitor, place, typed, onlyFor, actionKey, cancellationToken);
            if (isTalk)
            {
                return Outcome.Done;
            }

            Incoming incoming = command is null
                ? new TextSent(typed) { UpdateKey = KeyOf(visitor, actionKey), Chat = place.Address, Sender = SenderOf(visitor), Language = visitor.Language }
                : new CommandCall(command.Name, command.Arguments)
                {
                    UpdateKey = KeyOf(visitor, actionKey),
                    Chat = place.Address,
                    Sender = SenderOf(visitor),
                    Language = visitor.Language,
                };
            return await HandleAsync(visitor, place, incoming, pressed: null, cancellationToken);
        });
    }

    /// <summary>A press on a button of a message.</summary>
    public async Task<Outcome> PressAsync(Visitor visitor, Place place, StoredRoomEntry pressed, ActionToken token, string actionKey)
    {
        if (!actionPace.MayAct(visitor.UserId))
        {
            return Outcome.Refused(Refusal.TooFast);
        }

        var press = new ButtonPress(token.ToString())
        {
            UpdateKey = KeyOf(visitor, actionKey),
            Chat = place.Address,
            Sender = SenderOf(visitor),
            Language = visitor.Language,
        };
        return await GuardAsync(visitor, cancellationToken => HandleAsync(visitor, place, press, pressed, cancellationToken));
    }

    /// <summary>The text of a box that the engine opened. Whatever its length, the engine says what it thinks of it.</summary>
    public async Task<Outcome> FillAsync(Visitor visitor, Place place, TextRequest request, StoredRoomEntry? pressed, string text, string actionKey)
    {
        if (text.Length > LongestText)
        {
            return Outcome.Refused(Refusal.FarTooLong);
        }

        if (!actionPace.MayAct(visitor.UserId))
        {
            return Outcome.Refused(Refusal.TooFast);
        }

        return await GuardAsync(visitor, async cancellationToken =>
        {
            var typed = text.ReplaceLineEndings("\n");
            if (!string.IsNullOrWhiteSpace(typed) && typed.Length <= request.MaximumLength)
            {
                await AppendOwnAsync(visitor, place, typed.Trim(), visitor.UserId, actionKey, cancellationToken);
            }

            var sent = new TextSent(typed)
            {
                RequestToken = request.Token.ToString(),
                UpdateKey = KeyOf(visitor, actionKey),
                Chat = place.Address,
                Sender = SenderOf(visitor),
                Language = visitor.Language,
            };
            return await HandleAsync(visitor, place, sent, pressed, cancellationToken);
        });
    }

    /// <summary>The room's standings as this person sees them, or null when they cannot be told now.</summary>
    public async Task<Body?> StandingsAsync(Visitor visitor, string window, CancellationToken cancellationToken)
    {
        var asked = new CommandCall("leaderboard", window + " text")
        {
            UpdateKey = KeyOf(visitor, "standings-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)),
            Chat = Place.Room.Address,
            Sender = SenderOf(visitor),
            Language = visitor.Language,
        };
        try
        {
            var replies = await handle(asked, cancellationToken);
            return replies.OfType<MessageReply>().FirstOrDefault(r => r.Target == ReplyTarget.AskerOnly)?.Message.Body;
        }
#pragma warning disable CA1031 // The edge of a panel that refreshes by itself.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.ActionFailed(logger, exception, visitor.UserId);
            return null;
        }
    }

    private async Task<Outcome> HandleAsync(
        Visitor visitor, Place place, Incoming incoming, StoredRoomEntry? pressed, CancellationToken cancellationToken)
    {
        var replies = await handle(incoming, cancellationToken);
        var notices = ImmutableArray.CreateBuilder<Body>();
        TextRequest? box = null;
        for (var i = 0; i < replies.Count; i++)
        {
            switch (replies[i])
            {
                case MessageReply { Target: ReplyTarget.Notice } notice:
                    notices.Add(notice.Message.Body);
                    break;
                case MessageReply { Target: ReplyTarget.Original } edit when pressed is not null:
                    await log.ReplaceAsync(place.Log, pressed.Number, edit.Message, cancellationToken);
                    hub.Replaced(place.Log, pressed.Number, edit.Message, pressed.Entry.OnlyFor);
                    break;
                case MessageReply message:
                    var onlyFor = message.Target == ReplyTarget.Chat ? null : visitor.UserId;
                    var key = ShortKey(incoming.UpdateKey, i.ToString(CultureInfo.InvariantCulture));
                    await AppendAsync(place, new RoomEntry(time.GetUtcNow(), null, null, onlyFor, message.Message), key, cancellationToken);
                    break;
                case TextRequest request:
                    box = request;
                    break;
                default:
                    throw new InvalidOperationException($"The web chat does not know how to show a {replies[i].GetType().Name}.");
            }
        }

        hub.StandingsMoved(place.Log);
        return Outcome.Done with { Notices = notices.ToImmutable(), Box = box };
    }

    private Task AppendOwnAsync(Visitor visitor, Place place, string text, string? onlyFor, string actionKey, CancellationToken cancellationToken) => AppendAsync(
        place,
        new RoomEntry(time.GetUtcNow(), visitor.UserId, visitor.Name, onlyFor, new ChatMessage(Lines(text))),
        ShortKey(KeyOf(visitor, actionKey), "own"),
        cancellationToken);

    private async Task AppendAsync(Place place, RoomEntry entry, string key, CancellationToken cancellationToken)
    {
        var number = await log.AppendAsync(place.Log, entry, key, cancellationToken);
        hub.Appended(place.Log, new StoredRoomEntry(number, entry));
    }

    // An action is finished even when the page that began it has gone: only the end of the process or a hang stops it.
    private async Task<Outcome> GuardAsync(Visitor visitor, Func<CancellationToken, Task<Outcome>> act)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, lifetime.ApplicationStopping);
        try
        {
            return await act(either.Token);
        }
#pragma warning disable CA1031 // The edge between a page and the engine: the person is told, their text is kept, and the failure is logged once.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ActionFailed(logger, exception, visitor.UserId);
            return Outcome.Refused(Refusal.Failed);
        }
    }

    private static Body Lines(string text)
    {
        var paragraphs = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new Body([.. paragraphs.Select(p => new Paragraph([.. p.Split('\n').SelectMany(LineOf)]))]);

        static IEnumerable<Inline> LineOf(string line, int index) => index == 0 ? [new TextRun(line)] : [new LineBreak(), new TextRun(line)];
    }

    private static Sender SenderOf(Visitor visitor) => new(visitor.UserId, visitor.Name);

    private static string KeyOf(Visitor visitor, string actionKey) => $"{visitor.UserId}:{actionKey}";

    // As short as the keys of the outbox, which share the room log with these.
    private static string ShortKey(string updateKey, string part) =>
        "w" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(updateKey + "\n" + part)))[..24];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "An action of web person {User} failed")]
        public static partial void ActionFailed(ILogger logger, Exception exception, string user);
    }
}
