using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using Drill.Standing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Drill.Data;

/// <summary>The sums of a whole chat: read row by row, because a large chat has thousands and a context spends more on making objects of them than the database on adding up.</summary>
internal static class StandingStatements
{
    /// <summary>The sums of everybody who has ranked answers in a chat, in no particular order.</summary>
    /// <param name="db">The context.</param>
    /// <param name="chatId">The chat.</param>
    /// <param name="days">The first and last local date, as stored; null for all time.</param>
    /// <param name="topic">The id of a topic, or null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ImmutableArray<PersonSums>> SumsAsync(DrillDb db, long chatId, (int From, int To)? days, string? topic, CancellationToken cancellationToken)
    {
        // Counted by the context: one that was open before stays open.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = Command(db.Database.GetDbConnection(), chatId, days, topic);
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var sums = ImmutableArray.CreateBuilder<PersonSums>();
            while (await reader.ReadAsync(cancellationToken))
            {
                sums.Add(new PersonSums(reader.GetInt64(0), (int)reader.GetInt64(1), (int)reader.GetInt64(2)));
            }

            return sums.ToImmutable();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The question to the database. The bare "IsRanked" is what lets SQLite use the indexes that hold ranked attempts alone.</summary>
    public static string Text(bool hasDays, bool hasTopic)
    {
        if (!hasDays && !hasTopic)
        {
            return """SELECT "PersonId", "HalfPoints", "FullAnswers" FROM "StandingTotal" WHERE "ChatId" = @chat""";
        }

        var days = hasDays ? """ AND "LocalDate" >= @from AND "LocalDate" <= @to""" : string.Empty;
        var topic = hasTopic ? """ AND "Topic" = @topic""" : string.Empty;
        return $"""
            SELECT "PersonId", SUM("HalfPoints"), SUM(CASE WHEN "HalfPoints" = {ScoreRules.FullHalfPoints} THEN 1 ELSE 0 END)
            FROM "Attempt" WHERE "ChatId" = @chat AND "IsRanked"{days}{topic} GROUP BY "PersonId"
            """;
    }

    private static DbCommand Command(DbConnection connection, long chatId, (int From, int To)? days, string? topic)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own words; whatever varies is a parameter.
        command.CommandText = Text(days is not null, topic is not null);
#pragma warning restore CA2100
        Add("@chat", chatId);
        if (days is var (from, to))
        {
            Add("@from", from);
            Add("@to", to);
        }

        if (topic is not null)
        {
            Add("@topic", topic);
        }

        return command;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}

/// <summary>What a person's ranked answers add up to.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonSums(long Person, int HalfPoints, int FullAnswers);
