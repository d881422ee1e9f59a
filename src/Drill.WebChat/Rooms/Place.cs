using Drill.Conversation;

namespace Drill.WebChat.Rooms;

/// <summary>A chat of the web page: the one room, or somebody's private chat with the bot.</summary>
internal sealed record Place(ChatAddress Address)
{
    public const string Platform = "web";

    private const string RoomName = "room";
    private const string PrivatePrefix = "dm-";

    public static Place Room { get; } = new(new ChatAddress(Platform, RoomName, Thread: null, IsPrivate: false));

    /// <summary>The name under which the room log keeps it.</summary>
    public string Log => Address.Chat;

    public bool IsPrivate => Address.IsPrivate;

    public static Place PrivateOf(string user) => new(new ChatAddress(Platform, PrivatePrefix + user, Thread: null, IsPrivate: true));

    /// <summary>The place with an address, or null when the page has none such.</summary>
    public static Place? At(ChatAddress address) =>
        !string.Equals(address.Platform, Platform, StringComparison.Ordinal) || address.Thread is not null ? null
        : string.Equals(address.Chat, RoomName, StringComparison.Ordinal) ? Room
        : address.Chat.StartsWith(PrivatePrefix, StringComparison.Ordinal) && address.Chat.Length <= 64 ? PrivateOf(address.Chat[PrivatePrefix.Length..])
        : null;

    public bool BelongsTo(string user) => IsPrivate && string.Equals(Log, PrivatePrefix + user, StringComparison.Ordinal);
}
