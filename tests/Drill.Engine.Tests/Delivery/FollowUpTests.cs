using Drill.Conversation;
using Drill.Data;
using Drill.Engine.Tests.Conversation;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Delivery;

public sealed class FollowUpTests
{
    private static MemoryPlatform Rich => new() { FollowUps = [FollowUp.Thread, FollowUp.Pin] };

    [Fact]
    public async Task A_daily_gets_its_thread_and_pin_after_it_was_sent()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [Rich]);
        await drill.CallAsync("admin", "/daily thread on");
        Assert.Contains("Pinned: on", (await drill.CallAsync("admin", "/daily pin on")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        Assert.Single(drill.Platform.Sent);
        Assert.Equal([("m1", FollowUp.Thread), ("m1", FollowUp.Pin)], drill.Platform.StepsDone.Select(s => (s.MessageId, s.Step)));
        Assert.NotEmpty(drill.Platform.StepsDone[0].Title);
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again_alone_and_one_that_is_refused_stops_no_daily()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [Rich]);
        await drill.CallAsync("admin", "/daily thread on");
        await drill.CallAsync("admin", "/daily pin on");
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.PassAsync(TimeSpan.FromMinutes(59));
        drill.Clock.Advance(TimeSpan.FromMinutes(1));
        await drill.Ticks.PlanAsync(TestContext.Current.CancellationToken);
        drill.Platform.Next(() => new SendOutcome.Sent("m1"));
        drill.Platform.Next(() => new SendOutcome.RetryAfter(TimeSpan.FromMinutes(3)));
        drill.Platform.Next(() => new SendOutcome.Refused("No right to pin."));
        await drill.TickAsync();
        await drill.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1));
        Assert.Equal([FollowUp.Thread], drill.Platform.StepsDone.Select(s => s.Step));
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Contains(drill.Platform.Sent, s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_platform_without_threads_says_so()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains("no such thing", (await drill.CallAsync("admin", "/daily thread on")).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("thread", (await drill.CallAsync("admin", "/daily status")).Text(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_missing_permission_is_named_before_the_daily_is_switched_on_and_in_its_status()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.Missing.Add("Embed Links");
        var refused = (await drill.CallAsync("admin", "/daily on 9:00")).Text();
        Assert.Contains("Embed Links", refused, StringComparison.Ordinal);
        Assert.False(await drill.ReadAsync(db => db.Chats.Select(c => c.DailyIsOn).SingleAsync()));

        drill.Platform.Missing.Clear();
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.Missing.Add("Attach Files");
        Assert.Contains("Attach Files", (await drill.CallAsync("ann", "/daily status")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_switched_the_daily_on_is_told_in_private_once_when_it_is_refused()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.Next(() => new SendOutcome.Refused("The bot was removed from the chat."));
        await drill.PassAsync(TimeSpan.FromDays(3), TimeSpan.FromHours(1));
        var told = Assert.Single(drill.Platform.Sent);
        Assert.Equal(DrillFixture.PrivateOf("admin"), told.Chat);
        Assert.Contains("The bot was removed from the chat.", told.Message.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_carries_a_quiz_only_where_the_chat_wants_it()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Null((await drill.AskAsync("stars")).Quiz);
        Assert.Contains("quiz", (await drill.CallAsync("admin", "/settings votes quiz")).Text(), StringComparison.Ordinal);
        var asked = await drill.AskAsync("stars");
        Assert.NotNull(asked.Quiz);
        Assert.Equal([1], asked.Quiz.Right);
        Assert.Equal("The sun", asked.Quiz.Options[1]);
        Assert.NotEmpty(asked.Buttons);
        Assert.Null((await drill.AskAsync("gardens")).Quiz);
    }

    [Fact]
    public async Task Many_chats_are_sent_to_at_once_and_one_slow_chat_delays_only_itself()
    {
        var stuck = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var platform = new GatedPlatform("slow-chat", stuck.Task);
        await using var gated = await DrillFixture.StartAsync(platforms: [platform]);
        foreach (var chat in new[] { "slow-chat", "a", "b", "c" })
        {
            await gated.CallAsync("ann", "/question gardens", new ChatAddress("gated", chat, null, IsPrivate: false));
            await gated.CallAsync("ann", "/question gardens", new ChatAddress("gated", chat, null, IsPrivate: false));
        }

        var draining = gated.Ticks.DrainAsync(TestContext.Current.CancellationToken);
        await platform.WaitForAsync(6);
        Assert.DoesNotContain("slow-chat", platform.Sent);
        stuck.SetResult(new SendOutcome.Sent("late"));
        Assert.Equal(8, await draining);
        Assert.Equal(8, await gated.ReadAsync(db => db.Deliveries.CountAsync(d => d.State == DeliveryState.Sent)));
    }

    [Fact]
    public async Task A_send_under_way_while_the_clock_leaps_over_its_lease_is_no_doubt()
    {
        var stuck = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var platform = new GatedPlatform("slow-chat", stuck.Task);
        await using var gated = await DrillFixture.StartAsync(platforms: [platform]);
        await gated.CallAsync("ann", "/question gardens", new ChatAddress("gated", "slow-chat", null, IsPrivate: false));
        await gated.CallAsync("ann", "/question gardens", new ChatAddress("gated", "a", null, IsPrivate: false));
        await gated.CallAsync("ann", "/question gardens", new ChatAddress("gated", "a", null, IsPrivate: false));
        platform.WhenSending = () => gated.Clock.Advance(TimeSpan.FromMinutes(5));

        var draining = gated.Ticks.DrainAsync(TestContext.Current.CancellationToken);
        await platform.WaitForAsync(2);
        Assert.Equal(DeliveryState.Claimed, await gated.ReadAsync(db => db.Deliveries.Where(d => d.MessageId == null).MinAsync(d => d.State)));
        stuck.SetResult(new SendOutcome.Sent("late"));
        Assert.Equal(3, await draining);
        Assert.Equal(1, await gated.ReadAsync(db => db.Deliveries.CountAsync(d => d.MessageId == "late" && d.Tries == 1 && d.State == DeliveryState.Sent)));
    }

    /// <summary>A platform on which one chat hangs until it is let go.</summary>
    private sealed class GatedPlatform(string slow, Task<SendOutcome> gate) : IChatPlatform
    {
        private readonly System.Threading.Channels.Channel<string> arrived = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public System.Collections.Concurrent.ConcurrentQueue<string> Sent { get; } = [];

        public Action? WhenSending { get; set; }

        public string Name => "gated";

        public async Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
        {
            if (string.Equals(chat.Chat, slow, StringComparison.Ordinal))
            {
                return await gate;
            }

            WhenSending?.Invoke();
            Sent.Enqueue(chat.Chat);
            await arrived.Writer.WriteAsync(chat.Chat, cancellationToken);
            return new SendOutcome.Sent(key);
        }

        public async Task WaitForAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await arrived.Reader.ReadAsync(TestContext.Current.CancellationToken);
            }
        }

        public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<SendTrace>(new SendTrace.Absent());

        public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
