using Drill.Rooms;
using Drill.WebChat.Parts;
using Microsoft.AspNetCore.Components;

namespace Drill.WebChat.Talking;

/// <summary>An entry as a page shows it. A changed entry is a new item, so a message is drawn again only when it changed.</summary>
public sealed class FeedItem(StoredRoomEntry stored)
{
    private MarkupString? html;

    /// <summary>The entry.</summary>
    public StoredRoomEntry Stored => stored;

    /// <summary>Its number in the room.</summary>
    public long Number => stored.Number;

    /// <summary>What it says.</summary>
    public RoomEntry Entry => stored.Entry;

    /// <summary>Whether the bot said it.</summary>
    public bool IsFromBot => stored.Entry.Author is null;

    /// <summary>Its body as safe HTML.</summary>
    public MarkupString Html => html ??= BodyHtml.Render(stored.Entry.Message.Body);
}
