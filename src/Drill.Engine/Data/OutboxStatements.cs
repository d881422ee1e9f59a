using System.Data.Common;

namespace Drill.Data;

/// <summary>What every message that was sent without any trouble does.</summary>
internal sealed class OutboxStatements(DrillDb db) : PreparedStatements(db)
{
    private DbCommand? markSent;

    /// <summary>Records that a claimed row was sent; nothing happens when the claim is not ours any more.</summary>
    public void MarkSent(long delivery, long claim, string messageId, long at)
    {
        markSent ??= Prepare(
            $"""
             UPDATE "Delivery" SET "State" = {(int)DeliveryState.Sent}, "SentAt" = @a, "MessageId" = @b, "LeaseUntil" = NULL, "Reason" = NULL
             WHERE "Id" = @c AND "Claim" = @d AND "State" = {(int)DeliveryState.Claimed}
             """,
            4);
        Fill(markSent, at, messageId, delivery, claim).ExecuteNonQuery();
    }
}
