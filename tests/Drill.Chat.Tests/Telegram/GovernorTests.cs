using CsCheck;
using Drill.TelegramChat.Calling;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Telegram;

/// <summary>The pace at which messages may go.</summary>
public sealed class GovernorTests
{
    private const long Group = -100;
    private static readonly SendRates Rates = new(30, 1, 20);

    [Fact]
    public void A_few_messages_go_at_once_and_the_rest_one_a_second()
    {
        var times = Run(Rates, Enumerable.Repeat((7L, 0.0), 10));
        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 5, 6, 7], times.Select(t => Math.Round(t.Time.TotalSeconds, 3)));
    }

    [Fact]
    public void A_group_gets_no_more_than_twenty_in_any_minute()
    {
        var times = Run(Rates with { PerSecondInChat = 0 }, Enumerable.Repeat((Group, 0.0), 41)).Select(t => t.Time).ToList();
        Assert.Equal(TimeSpan.FromMinutes(1), times[20] - times[0]);
        Assert.True(times[40] >= times[20] + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_server_that_counts_every_second_never_counts_more_than_the_rate_also_when_it_begins_with_a_burst()
    {
        var times = Run(new SendRates(30, 0, 0), Enumerable.Range(1, 3_000).Select(i => ((long)i, 0.0))).Select(t => t.Time).ToList();
        Assert.All(Enumerable.Range(0, times.Count - 30), i => Assert.True(times[i + 30] - times[i] > TimeSpan.FromSeconds(1)));
        Assert.InRange((times.Count - 1) / times[^1].TotalSeconds, 30 * 0.99, 30.1);
    }

    [Fact]
    public void Nothing_is_held_back_without_limits() =>
        Assert.All(Run(new SendRates(0, 0, 0), Enumerable.Repeat((Group, 0.0), 1000)), t => Assert.Equal(TimeSpan.Zero, t.Time));

    [Fact]
    public void Whatever_comes_the_rates_hold_in_every_window_and_nobody_starves() => Gen.Select(
        Gen.Select(Gen.Int[-4, 4], Gen.Double[0, 0.3]).Array[1, 300], Gen.Double[5, 60], Gen.Double[0.5, 3], Gen.Int[2, 20]).Sample((wishes, perSecond, perChat, perGroup) =>
    {
        var rates = new SendRates(perSecond, perChat, perGroup);
        var sent = Run(rates, wishes.Select(w => ((long)(w.Item1 == 0 ? 9 : w.Item1), w.Item2)));
        Assert.Equal(wishes.Length, sent.Count);
        Holds(sent.Select(s => s.Time), perSecond, Governor.Burst, TimeSpan.FromSeconds(1));
        foreach (var chat in sent.GroupBy(s => s.Chat))
        {
            Holds(chat.Select(s => s.Time), perChat, Governor.ChatBurst, TimeSpan.FromSeconds(5));
            if (chat.Key < 0)
            {
                var times = chat.Select(s => s.Time).ToList();
                Assert.All(Enumerable.Range(0, Math.Max(0, times.Count - perGroup)), i => Assert.True(times[i + perGroup] - times[i] >= TimeSpan.FromMinutes(1)));
            }
        }
    });

    [Fact]
    public void Patience_that_telegram_asks_for_is_kept_for_that_chat_and_for_all_when_a_second_chat_is_told_the_same()
    {
        var governor = new Governor(Rates);
        governor.Block(1, TimeSpan.FromSeconds(30), TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(30), governor.TryTake(1, isGroup: false, TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, governor.TryTake(2, isGroup: false, TimeSpan.Zero));
        governor.Block(2, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(10), governor.TryTake(3, isGroup: false, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.Zero, governor.TryTake(3, isGroup: false, TimeSpan.FromSeconds(11)));
        Assert.True(governor.TryTake(1, isGroup: false, TimeSpan.FromSeconds(11)) > TimeSpan.Zero);
    }

    [Fact]
    public async Task Whoever_answers_a_person_passes_before_whoever_posts_on_schedule()
    {
        var clock = new FakeTimeProvider();
        using var gate = new SendGate(new SendRates(1, 0, 0), clock);
        for (var i = 0; i < Governor.Burst; i++)
        {
            Assert.Null(await gate.EnterAsync(i, false, false, TimeSpan.Zero, TestContext.Current.CancellationToken));
        }

        var order = new List<string>();
        var waiting = new[] { Wait("post 1", isUrgent: false, 11), Wait("post 2", isUrgent: false, 12), Wait("reply 1", isUrgent: true, 13), Wait("reply 2", isUrgent: true, 14) };
        while (waiting.Where(w => !w.IsCompleted).ToList() is { Count: > 0 } open)
        {
            // Whoever is let through may be quicker than we are.
            clock.Advance(TimeSpan.FromSeconds(1.01));
            await Task.WhenAny(open);
        }

        await Task.WhenAll(waiting);
        Assert.Equal(["reply 1", "reply 2", "post 1", "post 2"], order);

        async Task Wait(string name, bool isUrgent, long chat)
        {
            Assert.Null(await gate.EnterAsync(chat, false, isUrgent, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            lock (order)
            {
                order.Add(name);
            }
        }
    }

    [Fact]
    public async Task Whoever_would_wait_longer_than_they_can_is_told_at_once_and_takes_nothing()
    {
        var clock = new FakeTimeProvider();
        using var gate = new SendGate(Rates, clock);
        gate.Block(5, TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(40), await gate.EnterAsync(5, false, true, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Null(await gate.EnterAsync(6, false, true, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_leaves_the_queue_takes_nothing()
    {
        var clock = new FakeTimeProvider();
        using var gate = new SendGate(new SendRates(1, 0, 0), clock);
        for (var i = 0; i < Governor.Burst; i++)
        {
            await gate.EnterAsync(i, false, false, TimeSpan.Zero, TestContext.Current.CancellationToken);
        }

        using var cancelled = new CancellationTokenSource();
        var leaving = gate.EnterAsync(20, false, true, TimeSpan.FromMinutes(1), cancelled.Token).AsTask();
        var staying = gate.EnterAsync(21, false, true, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        clock.Advance(TimeSpan.FromSeconds(1.01));
        Assert.Null(await staying);
    }

    /// <summary>Sends each wish as soon as it may: (chat, seconds after the wish before).</summary>
    private static List<(long Chat, TimeSpan Time)> Run(SendRates rates, IEnumerable<(long Chat, double After)> wishes)
    {
        var governor = new Governor(rates);
        var now = TimeSpan.Zero;
        var sent = new List<(long, TimeSpan)>();
        foreach (var (chat, after) in wishes)
        {
            now += TimeSpan.FromSeconds(after);
            var tries = 0;
            while (governor.TryTake(chat, chat < 0, now) is var wait && wait > TimeSpan.Zero)
            {
                now += wait;
                Assert.True(++tries < 10, "what it says to wait is enough");
            }

            sent.Add((chat, now));
        }

        return sent;
    }

    private static void Holds(IEnumerable<TimeSpan> all, double perSecond, int burst, TimeSpan window)
    {
        var times = all.ToList();
        var most = (int)Math.Ceiling((perSecond * window.TotalSeconds) + burst);
        for (var (first, last) = (0, 0); last < times.Count; last++)
        {
            while (times[last] - times[first] >= window)
            {
                first++;
            }

            Assert.True(last - first + 1 <= most);
        }
    }
}
