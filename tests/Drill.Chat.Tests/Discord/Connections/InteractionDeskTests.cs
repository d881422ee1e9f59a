using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Drill.DiscordChat;
using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord.Connections;

/// <summary>Which interactions begin, when, and which never do.</summary>
public sealed class InteractionDeskTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly LogBook log = new();
    private readonly ConcurrentQueue<string> begun = new();
    private readonly ConcurrentQueue<string> dropped = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new(StringComparer.Ordinal);

    private InteractionDesk Desk(int unanswered, int open, int waiting) => new(new InteractionLimits(unanswered, open, waiting), clock, log);

    /// <summary>Takes so many interactions, which end when <see cref="End"/> says so.</summary>
    private void Take(InteractionDesk desk, int first, int count, bool answers = false)
    {
        foreach (var id in Enumerable.Range(first, count).Select(Name))
        {
            TakeId(desk, id, answers);
        }
    }

    private void TakeId(InteractionDesk desk, string id, bool answers = false) =>
        desk.Take(
            new DiscordEvent.InteractionReceived(new Interaction { Id = id }, (_, _, _) => Task.FromResult<RestOutcome<Nothing>>(new RestOutcome<Nothing>.Done(default))),
            async received =>
            {
                begun.Enqueue(id);
                if (answers)
                {
                    await received.RespondAsync(new InteractionResponse(InteractionResponse.DeferredUpdate), [], CancellationToken.None);
                }

                await ends.GetOrAdd(id, _ => new TaskCompletionSource()).Task;
            },
            () => dropped.Enqueue(id));

    /// <summary>An id as Discord makes it.</summary>
    private static string IdOf(DateTimeOffset at) => ((at.ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22).ToString(CultureInfo.InvariantCulture);

    private void End(int number) => ends.GetOrAdd(Name(number), _ => new TaskCompletionSource()).SetResult();

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(int first, int count) => Enumerable.Range(first, count).Select(Name);

    private Task BegunAsync(int count) => Clock.StillAsync(() => begun.Count == count);

    [Fact]
    public async Task No_more_begin_at_once_than_may_and_the_next_begins_when_one_ends()
    {
        var desk = Desk(unanswered: 2, open: 9, waiting: 10);
        Take(desk, 0, 5);
        await BegunAsync(2);
        Assert.Equal(["0", "1"], begun.Order(StringComparer.Ordinal));
        End(1);
        await BegunAsync(3);
        Assert.Equal("2", begun.Last());
        Assert.Empty(dropped);
    }

    [Fact]
    public async Task One_that_has_its_first_response_makes_room_for_the_next()
    {
        var desk = Desk(unanswered: 1, open: 3, waiting: 10);
        Take(desk, 0, 5, answers: true);
        await BegunAsync(3);
        Assert.Equal(Names(0, 3), begun);
    }

    [Fact]
    public async Task Acknowledged_ones_that_wait_for_the_engine_are_no_more_than_may_be_open()
    {
        var desk = Desk(unanswered: 5, open: 2, waiting: 10);
        Take(desk, 0, 4, answers: true);
        await BegunAsync(2);
        End(0);
        await BegunAsync(3);
        End(1);
        await BegunAsync(4);
    }

    [Fact]
    public async Task They_begin_in_the_order_in_which_they_came()
    {
        var desk = Desk(unanswered: 1, open: 1, waiting: 100);
        for (var i = 0; i < 100; i++)
        {
            End(i);
        }

        Take(desk, 0, 100);
        await BegunAsync(100);
        Assert.Equal(Names(0, 100), begun);
    }

    [Fact]
    public async Task When_too_many_wait_the_one_that_has_waited_longest_is_dropped()
    {
        var desk = Desk(unanswered: 1, open: 1, waiting: 3);
        Take(desk, 0, 6);
        Assert.Equal(["1", "2"], dropped);
        for (var i = 0; i < 6; i++)
        {
            End(i);
        }

        await BegunAsync(4);
        Assert.Equal(["0", "3", "4", "5"], begun);
        Assert.Equal(2, desk.Dropped);
    }

    [Fact]
    public async Task One_that_waited_past_its_time_is_dropped_and_never_begins_while_a_later_one_does()
    {
        var desk = Desk(unanswered: 1, open: 1, waiting: 10);
        Take(desk, 0, 2);
        await BegunAsync(1);
        clock.Advance(InteractionDesk.Patience - TimeSpan.FromMilliseconds(1));
        Take(desk, 2, 1);
        Assert.Empty(dropped);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        End(0);
        await BegunAsync(2);
        Assert.Equal(["0", "2"], begun);
        Assert.Equal(["1"], dropped);
        Assert.Equal(1, desk.Dropped);
    }

    [Fact]
    public async Task Those_that_waited_past_their_time_make_way_for_new_ones_also_while_nothing_ends()
    {
        var desk = Desk(unanswered: 1, open: 1, waiting: 10);
        Take(desk, 0, 6);
        await BegunAsync(1);
        clock.Advance(InteractionDesk.Patience);
        Take(desk, 6, 1);
        Assert.Equal(Names(1, 5), dropped);
    }

    [Fact]
    public void All_that_were_dropped_in_some_seconds_are_told_in_one_line_with_an_id_and_no_token()
    {
        var desk = Desk(unanswered: 1, open: 1, waiting: 0);
        Take(desk, 0, 1_000);
        Assert.Empty(log.Lines);
        clock.Advance(InteractionDesk.BetweenWords);
        Assert.Contains(" 999 were dropped, the last was 999 ", Assert.Single(log.Lines), StringComparison.Ordinal);
        clock.Advance(InteractionDesk.BetweenWords);
        Assert.Single(log.Lines);
        Take(desk, 1_000, 1);
        clock.Advance(InteractionDesk.BetweenWords);
        Assert.Contains(" 1 were dropped, the last was 1000 ", log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_lay_unread_past_its_time_is_dropped_when_it_is_read_also_where_clocks_differ()
    {
        var desk = Desk(unanswered: 1, open: 9, waiting: 10);
        var discord = clock.GetUtcNow() - TimeSpan.FromMinutes(7);
        TakeId(desk, IdOf(discord), answers: true);
        await BegunAsync(1);
        clock.Advance(TimeSpan.FromSeconds(9));
        TakeId(desk, IdOf(discord + TimeSpan.FromSeconds(6)));
        Assert.Single(dropped);
        TakeId(desk, IdOf(discord + TimeSpan.FromSeconds(7)));
        await BegunAsync(2);
        Assert.Single(dropped);
    }

    [Fact]
    public async Task Where_few_were_there_lately_nothing_is_dropped_though_a_clock_was_set()
    {
        var desk = Desk(unanswered: 48, open: 99, waiting: 10);
        TakeId(desk, IdOf(clock.GetUtcNow()));
        TakeId(desk, IdOf(clock.GetUtcNow() - TimeSpan.FromMinutes(1)));
        TakeId(desk, IdOf(clock.GetUtcNow() - TimeSpan.FromMinutes(2)));
        await BegunAsync(3);
        Assert.Empty(dropped);
        TakeId(desk, IdOf(clock.GetUtcNow() - TimeSpan.FromMinutes(1)));
        Assert.Single(dropped);
    }

    [Fact]
    public async Task An_id_that_tells_no_time_is_taken_as_just_made()
    {
        var desk = Desk(unanswered: 9, open: 9, waiting: 10);
        foreach (var id in new[] { "1", "", "x", "99999999999999999999999", "18446744073709551615", IdOf(clock.GetUtcNow() - TimeSpan.FromDays(1)) })
        {
            TakeId(desk, id);
        }

        await BegunAsync(6);
        Assert.Empty(dropped);
    }

    [Fact]
    public async Task What_was_quick_is_forgotten_after_some_minutes_so_that_a_clock_that_was_set_is_believed_again()
    {
        var desk = Desk(unanswered: 32, open: 99, waiting: 10);
        TakeId(desk, IdOf(clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(1));
        TakeId(desk, IdOf(clock.GetUtcNow()));
        await BegunAsync(2);
        TakeId(desk, IdOf(clock.GetUtcNow() - TimeSpan.FromSeconds(20)));
        Assert.Single(dropped);
        clock.Advance(TimeSpan.FromMinutes(3));
        TakeId(desk, IdOf(clock.GetUtcNow() - TimeSpan.FromSeconds(20)));
        Assert.Single(dropped);
    }

    [Fact]
    public void Whatever_comes_and_ends_no_limit_is_passed_and_each_begins_or_is_dropped_or_waits_once() => Gen.Select(
        Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[0, 5], Gen.Int[0, 2].Array[0, 60]).Sample((unanswered, open, waiting, steps) =>
    {
        var desk = Desk(unanswered, open, waiting);
        var (now, most, count, began, gone) = (0, 0, 0, 0, 0);
        var gate = new Lock();
        var running = new Queue<TaskCompletionSource>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case 0:
                    clock.Advance(TimeSpan.FromSeconds(1));
                    break;
                case 1:
                    count++;
                    desk.Take(new DiscordEvent.InteractionReceived(new Interaction { Id = "1" }, (_, _, _) => Task.FromResult<RestOutcome<Nothing>>(new RestOutcome<Nothing>.Done(default))), RunAsync, () => gone++);
                    break;
                default:
                    lock (gate)
                    {
                        if (running.TryDequeue(out var end))
                        {
                            end.SetResult();
                        }
                    }

                    break;
            }
        }

        lock (gate)
        {
            Assert.InRange(most, 0, Math.Min(unanswered, open));
            Assert.InRange(count - began - desk.Dropped, 0, waiting + Math.Min(unanswered, open));
        }

        async Task RunAsync(DiscordEvent.InteractionReceived received)
        {
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                began++;
                most = Math.Max(most, ++now);
                running.Enqueue(end);
            }

            await end.Task;
            lock (gate)
            {
                now--;
            }
        }
    });
}
