using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Drill.Data;

/// <summary>
/// The few statements of every press, prepared once for a connection and used again: compiling a statement costs SQLite more than running it, and a context compiles each anew. All
/// run in the transaction that the context has open. The text is common to both databases. Measured in docs/performance.md; everything else goes through the model.
/// </summary>
internal sealed class PressStatements(DrillDb db) : IDisposable
{
    private DbCommand? addPeek;
    private DbCommand? addUpdate;
    private DbCommand? hasAnswered;

    /// <summary>Adds a peek unless it is there, and says whether it was added.</summary>
    public bool AddPeek(PeekRow peek)
    {
        addPeek ??= Prepare("""INSERT INTO "Peek" ("PostId", "PersonId", "Kind", "At") VALUES (@a, @b, @c, @d) ON CONFLICT DO NOTHING""", 4);
        return Fill(addPeek, peek.PostId, peek.PersonId, peek.Kind, peek.At).ExecuteNonQuery() == 1;
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

    public void Dispose()
    {
        addPeek?.Dispose();
        addUpdate?.Dispose();
        hasAnswered?.Dispose();
    }

    private DbCommand Prepare(string text, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + (char)('a' + i);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private DbCommand Fill(DbCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
