using Drill.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Data;

/// <summary>
/// Reads what <see cref="RowCache"/> holds again, since another process may have written: all of it with a few queries, beside the presses. Forgetting it instead would send every person
/// and chat that presses next the long way, all in the same second.
/// </summary>
internal static partial class RowRefresh
{
    private const int Chunk = 500;

    /// <summary>Begins to read again when it is time; does nothing most of the time, and never waits.</summary>
    public static void LookAfter(IDrillDbFactory databases, Instant now, ILogger logger)
    {
        if (databases.Rows.BeginRefresh(now))
        {
            _ = EngineThreads.Shared.RunAsync(() => RunAsync(databases, now, logger));
        }
    }

    private static async Task RunAsync(IDrillDbFactory databases, Instant now, ILogger logger)
    {
        try
        {
            await using var db = databases.Create();
            await ReadAsync(db, databases.Rows);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            databases.Rows.Clear();
            Log.Forgotten(logger, exception);
        }
        finally
        {
            databases.Rows.EndRefresh(now);
        }
    }

    /// <summary>Replaces what was read before, unless it was dropped or read anew meanwhile; drops what is not there any more.</summary>
    internal static async Task ReadAsync(DrillDb db, RowCache rows)
    {
        foreach (var chunk in rows.People.Chunk(Chunk))
        {
            var ids = chunk.Select(p => p.Value.Identity.Id).ToArray();
            var read = await db.Identities.AsNoTracking().Where(i => ids.Contains(i.Id))
                .Join(db.Persons.AsNoTracking(), i => i.PersonId, p => p.Id, (i, p) => new { Identity = i, Person = p }).ToDictionaryAsync(r => r.Identity.Id);
            foreach (var (key, old) in chunk)
            {
                rows.Replace(key, old, read.TryGetValue(old.Identity.Id, out var row) ? (row.Person, row.Identity) : null);
            }
        }

        foreach (var chunk in rows.Chats.Chunk(Chunk))
        {
            var ids = chunk.Select(c => c.Value.Id).ToArray();
            var read = await db.Chats.AsNoTracking().Where(c => ids.Contains(c.Id) && c.PausedReason == null).ToDictionaryAsync(c => c.Id);
            foreach (var (key, old) in chunk)
            {
                // A chat that moved has another key now.
                var row = read.GetValueOrDefault(old.Id);
                rows.Replace(key, old, row is not null && (row.Platform, row.Key, row.Thread) == key ? row : null);
            }
        }

        foreach (var chunk in rows.Posts.Chunk(Chunk))
        {
            var ids = chunk.Select(p => p.Key).ToArray();
            var read = await db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            foreach (var (key, old) in chunk)
            {
                // The copy of the question that a post keeps never changes.
                rows.Replace(key, old, read.TryGetValue(key, out var row) && row.CopyId == old.Post.CopyId ? old with { Post = row } : null);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Remembered rows could not be read again and are forgotten")]
        public static partial void Forgotten(ILogger logger, Exception exception);
    }
}
