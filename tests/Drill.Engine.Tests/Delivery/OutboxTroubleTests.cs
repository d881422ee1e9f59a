using Drill.Conversation;
using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Delivery;

/// <summary>What the outbox does when the host stops, the database fails or a platform is away: what is known is never forgotten, and what was not tried is not in doubt.</summary>
public sealed class OutboxTroubleTests
{
    private const string NobodyMayRecord = """CREATE TRIGGER "Trouble" BEFORE UPDATE ON "Delivery" WHEN NEW."State" = 2 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END""";
    private const string Mended = """DROP TRIGGER "Trouble" """;

    [Fact]
    public async Task What_is_being_sent_when_the_host_stops_comes_to_its_end_and_is_recorded()
    {
        var gate = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var platform = new HeldPlatform(gate.Task);
        await using var drill = await DrillFixture.StartAsync(platforms: [platform]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await drill.CallAsync("ann", "/question gardens", new ChatAddress("held", "a", null, IsPrivate: false));
        var sending = drill.Ticks.SendAsync(stop.Token);
        await platform.Begun.WaitAsync(TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await drill.CallAsync("ann", "/question gardens", new ChatAddress("held", "b", null, IsPrivate: false));
        gate.SetResult(new SendOutcome.Sent("m7"));
        await sending;

        var deliveries = await drill.ReadAsync(db => db.Deliveries.OrderBy(d => d.Id).Select(d => new { d.State, d.MessageId, d.Tries }).ToListAsync());
        Assert.Equal([(DeliveryState.Sent, "m7", 1), (DeliveryState.Pending, null, 0)], deliveries.Select(d => (d.State, d.MessageId, d.Tries)));
    }

    [Fact]
    public async Task What_cannot_be_recorded_now_is_kept_and_recorded_later()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(canFindSent: false)]);
        await drill.CallAsync("ann", "/question gardens");
        await ExecuteAsync(drill, NobodyMayRecord);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = drill.Ticks.SendAsync(stop.Token);
        await UntilAsync(drill, _ => Task.FromResult(drill.Platform.Sent.Count == 1));
        await PassAsync(drill, TimeSpan.FromMinutes(2));
        await ExecuteAsync(drill, Mended);
        await UntilAsync(drill, db => db.Deliveries.AnyAsync(d => d.State == DeliveryState.Sent && d.MessageId == "m1"));
        await stop.CancelAsync();
        await sending;
        Assert.Single(drill.Platform.Sent);
    }

    [Fact]
    public async Task One_row_that_cannot_be_recorded_does_not_keep_the_others()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(canFindSent: false)]);
        await drill.CallAsync("ann", "/question gardens", DrillFixture.Group with { Chat = "odd" });
        await ExecuteAsync(drill, NobodyMayRecord.Replace("NEW.\"State\" = 2", "NEW.\"State\" = 2 AND NEW.\"ChatId\" = 1", StringComparison.Ordinal));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = drill.Ticks.SendAsync(stop.Token);
        for (var i = 0; i < 3; i++)
        {
            await drill.CallAsync("ann", "/question gardens", DrillFixture.Group with { Chat = "chat" + i });
        }

        await UntilAsync(drill, async db => await db.Deliveries.CountAsync(d => d.State == DeliveryState.Sent) == 3);
        await stop.CancelAsync();
        await sending;
    }

    [Fact]
    public async Task Rows_that_were_claimed_and_cannot_be_read_are_given_back()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(canFindSent: false)]);
        await drill.CallAsync("ann", "/question gardens");
        await ExecuteAsync(drill, """ALTER TABLE "QuestionCopy" RENAME TO "Elsewhere" """);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => drill.Ticks.DrainAsync(TestContext.Current.CancellationToken));
        await ExecuteAsync(drill, """ALTER TABLE "Elsewhere" RENAME TO "QuestionCopy" """);
        Assert.Equal((DeliveryState.Pending, 0), await drill.ReadAsync(async db =>
        {
            var row = await db.Deliveries.SingleAsync();
            return (row.State, row.Tries);
        }));
        await drill.Ticks.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Single(drill.Platform.Sent);
    }

    [Fact]
    public async Task A_question_whose_copy_is_broken_is_given_up_alone()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(canFindSent: false)]);
        await drill.CallAsync("ann", "/question gardens", DrillFixture.Group with { Chat = "odd" });
        await ExecuteAsync(drill, """UPDATE "QuestionCopy" SET "Variant" = 'no json' """);
        await drill.CallAsync("ann", "/question stars", DrillFixture.Group);
        await drill.TickAsync();
        Assert.Equal(DrillFixture.Group, Assert.Single(drill.Platform.Sent).Chat);
        Assert.Equal([DeliveryState.Refused, DeliveryState.Sent], await drill.ReadAsync(db => db.Deliveries.OrderBy(d => d.Id).Select(d => d.State).ToListAsync()));
    }

    [Fact]
    public async Task A_question_whose_time_was_over_before_it_could_be_sent_is_skipped_with_its_answer_and_the_daily_goes_on()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily reveal 30m");
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.Next(() => new SendOutcome.RetryAfter(TimeSpan.FromMinutes(40)));
        await drill.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromMinutes(1));
        Assert.Empty(drill.Platform.Sent);
        Assert.Contains("skipped", (await drill.CallAsync("admin", "/daily status")).Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromMinutes(10));
        Assert.Equal(2, drill.Platform.Sent.Count);
    }

    [Fact]
    public async Task A_platform_that_was_away_for_days_gets_the_latest_question_and_no_heap_of_old_ones()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily reveal 23h");
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.Always = () => new SendOutcome.RetryAfter(TimeSpan.FromSeconds(15));
        await drill.PassAsync(TimeSpan.FromHours(72 + 2), TimeSpan.FromMinutes(20));
        drill.Platform.Always = null;
        await drill.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal("2026-03-05T09:00:00Z", (await drill.ReadAsync(db => db.Posts.MaxAsync(p => p.OpenedAt))).ToInstant().ToString());
        Assert.Contains("Question of the day", Assert.Single(drill.Platform.Sent).Message.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_found_after_a_crash_gets_the_steps_that_come_after_it()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform { FollowUps = [FollowUp.Pin] }]);
        await drill.CallAsync("admin", "/daily pin on");
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.NextArrivesUnseen();
        await drill.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Equal([("m1", FollowUp.Pin)], drill.Platform.StepsDone.Select(s => (s.MessageId, s.Step)));
    }

    private static Task<int> ExecuteAsync(DrillFixture drill, string sql) => drill.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>Lets time pass for a sender that runs beside the test.</summary>
    private static async Task PassAsync(DrillFixture drill, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            drill.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static async Task UntilAsync(DrillFixture drill, Func<DrillDb, Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await drill.ReadAsync(isSo))
        {
            drill.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>A platform that cannot be asked afterwards, and holds every call until it is let go or the call is ended.</summary>
    private sealed class HeldPlatform(Task<SendOutcome> gate) : IChatPlatform
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public string Name => "held";

        public Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
        {
            begun.TrySetResult();
            return gate.WaitAsync(cancellationToken);
        }

        public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<SendTrace>(new SendTrace.Unknown());

        public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
