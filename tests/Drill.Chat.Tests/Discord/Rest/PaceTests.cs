using Drill.DiscordChat.Rest;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord.Rest;

/// <summary>The bot's own limit, to the millisecond.</summary>
public sealed class PaceTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task A_long_line_costs_next_to_no_rate_and_a_slow_answer_makes_the_next_request_wait()
    {
        var pace = new Pace(1, clock);
        var place = await pace.EnterAsync(isUrgent: false, TestContext.Current.CancellationToken);

        // Both ways together take 100 ms, so the request had arrived well before its answer.
        place = await NextAsync(pace, place, takes: 100, waits: 908);

        // Which of the two ways took the 50 ms more nobody knows.
        place = await NextAsync(pace, place, takes: 150, waits: 908);

        // Shorter than ever: from now on that is the shortest.
        place = await NextAsync(pace, place, takes: 20, waits: 988);
        place = await NextAsync(pace, place, takes: 100, waits: 988);

        // After some minutes the way may have become another.
        pace.Leave(place, isAnswered: true);
        clock.Advance(TimeSpan.FromMinutes(3));
        place = await pace.EnterAsync(isUrgent: false, TestContext.Current.CancellationToken);
        place = await NextAsync(pace, place, takes: 100, waits: 908);

        // Of a way that is hardly longer than what it may differ by nothing is sure.
        place = await NextAsync(pace, place, takes: 7, waits: 1_000);

        // A request without an answer has arrived nobody knows when.
        await NextAsync(pace, place, takes: 100, waits: 1_000, isAnswered: false);
    }

    private async Task<int> NextAsync(Pace pace, int place, int takes, int waits, bool isAnswered = true)
    {
        clock.Advance(TimeSpan.FromMilliseconds(takes));
        pace.Leave(place, isAnswered);
        var next = pace.EnterAsync(isUrgent: false, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMilliseconds(waits - 1));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return await next;
    }
}
