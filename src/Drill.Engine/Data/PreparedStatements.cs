using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Drill.Data;

/// <summary>
/// Statements that are run so often that compiling them anew each time, as a context does, would cost more than running them. They are prepared once for a connection and run in the
/// transaction that the context has open. Measured in docs/performance.md; everything else goes through the model.
/// </summary>
internal abstract class PreparedStatements(DrillDb db) : IDisposable
{
    private readonly List<DbCommand> commands = [];

    public void Dispose()
    {
        commands.ForEach(c => c.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>A command with the parameters @a, @b, … in place of the given count.</summary>
    protected DbCommand Prepare(string text, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + (char)('a' + i);
            command.Parameters.Add(parameter);
        }

        commands.Add(command);
        return command;
    }

    protected DbCommand Fill(DbCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
