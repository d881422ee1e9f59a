using System.Security.Cryptography;
using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Delivery;

/// <summary>Takes rows of one platform for a sender: committed before anything is sent, so that each is sent by one sender only.</summary>
internal sealed class OutboxClaims(IDrillDbFactory databases, IChatPlatform platform, OutboxOptions options, TimeProvider time)
{
    /// <summary>Claims what is due, one row of each chat, so that a chat reads its messages in order.</summary>
    /// <param name="atMost">How many rows.</param>
    /// <param name="busy">The chats to which something is being sent.</param>
    /// <param name="cancellationToken">Ends the looking; what is claimed is always returned or given back.</param>
    public async Task<IReadOnlyList<Claimed>> TakeAsync(int atMost, IReadOnlySet<long> busy, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var stored = now.ToStored();
        var busyChats = busy.ToArray();

        // Asked here: within a query it would be asked by reflection.
        var name = platform.Name;
        var due = await db.Deliveries.AsNoTracking()
            .Where(d => d.Platform == name && d.State == DeliveryState.Pending && d.NotBefore <= stored && !busyChats.Contains(d.ChatId))
            .OrderBy(d => d.NotBefore).ThenBy(d => d.Id).Take(atMost).Select(d => new { d.Id, d.ChatId }).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        var ids = due.DistinctBy(d => d.ChatId).Select(d => d.Id).ToArray();
        var claim = (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 1);
        var leaseUntil = (now + Duration.FromTimeSpan(options.Lease)).ToStored();
        using (await db.Turns.TakeAsync(isUrgent: false, cancellationToken))
        {
            await db.Deliveries.Where(d => ids.Contains(d.Id) && d.State == DeliveryState.Pending).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Claimed).SetProperty(d => d.Claim, claim).SetProperty(d => d.LeaseUntil, leaseUntil).SetProperty(d => d.Tries, d => d.Tries + 1),
                CancellationToken.None);
        }

        try
        {
            return await ReadAsync(db, ids, claim);
        }
        catch
        {
            // Nothing was sent, and that must be known: otherwise all of them would be in doubt.
            await GiveBackAsync(db, claim);
            throw;
        }
    }

    private static async Task<IReadOnlyList<Claimed>> ReadAsync(DrillDb db, long[] ids, long claim)
    {
        var claimed = await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.Id) && d.Claim == claim)
            .Join(db.Chats.AsNoTracking(), d => d.ChatId, c => c.Id, (d, c) => new { Delivery = d, Chat = c }).ToListAsync(CancellationToken.None);
        var posts = await Posts.ReadManyAsync(db, [.. claimed.Select(c => c.Delivery.PostId)], CancellationToken.None);
        return claimed.ConvertAll(c => new Claimed(c.Delivery, c.Chat, posts.GetValueOrDefault(c.Delivery.PostId), claim));
    }

    private static Task<int> GiveBackAsync(DrillDb db, long claim) => db.Deliveries.Where(d => d.Claim == claim && d.State == DeliveryState.Claimed).ExecuteUpdateAsync(
        set => set.SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.LeaseUntil, (long?)null).SetProperty(d => d.Tries, d => d.Tries - 1),
        CancellationToken.None);
}

/// <summary>A row that a sender has claimed, with its chat and its post.</summary>
internal sealed record Claimed(DeliveryRow Delivery, ChatRow Chat, PostContent? Post, long Claim);
