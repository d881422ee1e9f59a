using Drill.Conversation;
using Drill.Data;
using Drill.Delivery;
using Drill.Engine.Tests.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Delivery;

public sealed class OutboxTests
{
    private static Task<DeliveryRow> FirstDeliveryAsync(DrillFixture drill) => drill.ReadAsync(db => db.Deliveries.AsNoTracking().OrderBy(d => d.Id).FirstAsync());

    [Fact]
    public async Task The_sender_is_woken_for_a_closing_that_it_can_see()
    {
        await using var drill = await DrillFixture.StartAsync();
        var signal = drill.Services.GetRequiredService<OutboxSignal>();
        await using var db = drill.Services.GetRequiredService<IDrillDbFactory>().Create();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        for (var closed = 1; closed <= 25; closed++)
        {
            await drill.AskAsync();

            // The question has rung, and that is heard here and not below.
            await signal.WaitAsync("memory", TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            drill.Clock.Advance(TimeSpan.FromHours(13));
            var seen = Task.Run(async () =>
            {
                await signal.WaitAsync("memory", TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
                return await db.Deliveries.CountAsync(d => d.Kind == DeliveryKind.Closing);
            });
            await drill.Ticks.CloseAsync(TestContext.Current.CancellationToken);
            Assert.Equal(closed, await seen);
        }
    }

    [Fact]
    public async Task A_platform_that_asks_for_patience_gets_the_message_later_and_once()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.Next(() => new SendOutcome.RetryAfter(TimeSpan.FromMinutes(2)));
        await drill.CallAsync("ann", "/question");
        await drill.TickAsync();
        await drill.PassAsync(TimeSpan.FromSeconds(119));
        Assert.Empty(drill.Platform.Sent);
        await drill.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Single(drill.Platform.Sent);
    }

    [Fact]
    public async Task A_message_that_arrived_unseen_is_found_and_not_repeated()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.NextArrivesUnseen();
        await drill.CallAsync("ann", "/question");
        await drill.TickAsync();
        Assert.Equal(DeliveryState.Claimed, (await FirstDeliveryAsync(drill)).State);
        await drill.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        Assert.Single(drill.Platform.Sent);
        var delivery = await FirstDeliveryAsync(drill);
        Assert.Equal((DeliveryState.Sent, "m1"), (delivery.State, delivery.MessageId));
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_sent_again_with_the_same_key()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.Next(() => throw new HttpRequestException("no route"));
        await drill.CallAsync("ann", "/question");
        await drill.TickAsync();
        var key = (await FirstDeliveryAsync(drill)).SendKey;
        await drill.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        Assert.Equal(key, Assert.Single(drill.Platform.Sent).Key);
        Assert.InRange(key.Length, 1, 25);
    }

    [Fact]
    public async Task Where_the_platform_cannot_tell_the_row_is_in_doubt_shown_and_never_repeated()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(canFindSent: false)]);
        drill.Platform.NextArrivesUnseen();
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Single(drill.Platform.Sent);
        var status = (await drill.CallAsync("admin", "/daily status")).Text();
        Assert.Contains("may not have arrived", status, StringComparison.Ordinal);
        Assert.Contains("Posts in doubt: 1", status, StringComparison.Ordinal);
        Assert.Contains("Question of the day", (await drill.CallAsync("ann", "/today")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_pauses_the_chat_says_why_and_a_word_there_goes_on()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Platform.Next(() => new SendOutcome.Refused("The bot was removed from the chat."));
        await drill.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromHours(1));
        Assert.DoesNotContain(drill.Platform.Sent, s => s.Chat == DrillFixture.Group);
        Assert.Equal(1, await drill.ReadAsync(db => db.Posts.CountAsync(p => p.Slot != null)));
        Assert.Contains("was refused: The bot was removed", (await drill.CallAsync("admin", "/daily status")).Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromHours(24), TimeSpan.FromHours(1));
        Assert.Contains(drill.Platform.Sent, s => s.Chat == DrillFixture.Group);
    }

    [Fact]
    public async Task A_question_that_never_arrived_is_not_closed_in_public()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.Next(() => new SendOutcome.Refused("No permission."));
        await drill.CallAsync("ann", "/question");
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Empty(drill.Platform.Sent);
    }

    [Fact]
    public async Task A_slow_platform_delays_nobody()
    {
        var stuck = new TaskCompletionSource<SendOutcome>();
        var slow = new MemoryPlatform("slow");
        slow.Next(() => stuck.Task.GetAwaiter().GetResult());
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform(), slow]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await drill.CallAsync("ann", "/question", new ChatAddress("slow", "g", null, IsPrivate: false));
        await drill.CallAsync("ann", "/question");
        var loops = Task.Run(() => drill.Ticks.SendAsync(stop.Token), stop.Token);
        while (drill.Platform.Sent.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop.Token);
        }

        Assert.Empty(slow.Sent);
        stuck.SetResult(new SendOutcome.Sent("late"));
        await stop.CancelAsync();
        await loops;
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_message_once()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 30));
        for (var i = 0; i < 20; i++)
        {
            await drill.CallAsync("ann", "/question gardens");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => drill.Ticks.DrainAsync(TestContext.Current.CancellationToken))));
        Assert.Equal(20, drill.Platform.Sent.Count);
        Assert.Equal(20, drill.Platform.Sent.Select(s => s.Key).Distinct(StringComparer.Ordinal).Count());
    }
}
