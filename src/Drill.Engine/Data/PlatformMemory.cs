using Drill.Conversation;
using Microsoft.EntityFrameworkCore;

namespace Drill.Data;

/// <summary>The memory of adapters in the database.</summary>
internal sealed class PlatformMemory(IDrillDbFactory databases, TimeProvider time) : IPlatformMemory
{
    private const int MaximumKey = 200;
    private const int MaximumValue = 4_000;

    public async Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.PlatformFacts.Where(f => f.Platform == platform && f.Key == key).Select(f => f.Value).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task StoreAsync(string platform, string key, string value, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > MaximumKey || value.Length > MaximumValue)
        {
            throw new ArgumentException($"A key has 1 to {MaximumKey} characters and a value at most {MaximumValue}.", nameof(key));
        }

        await using var db = databases.Create();
        if (await ReplaceAsync(db) == 0)
        {
            db.PlatformFacts.Add(new PlatformFactRow { Platform = platform, Key = key, Value = value, At = time.GetInstant().ToStored() });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Somebody else stored it first; the later value wins. Where nobody did, the database takes nothing.
                if (await ReplaceAsync(db) == 0)
                {
                    throw;
                }
            }
        }

        Task<int> ReplaceAsync(DrillDb from)
        {
            var now = time.GetInstant().ToStored();
            return from.PlatformFacts.Where(f => f.Platform == platform && f.Key == key)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.Value, value).SetProperty(f => f.At, now), cancellationToken);
        }
    }

    public async Task RemoveAsync(string platform, string key, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        await db.PlatformFacts.Where(f => f.Platform == platform && f.Key == key).ExecuteDeleteAsync(cancellationToken);
    }
}
