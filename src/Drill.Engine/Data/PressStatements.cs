using System.Data.Common;

namespace Drill.Data;

/// <summary>What every press on a hint or an answer does.</summary>
internal sealed class PressStatements(DrillDb db) : PreparedStatements(db)
{
    private DbCommand? addPeek;
    private DbCommand? addUpdate;
    private DbCommand? hasAnswered;

    /// <summary>Adds a peek unless it is there, and says whether it was added.</summary>
    public bool AddPeek(PeekRow peek)
    {
        addPeek ??= Prepare("""INSERT INTO "Peek" ("PersonId", "PostId", "Kind", "At") VALUES (@a, @b, @c, @d) ON CONFLICT DO NOTHING""", 4);
        return Fill(addPeek, peek.PersonId, peek.PostId, peek.Kind, peek.At).ExecuteNonQuery() == 1;
    }

    /// <summary>Marks an update as handled.</summary>
    /// <exception cref="DbException">It was handled before.</exception>
    public void AddUpdate(HandledUpdateRow update)
    {
        addUpdate ??= Prepare("""INSERT INTO "HandledUpdate" ("Platform", "Key", "At") VALUES (@a, @b, @c)""", 3);
        Fill(addUpdate, update.Platform, update.Key, update.At).ExecuteNonQuery();
    }

    /// <summary>Whether a person has attempted a post.</summary>
    public bool HasAnswered(long post, long person)
    {
        hasAnswered ??= Prepare("""SELECT 1 FROM "Attempt" WHERE "PersonId" = @a AND "PostId" = @b LIMIT 1""", 2);
        return Fill(hasAnswered, person, post).ExecuteScalar() is not null;
    }
}
