using System.Collections.Immutable;
using System.Data.Common;
using CsCheck;
using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Drill.Standing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Drill.Engine.Tests.Standing;

public sealed class StandingsTests
{
    private static readonly LocalDate Today = new(2026, 3, 4);

    [Fact]
    public async Task Whatever_was_answered_and_taken_back_the_ranking_read_is_the_one_told_by_the_attempts()
    {
        await using var drill = await DrillFixture.StartAsync();
        await using var db = drill.Services.GetRequiredService<IDrillDbFactory>().Create();
        await PrepareAsync(db);
        await Scenarios.SampleAsync(async scenario =>
        {
            await ClearAsync(db);
            foreach (var answer in scenario.Answers)
            {
                await AnswerAsync(db, answer);
            }

            foreach (var post in scenario.Voided)
            {
                var row = await db.Posts.AsNoTracking().FirstAsync(p => p.Id == post);
                await Voiding.SetAsync(db, row, row.VoidedAt is null ? 1 : null, () => Task.CompletedTask, CancellationToken.None);
            }

            var attempts = await db.Attempts.AsNoTracking().Where(a => a.ChatId == 1 && a.IsRanked).ToListAsync();
            foreach (var period in Enum.GetValues<StandingPeriod>())
            {
                foreach (var topic in new[] { null, "t1" })
                {
                    var read = await Standings.ReadAsync(db, 1, period, Today, topic, scenario.Asker, CancellationToken.None);
                    var told = Told(attempts, Periods.Of(period, Today), topic);
                    Assert.Equal(Seen(told, scenario.Asker), Seen(read, scenario.Asker));
                }
            }
        }, iter: 40, threads: 1);
    }

    [Theory]
    [InlineData(false, false, "SEARCH StandingTotal USING INDEX")]
    [InlineData(true, false, "SEARCH Attempt USING INDEX IX_Attempt_ChatId_LocalDate_PersonId_HalfPoints_Topic (ChatId=? AND LocalDate>? AND LocalDate<?)")]
    [InlineData(true, true, "SEARCH Attempt USING INDEX IX_Attempt_ChatId_LocalDate_PersonId_HalfPoints_Topic (ChatId=? AND LocalDate>? AND LocalDate<?)")]
    [InlineData(false, true, "SEARCH Attempt USING INDEX IX_Attempt_ChatId_PersonId_HalfPoints_Topic (ChatId=?)")]
    public async Task The_database_seeks_what_a_ranking_needs_in_an_index_and_reads_no_attempt(bool hasDays, bool hasTopic, string plan)
    {
        await using var drill = await DrillFixture.StartAsync();
        await using var db = drill.Services.GetRequiredService<IDrillDbFactory>().Create();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var question = StandingStatements.Text(hasDays, hasTopic);
        Assert.StartsWith(plan, (await ExplainAsync(db, "EXPLAIN QUERY PLAN " + question, r => r.GetString(3)))[0], StringComparison.Ordinal);

        // SQLite says "covering" only of whole indexes, so its program is asked: the table is opened, and no column is read from it.
        var program = await ExplainAsync(db, "EXPLAIN " + question, r => (Code: r.GetString(1), Cursor: r.GetInt32(2), Index: r.IsDBNull(5) ? string.Empty : r.GetString(5)));
        var table = program.First(p => p.Code is "OpenRead" && !p.Index.StartsWith("k(", StringComparison.Ordinal)).Cursor;
        Assert.Equal(!hasDays && !hasTopic, program.Any(p => p.Code is "Column" && p.Cursor == table));
    }

    [Fact]
    public async Task A_database_from_before_the_totals_gets_them_when_it_is_migrated()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 2));
        for (var i = 0; i < 2; i++)
        {
            await drill.AskAsync();
            await drill.CallAsync("ann", "/answer Through photosynthesis the plant makes sugar, and it gives off oxygen while it does so.");
        }

        await using var db = drill.Services.GetRequiredService<IDrillDbFactory>().Create();
        await db.GetService<IMigrator>().MigrateAsync("Standings", TestContext.Current.CancellationToken);
        await drill.Ticks.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Contains("ann (you) · 20 points", (await drill.CallAsync("ann", "/leaderboard all")).Text(), StringComparison.Ordinal);
    }

    private static async Task<List<T>> ExplainAsync<T>(DrillDb db, string question, Func<DbDataReader, T> read)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Our own words.
        command.CommandText = question;
