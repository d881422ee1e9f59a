using System.Data.Common;
using System.Globalization;

namespace Drill.Data;

/// <summary>What planning a daily writes. A unique index refuses the post that is there already.</summary>
internal sealed class PlanStatements(DrillDb db) : PreparedStatements(db)
{
    private DbCommand? addPost;
    private DbCommand? addDelivery;
    private DbCommand? moveOn;

    /// <summary>Adds a post and gives it its number.</summary>
    /// <exception cref="DbException">The chat has a post of that date and slot.</exception>
    public void Add(PostRow post)
    {
        addPost ??= Prepare(
            """
            INSERT INTO "Post" ("ChatId", "CopyId", "QuestionId", "Form", "ChoiceIndex", "LocalDate", "Slot", "OpenedAt", "ClosesAt") VALUES (@a, @b, @c, @d, @e, @f, @g, @h, @i)
            RETURNING "Id"
            """,
            9);
        var id = Fill(addPost, post.ChatId, post.CopyId, post.QuestionId, post.Form, post.ChoiceIndex, post.LocalDate, post.Slot!, post.OpenedAt, post.ClosesAt).ExecuteScalar();
        post.Id = Convert.ToInt64(id, CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a delivery of which nothing was tried yet.</summary>
    public void Add(DeliveryRow delivery)
    {
        addDelivery ??= Prepare(
            $"""
             INSERT INTO "Delivery" ("ChatId", "PostId", "Platform", "Kind", "SendKey", "State", "CreatedAt", "NotBefore", "Tries")
             VALUES (@a, @b, @c, @d, @e, {(int)DeliveryState.Pending}, @f, @g, 0)
             """,
            7);
        Fill(addDelivery, delivery.ChatId, delivery.PostId, delivery.Platform, (int)delivery.Kind, delivery.SendKey, delivery.CreatedAt, delivery.NotBefore).ExecuteNonQuery();
    }

    /// <summary>Notes when the next daily of a chat is due.</summary>
    public void MoveOn(long chat, long nextDueAt)
    {
        moveOn ??= Prepare("""UPDATE "Chat" SET "NextDueAt" = @a WHERE "Id" = @b""", 2);
        Fill(moveOn, nextDueAt, chat).ExecuteNonQuery();
    }
}
