using System.Collections.Immutable;
using Drill.Conversation;
using Drill.Rooms;

namespace Drill.Chat.Tests.WebChat;

/// <summary>A room log in memory, with the promises of the real one.</summary>
internal sealed class MemoryRoomLog : IRoomLog
{
    private readonly Lock gate = new();
    private readonly List<(string Room, string? Key, StoredRoomEntry Entry)> entries = [];

    /// <summary>Set to make the next reading fail.</summary>
    public bool FailsNextRead { get; set; }

    public IReadOnlyList<RoomEntry> In(string room)
    {
        lock (gate)
        {
            return [.. entries.Where(e => e.Room == room).Select(e => e.Entry.Entry)];
        }
    }

    public Task<long> AppendAsync(string room, RoomEntry entry, string? key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var known = key is null ? default : entries.FirstOrDefault(e => e.Room == room && e.Key == key);
            if (known.Entry is not null)
            {
                return Task.FromResult(known.Entry.Number);
            }

            entries.Add((room, key, new StoredRoomEntry(entries.Count + 1, entry)));
            return Task.FromResult((long)entries.Count);
        }
    }

    public Task<long?> FindAsync(string room, string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(entries.FirstOrDefault(e => e.Room == room && e.Key == key).Entry?.Number);
        }
    }

    public Task<ImmutableArray<StoredRoomEntry>> ReadAsync(string room, string user, long? before, int count, CancellationToken cancellationToken)
    {
        if (FailsNextRead)
        {
            FailsNextRead = false;
            throw new InvalidOperationException("The log cannot be read.");
        }

        lock (gate)
        {
            return Task.FromResult(entries
                .Where(e => e.Room == room && (e.Entry.Entry.OnlyFor is null || e.Entry.Entry.OnlyFor == user) && (before is null || e.Entry.Number < before))
                .Select(e => e.Entry).TakeLast(count).ToImmutableArray());
        }
    }

    public Task<StoredRoomEntry?> ReadOneAsync(string room, string user, long number, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(entries
                .Where(e => e.Room == room && e.Entry.Number == number && (e.Entry.Entry.OnlyFor is null || e.Entry.Entry.OnlyFor == user))
                .Select(e => e.Entry).FirstOrDefault());
        }
    }

    public Task ReplaceAsync(string room, long number, ChatMessage message, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = entries.FindIndex(e => e.Room == room && e.Entry.Number == number);
            if (at >= 0)
            {
                var (_, key, entry) = entries[at];
                entries[at] = (room, key, entry with { Entry = entry.Entry with { Message = message } });
            }
        }

        return Task.CompletedTask;
    }
}