#pragma warning restore CA2100
        foreach (var name in new[] { "@chat", "@from", "@to", "@topic" })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static ImmutableArray<RankedRow> Told(IEnumerable<AttemptRow> attempts, DateInterval span, string? topic) => Ranking.Order(attempts
        .Where(a => span.Contains(a.LocalDate.ToLocalDate()) && (topic is null || string.Equals(a.Topic, topic, StringComparison.Ordinal)))
        .GroupBy(a => a.PersonId)
        .Select(g => new StandingRow(g.Key, g.Sum(a => a.HalfPoints), g.Count(a => a.HalfPoints == 20), g.Select(a => a.Topic).Distinct().Count())));

    private static string Seen(ImmutableArray<RankedRow> ranked, long asker)
    {
        var window = Ranking.Window(ranked, asker);
        return string.Join("; ", window.Rows.Select(r => $"{r.Row.Rank}{(r.Row.IsShared ? "=" : ".")} {r.Row.Row.Person} {r.Row.Row.HalfPoints} {r.SkippedBefore}")) + $" +{window.After}";
    }

    private static async Task PrepareAsync(DrillDb db)
    {
        for (var chat = 1; chat <= 2; chat++)
        {
            db.Chats.Add(new ChatRow
            {
                Platform = "memory",
                Key = $"{chat}",
                Thread = string.Empty,
                Language = "en",
                Zone = "UTC",
                Form = "mixed",
                DailySlots = "540",
                DailyTopics = string.Empty,
                DailyLevels = string.Empty,
                DailyReveal = "12h",
            });
        }

        db.QuestionCopies.Add(new QuestionCopyRow { QuestionId = "q", Language = "en", Revision = "0", Topic = "t0", Variant = "{}" });
        for (var person = 1; person <= 12; person++)
        {
            db.Persons.Add(new PersonRow());
        }

        await db.SaveChangesAsync();
        for (var person = 1; person <= 12; person++)
        {
            db.Identities.Add(new IdentityRow { PersonId = person, Platform = "memory", User = $"{person}", Name = $"{person}" });
        }

        for (var post = 0; post < 8; post++)
        {
            db.Posts.Add(new PostRow { ChatId = 1 + (post % 2), CopyId = 1, QuestionId = "q", LocalDate = 0 });
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task ClearAsync(DrillDb db)
    {
        await db.Attempts.ExecuteDeleteAsync();
        await db.StandingTotals.ExecuteDeleteAsync();
        await db.Posts.ExecuteUpdateAsync(s => s.SetProperty(p => p.VoidedAt, (long?)null));
        db.ChangeTracker.Clear();
    }

    /// <summary>As an answer is recorded.</summary>
    private static async Task AnswerAsync(DrillDb db, Answer answer)
    {
        var post = 1 + answer.Post;
        var earlier = await db.Attempts.CountAsync(a => a.PostId == post && a.PersonId == answer.Person);
        var attempt = new AttemptRow
        {
            PostId = post,
            ChatId = 1 + (answer.Post % 2),
            IdentityId = answer.Person,
            PersonId = answer.Person,
            Number = earlier + 1,
            At = await db.Attempts.CountAsync(),
            LocalDate = Today.PlusDays(-answer.DaysAgo).ToStored(),
            Topic = $"t{answer.Post / 2}",
            Revision = "0",
            GraderVersion = "kp",
            Text = "x",
            Verdict = "{}",
            Coverage = answer.Quarters / 4.0,
            WasPeeked = answer.WasPeeked,
        };
        var today = await db.Attempts.CountAsync(a => a.PersonId == answer.Person && a.ChatId == attempt.ChatId && a.LocalDate == attempt.LocalDate && a.IsRanked);
        var judged = ScoreRules.Judge(Facts.Of(attempt, isGroup: true, isVoided: false), new AttemptCounters(earlier, today));
        (attempt.HalfPoints, attempt.IsRanked, attempt.Reason) = (judged.HalfPoints, judged.IsRanked, (int)judged.Reason);
        db.Attempts.Add(attempt);
        await db.SaveChangesAsync();
        await Totals.AddAsync(db, attempt, CancellationToken.None);
        db.ChangeTracker.Clear();
    }

    private static Gen<Scenario> Scenarios => Gen.Select(
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 7], Gen.Int[2, 4], Gen.Int[0, 40], Gen.Int[0, 9], (person, post, quarters, ago, peeked) => new Answer(person, post, quarters, ago, peeked == 0)).Array[0, 40],
        Gen.Long[1, 8].Array[0, 3],
        Gen.Long[1, 14],
        (answers, voided, asker) => new Scenario(answers, voided, asker));

    private sealed record Answer(long Person, int Post, int Quarters, int DaysAgo, bool WasPeeked);

    private sealed record Scenario(Answer[] Answers, long[] Voided, long Asker);
}
