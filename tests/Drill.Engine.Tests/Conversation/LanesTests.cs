using System.Collections.Concurrent;
using CsCheck;
using Drill.Conversation;

namespace Drill.Engine.Tests.Conversation;

/// <summary>Work of one lane in order, of different lanes at once.</summary>
public sealed class LanesTests
{
    [Fact]
    public async Task Each_lane_keeps_its_order_whatever_lanes_there_are() => await Gen.Int[0, 3].Array[0, 60].SampleAsync(async keys =>
    {
        var lanes = new Lanes();
        var done = new ConcurrentQueue<(int Key, int Turn)>();
        await Task.WhenAll(keys.Select((key, turn) => lanes.RunAsync(key, async () =>
        {
            await Task.Yield();
            done.Enqueue((key, turn));
        })));
        Assert.Equal(keys.Length, done.Count);
        Assert.All(done.GroupBy(d => d.Key), lane => Assert.Equal(lane.Select(d => d.Turn).Order(), lane.Select(d => d.Turn)));
    });

    [Fact]
    public async Task A_lane_does_not_wait_for_another()
    {
        var lanes = new Lanes();
        var gate = new TaskCompletionSource();
        var held = lanes.RunAsync(1, () => gate.Task);
        await lanes.RunAsync(2, () => Task.CompletedTask);
        Assert.False(held.IsCompleted);
        gate.SetResult();
        await held;
    }

    [Fact]
    public async Task What_fails_is_told_to_who_asked_for_it_and_holds_up_nobody()
    {
        var lanes = new Lanes();
        var gate = new TaskCompletionSource();
        var failing = lanes.RunAsync(1, async () =>
        {
            await gate.Task;
            throw new InvalidOperationException("no");
        });
        var next = lanes.RunAsync(1, () => Task.CompletedTask);
        Assert.False(next.IsCompleted);
        gate.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await next;
    }
}
