using CsCheck;
using Drill.DiscordChat.Rest;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord.Rest;

public sealed class BucketTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();
    private readonly Bucket bucket;

    public BucketTests() => bucket = new Bucket(clock);

    private static LimitHeaders Said(int limit, int remaining, TimeSpan resetAfter) => new("b", limit, remaining, resetAfter);

    private Task<TimeSpan?> Enter() => bucket.EnterAsync("r", Patience, TestContext.Current.CancellationToken);

    private async Task EnteredAsync() => Assert.Null(await Enter().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

    /// <summary>One request tells the limit.</summary>
    private async Task KnownAsync(int limit)
    {
        await EnteredAsync();
        bucket.Release(Said(limit, limit - 1, Window));
    }

    /// <summary>Two requests, all that fit, are under way in a window of which Discord has said nothing.</summary>
    private async Task FullAsync()
    {
        await KnownAsync(2);
        clock.Advance(Window);
        await EnteredAsync();
        await EnteredAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_after_a_later_one_does_not_bring_back_what_that_has_used()
    {
        await FullAsync();
        bucket.Release(Said(2, 0, Window));
        bucket.Release(Said(2, 1, Window));
        var third = Enter();
        Assert.False(third.IsCompleted);
        clock.Advance(Window);
        Assert.Null(await third);
    }

    [Fact]
    public async Task Whatever_the_order_of_the_answers_nobody_enters_a_window_that_is_full()
    {
        var orders = Gen.Int[1, 8].SelectMany(limit => Gen.Shuffle(Enumerable.Range(0, limit).ToArray()));
        await orders.SampleAsync(async order =>
        {
            var limit = order.Length;
            var time = new FakeTimeProvider();
            var full = new Bucket(time);
            await full.EnterAsync("r", Patience, CancellationToken.None);
            full.Release(Said(limit, limit - 1, Window));
            time.Advance(Window);
            for (var i = 0; i < limit; i++)
            {
                Assert.Null(await full.EnterAsync("r", Patience, CancellationToken.None));
            }

            var next = full.EnterAsync("r", Patience, CancellationToken.None);
            foreach (var place in order)
            {
                full.Release(Said(limit, limit - 1 - place, Window));
                Assert.False(next.IsCompleted);
            }
        }, iter: 200);
    }

    [Fact]
    public async Task Requests_that_nobody_answered_do_not_close_it_for_ever_and_the_next_goes_alone()
    {
        await FullAsync();
        var third = Enter();
        var fourth = Enter();
        bucket.Release();
        Assert.False(third.IsCompleted);
        bucket.Release();
        Assert.Null(await third.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.False(fourth.IsCompleted);
        bucket.Release(Said(2, 1, Window));
        Assert.Null(await fourth.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_window_that_discord_began_anew_meanwhile_counts_as_new()
    {
        await KnownAsync(3);
        clock.Advance(TimeSpan.FromSeconds(4));
        await EnteredAsync();
        bucket.Release(Said(3, 2, Window));
        await EnteredAsync();
        await EnteredAsync();
        Assert.False(Enter().IsCompleted);
    }

    [Fact]
    public async Task A_limit_that_discord_has_changed_holds_at_once()
    {
        await KnownAsync(2);
        await EnteredAsync();
        bucket.Release(Said(6, 4, Window));
        for (var i = 0; i < 4; i++)
        {
            await EnteredAsync();
        }

        Assert.False(Enter().IsCompleted);
    }
}
