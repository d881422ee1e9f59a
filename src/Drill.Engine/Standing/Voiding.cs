using System.Data;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Standing;

/// <summary>Takes a post out of the ranking, and back in: afterwards the standings are what they would have been.</summary>
internal static class Voiding
{
    /// <summary>Voids a post, or takes that back, and returns whether anything changed. What the caller has added to the context commits with it.</summary>
    /// <param name="db">The context.</param>
    /// <param name="post">The post.</param>
    /// <param name="at">When it was voided, or null to take it back.</param>
    /// <param name="commit">Saves what belongs to the update, within the transaction.</param>
    /// <param name="cancellationToken">Ends the try; then nothing has changed.</param>
    public static async Task<bool> SetAsync(DrillDb db, PostRow post, long? at, Func<Task> commit, CancellationToken cancellationToken)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, IsolationLevel.Serializable, cancellationToken);
        var isChange = await db.Posts.Where(p => p.Id == post.Id && (at == null ? p.VoidedAt != null : p.VoidedAt == null))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.VoidedAt, at), cancellationToken) == 1;
        if (isChange)
        {
            var persons = await db.Attempts.Where(a => a.PostId == post.Id).Select(a => a.PersonId).Distinct().ToListAsync(cancellationToken);
            await Rebuild.PersonsAsync(db, post.ChatId, persons, cancellationToken);
        }

        await commit();
        await transaction.CommitAsync(cancellationToken);
        return isChange;
    }
}
