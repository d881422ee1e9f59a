using System.Globalization;
using Drill.Conversation;
using Drill.Rooms;
using Microsoft.Extensions.Options;

namespace Drill.WebChat.Rooms;

/// <summary>
/// The web page as the engine's outbox sees it. Sending is writing to the room log: the message is there for good before anybody sees it,
/// and the same key never writes twice.
/// </summary>
internal sealed class WebChatPlatform(IRoomLog log, RoomHub hub, AdminRoster roster, IOptions<WebChatOptions> options, TimeProvider time) : IChatPlatform
{
    public string Name => Place.Platform;

    public async Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
    {
        if (Place.At(chat) is not { } place)
        {
            return new SendOutcome.Refused("the web chat has no such room");
        }

        var entry = new RoomEntry(time.GetUtcNow(), Author: null, AuthorName: null, OnlyFor: null, message);
        var number = await log.AppendAsync(place.Log, entry, key, cancellationToken);
        hub.Appended(place.Log, new StoredRoomEntry(number, entry));
        hub.StandingsMoved(place.Log);
        return new SendOutcome.Sent(number.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) =>
        Place.At(chat) is { } place && await log.FindAsync(place.Log, key, cancellationToken) is { } number
            ? new SendTrace.Arrived(number.ToString(CultureInfo.InvariantCulture))
            : new SendTrace.Absent();

    public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(
        Place.At(chat) is { } place
        && (place.IsPrivate ? place.BelongsTo(sender.User) : options.Value.EverybodyIsAdmin || roster.Has(sender.User)));
}
