using Drill.Data;

namespace Drill.Engine.Tests.Data;

/// <summary>Who writes next.</summary>
public sealed class WriteTurnsTests
{
    private readonly WriteTurns turns = new();
    private readonly List<string> order = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_writes_at_a_time_and_people_go_before_what_is_scheduled()
    {
        var first = await turns.TakeAsync(isUrgent: false, Token);
        var waiting = new[] { WriteAsync("plan", isUrgent: false), WriteAsync("record", isUrgent: false), WriteAsync("ann", isUrgent: true), WriteAsync("bob", isUrgent: true) };
        Assert.Empty(order);
        first.Dispose();
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(["ann", "bob", "plan", "record"], order);
    }

    [Fact]
    public async Task However_many_people_come_what_is_scheduled_comes_about()
    {
        var first = await turns.TakeAsync(isUrgent: true, Token);
        var waiting = Enumerable.Range(0, 40).Select(i => WriteAsync($"person {i}", isUrgent: true)).Append(WriteAsync("plan", isUrgent: false)).ToList();
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.InRange(order.IndexOf("plan"), 1, 10);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_passed_over_and_holds_up_nobody()
    {
        var first = await turns.TakeAsync(isUrgent: false, Token);
        using var patience = new CancellationTokenSource();
        var gone = turns.TakeAsync(isUrgent: true, patience.Token).AsTask();
        var next = WriteAsync("ann", isUrgent: true);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();
        await next;
        Assert.Equal(["ann"], order);
        (await turns.TakeAsync(isUrgent: false, Token)).Dispose();
    }

    [Fact]
    public async Task Who_has_waited_too_long_goes_ahead_and_leaves_the_turn_to_whoever_has_it()
    {
        var hasty = new WriteTurns(TimeSpan.FromMilliseconds(20));
        var first = await hasty.TakeAsync(isUrgent: false, Token);
        (await hasty.TakeAsync(isUrgent: true, Token)).Dispose();
        var third = hasty.TakeAsync(isUrgent: true, Token).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    private async Task WriteAsync(string who, bool isUrgent)
    {
        using var turn = await turns.TakeAsync(isUrgent, Token);
        order.Add(who);
    }
}
