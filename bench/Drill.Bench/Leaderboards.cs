using System.Globalization;
using Drill.Content;
using Drill.Conversation;
using Drill.Schedule;
using Drill.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Drill.Bench;

/// <summary>
/// <c>/leaderboard</c> from the engine's door and back, in the largest of twenty chats after a year: a million attempts in all, 133,000 of them by 6,700 people in that one.
/// </summary>
internal static class Leaderboards
{
    private const int Days = 365, LargeChat = 133_000, LargeChatPeople = 6_700, Others = 867_000, OtherPeople = 33_300, OtherChats = 19;
    private const string Now = "2026-12-31T12:00:00Z";

    private static readonly ChatAddress Room = new("bench", "1", null, IsPrivate: false);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var times = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 50;
        var folder = Directory.CreateTempSubdirectory("drill-bench-");
        try
        {
            var database = Path.Combine(folder.FullName, "drill.db");
            await using var services = Build(database);
            await services.GetRequiredService<Ticks>().MigrateAsync(CancellationToken.None);
            await FillAsync(database);
            var engine = services.GetRequiredService<Engine>();
            foreach (var what in new[] { "week", "month", "all", "all topic-3" })
            {
                await MeasureAsync(engine, what, times);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static ServiceProvider Build(string database)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddSingleton<TimeProvider>(new Standstill(DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture)));
        collection.AddSqliteStorage(_ => database);
        collection.AddDrillEngine();
        var services = collection.BuildServiceProvider();
        var titles = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("en", "Topic 3");
        services.GetRequiredService<BankLibrary>().Swap(new Compilation(new QuestionBank([], [new Topic("topic-3", titles, 1)]), []));
        return services;
    }

    private static async Task MeasureAsync(Engine engine, string what, int times)
    {
        var taken = new List<double>(times);
        for (var i = 0; i < times + 5; i++)
        {
            var call = new CommandCall("leaderboard", what) { UpdateKey = $"{what}-{i}", Chat = Room, Sender = new Sender("u3000", "u3000"), Language = "en" };
            var start = TimeProvider.System.GetTimestamp();
            var replies = await engine.HandleAsync(call, CancellationToken.None);
            if (i >= 5)
            {
                taken.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }

            if (replies is not [MessageReply { Message.Body.Blocks.Length: > 5 }])
            {
                throw new InvalidOperationException("That is no leaderboard.");
            }
        }

        taken.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"/leaderboard {what}: {taken[taken.Count / 2]:0.0} ms in the middle, {taken[taken.Count * 95 / 100]:0.0} ms for 19 of 20, {taken[0]:0.0} ms at best"));
    }

    private static async Task FillAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Foreign Keys=False");
        await connection.OpenAsync();
        var first = DateOnly.FromDateTime(DateTime.Parse(Now, CultureInfo.InvariantCulture)).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber - Days + 1;
        foreach (var sql in Fill(first))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own numbers.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static IEnumerable<string> Fill(int first)
    {
        yield return "PRAGMA synchronous = OFF";
        yield return $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OtherChats + 1})
            INSERT INTO Chat (Id, Platform, Key, Thread, IsPrivate, Language, LanguageIsChosen, Zone, Form, CreatedAt, DailyIsOn, DailySlots, DailyWeekdays, DailyTopics, DailyLevels, DailyReveal, DailyThread, DailyPin, WantsQuiz, WithoutPictures)
            SELECT i, 'bench', i, '', 0, 'en', 1, 'UTC', 'mixed', 0, 0, '540', 127, '', '', '12h', 0, 0, 0, 0 FROM n
            """;
        yield return $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {LargeChatPeople + OtherPeople - 1})
            INSERT INTO Person (Id, HidesName) SELECT i + 1, i % 50 = 0 FROM n
            """;
        yield return "INSERT INTO Identity (PersonId, Platform, User, Name) SELECT Id, 'bench', 'u' || Id, 'Person ' || Id FROM Person";
        yield return "INSERT INTO QuestionCopy (Id, QuestionId, Language, Revision, Topic, Level, Variant) VALUES (1, 'bench/q', 'en', '0', 'topic-1', 1, '{}')";
        yield return $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {(OtherChats + 1) * Days - 1})
            INSERT INTO Post (Id, ChatId, CopyId, QuestionId, Form, ChoiceIndex, LocalDate, Slot, OpenedAt, ClosesAt, ClosedAt)
            SELECT i + 1, 1 + i / {Days}, 1, 'bench/q', 0, 0, {first} + i % {Days}, 540, 0, 0, 0 FROM n
            """;

        // The days are spread so that the last of them is the Sunday of the week that is measured: a week at its fullest.
        var lastWeek = first + 8;
        const string columns = "PostId, ChatId, IdentityId, PersonId, Number, At, LocalDate, Topic, Revision, GraderVersion, Text, Verdict, Coverage, WasPeeked, WasClosed, HalfPoints, IsRanked, Reason";
        const string rest = "'0', 'kp-3', 'An answer of some length that says what it has to say.', '{\"Coverage\":0.5}', 0.5, 0, 0";
        yield return $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {LargeChat - 1}),
            a AS (SELECT i, 1 + i % {LargeChatPeople} AS person, (i / {LargeChatPeople}) * 18 + (i * 7) % 18 AS day FROM n)
            INSERT INTO Attempt ({columns})
            SELECT 1 + day, 1, person, person, 1, i, {lastWeek} + day, 'topic-' || (day % 12), {rest}, (i * 7919) % 21, i % 10 <> 0, 0 FROM a
            """;
        yield return $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Others - 1}),
            a AS (SELECT i, {LargeChatPeople + 1} + i % {OtherPeople} AS person, (i / {OtherPeople}) * 13 + (i * 7) % 13 AS day FROM n)
            INSERT INTO Attempt ({columns})
            SELECT 1 + (1 + person % {OtherChats}) * {Days} + day, 2 + person % {OtherChats}, person, person, 1, i, {lastWeek} + day, 'topic-' || (day % 12), {rest}, (i * 7919) % 21, i % 10 <> 0, 0 FROM a
            """;
        yield return """
            INSERT INTO StandingTotal (ChatId, PersonId, HalfPoints, FullAnswers)
            SELECT ChatId, PersonId, SUM(HalfPoints), SUM(HalfPoints = 20) FROM Attempt WHERE IsRanked GROUP BY ChatId, PersonId
            """;
    }

    /// <summary>A clock that stands still, so that the week is the same whenever it is measured.</summary>
    private sealed class Standstill(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
