using Drill.Conversation;
using Drill.Rooms;

namespace Drill.WebChat.Parts;

/// <summary>A press on a button.</summary>
/// <param name="Message">The message below which it stands.</param>
/// <param name="Token">What it carries.</param>
public sealed record Press(StoredRoomEntry Message, ActionToken Token);
