using System.Collections.Immutable;
using System.Text.Json;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Rooms;

/// <summary>Rooms in the database.</summary>
internal sealed class RoomLog(IDrillDbFactory databases) : IRoomLog
{
    private const int MaximumRead = 200;

    public async Task<long> AppendAsync(string room, RoomEntry entry, string? key, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var row = new RoomEntryRow
        {
            Room = room,
            SendKey = key,
            At = entry.At.ToUnixTimeMilliseconds(),
            Author = entry.Author,
            AuthorName = entry.AuthorName,
            OnlyFor = entry.OnlyFor,
            Message = Write(entry.Message),
        };
        db.RoomEntries.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return row.Id;
        }
        catch (DbUpdateException exception) when (key is not null)
        {
            // The key is taken: the message has arrived before.
            return await FindAsync(room, key, cancellationToken) ?? throw new InvalidOperationException($"Room entry with key {key} was refused and is not there.", exception);
        }
    }

    public async Task<long?> FindAsync(string room, string key, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.RoomEntries.Where(e => e.Room == room && e.SendKey == key).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<ImmutableArray<StoredRoomEntry>> ReadAsync(string room, string user, long? before, int count, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = await db.RoomEntries.AsNoTracking()
            .Where(e => e.Room == room && (e.OnlyFor == null || e.OnlyFor == user) && (before == null || e.Id < before))
            .OrderByDescending(e => e.Id).Take(Math.Clamp(count, 1, MaximumRead)).ToListAsync(cancellationToken);
        return [.. rows.AsEnumerable().Reverse().Select(Read)];
    }

    public async Task<StoredRoomEntry?> ReadOneAsync(string room, string user, long number, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var row = await db.RoomEntries.AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == number && e.Room == room && (e.OnlyFor == null || e.OnlyFor == user), cancellationToken);
        return row is null ? null : Read(row);
    }

    public async Task ReplaceAsync(string room, long number, ChatMessage message, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var json = Write(message);
        await db.RoomEntries.Where(e => e.Room == room && e.Id == number).ExecuteUpdateAsync(s => s.SetProperty(e => e.Message, json), cancellationToken);
    }

    private static string Write(ChatMessage message) => JsonSerializer.Serialize(message, DrillJson.Columns.ChatMessage);

    private static StoredRoomEntry Read(RoomEntryRow row) => new(row.Id, new RoomEntry(
        DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        row.Author,
        row.AuthorName,
        row.OnlyFor,
        JsonSerializer.Deserialize(row.Message, DrillJson.Columns.ChatMessage) ?? new ChatMessage(Text.Body.Empty)));
}
