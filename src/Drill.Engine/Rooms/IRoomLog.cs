using System.Collections.Immutable;
using Drill.Conversation;

namespace Drill.Rooms;

/// <summary>
/// The history of rooms, for platforms that keep none themselves (the web chat). Entries survive a crash once
/// <see cref="AppendAsync"/> has returned.
/// </summary>
public interface IRoomLog
{
    /// <summary>Adds an entry. With a key that the room already has, nothing is added and the earlier entry's number is returned.</summary>
    Task<long> AppendAsync(string room, RoomEntry entry, string? key, CancellationToken cancellationToken);

    /// <summary>The number of the entry that was added with a key, or null.</summary>
    Task<long?> FindAsync(string room, string key, CancellationToken cancellationToken);

    /// <summary>The last entries of a room that a person may see, oldest first.</summary>
    /// <param name="room">The room.</param>
    /// <param name="user">The person: entries for somebody else alone are left out.</param>
    /// <param name="before">Only entries with a smaller number, or null for the newest.</param>
    /// <param name="count">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<ImmutableArray<StoredRoomEntry>> ReadAsync(string room, string user, long? before, int count, CancellationToken cancellationToken);

    /// <summary>One entry of a room, or null when there is none or it is for somebody else alone.</summary>
    Task<StoredRoomEntry?> ReadOneAsync(string room, string user, long number, CancellationToken cancellationToken);

    /// <summary>Replaces the message of an entry (a settings panel edited in place). Nothing happens when it is gone.</summary>
    Task ReplaceAsync(string room, long number, ChatMessage message, CancellationToken cancellationToken);
}

/// <summary>Something said in a room.</summary>
/// <param name="At">When.</param>
/// <param name="Author">The person's id, or null for the bot.</param>
/// <param name="AuthorName">The person's name at the time, or null for the bot.</param>
/// <param name="OnlyFor">The one person who may see it, or null for everybody.</param>
/// <param name="Message">What was said.</param>
public sealed record RoomEntry(DateTimeOffset At, string? Author, string? AuthorName, string? OnlyFor, ChatMessage Message);

/// <summary>An entry with its number, which grows within a room.</summary>
public sealed record StoredRoomEntry(long Number, RoomEntry Entry);
