using System.Collections.Concurrent;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Conversation;

/// <summary>Whoever asks the database may be held by it, and nobody else is.</summary>
public sealed class EngineThreadsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly EngineThreads threads = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_the_engine_is_not_held_by_a_database_that_is(bool isChange)
    {
        await using var drill = await DrillFixture.StartAsync();
        await using var db = drill.Services.GetRequiredService<IDrillDbFactory>().Create();

        // Past the turns, as another process does: SQLite keeps the thread of whoever wants to write until this ends.
        await using var other = await db.Database.BeginTransactionAsync(Token);
        Task asking = isChange
            ? drill.Engine.ChatChangedAsync(new ChatChange.Joined(DrillFixture.Group, null), Token)
            : drill.CallAsync("ann", "/settings language zh");
        Assert.False(asking.IsCompleted);
        await other.RollbackAsync(Token);
        await asking.WaitAsync(Limit, Token);
    }

    [Fact]
    public async Task One_after_another_is_done_by_the_same_thread()
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < 50; i++)
        {
            seen.Add(await threads.RunAsync(() => Task.FromResult(Environment.CurrentManagedThreadId)));

            // It is told of before the thread has laid itself down.
            await threads.IdleAsync(Token);
        }

        Assert.Single(seen);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, seen);
    }

    [Fact]
    public async Task What_follows_a_wait_runs_on_one_of_them_too()
    {
        var isPool = await threads.RunAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token);
            return (Thread.CurrentThread.IsThreadPoolThread, TaskScheduler.Current == threads);
        });
        Assert.Equal((false, true), isPool);
        Assert.True(Thread.CurrentThread.IsThreadPoolThread);
    }

    [Fact]
    public async Task As_many_as_there_may_be_are_held_at_once_and_the_rest_waits_its_turn()
    {
        using var door = new ManualResetEventSlim();
        using var inside = new CountdownEvent(threads.MaximumConcurrencyLevel);
        var done = new ConcurrentQueue<int>();
        var held = Enumerable.Range(0, threads.MaximumConcurrencyLevel).Select(_ => threads.RunAsync(() =>
        {
            inside.Signal();
            door.Wait(Token);
            return Task.CompletedTask;
        })).ToArray();
        Assert.True(inside.Wait(Limit, Token));
        var waiting = Enumerable.Range(0, 100).Select(i => threads.RunAsync(() =>
        {
            done.Enqueue(i);
            return Task.CompletedTask;
        })).ToArray();
        Assert.Empty(done);
        door.Set();
        await Task.WhenAll([.. held, .. waiting]).WaitAsync(Limit, Token);
        Assert.Equal(Enumerable.Range(0, 100), done.Order());
    }

    [Fact]
    public async Task What_goes_wrong_is_thrown_where_it_is_awaited_and_the_thread_lives_on()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => threads.RunAsync(() => throw new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(() => threads.RunAsync<int>(() => Task.FromException<int>(new InvalidDataException())));
        Assert.Equal(7, await threads.RunAsync(() => Task.FromResult(7)));
    }

    [Fact]
    public async Task Many_at_once_are_all_done()
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => threads.RunAsync(async () =>
        {
            await Task.Yield();
            return i;
        }))).WaitAsync(Limit, Token);
        Assert.Equal(Enumerable.Range(0, 2_000), sums);
    }

    [Fact]
    public async Task A_thread_without_work_ends_and_work_that_comes_later_gets_another()
    {
        var quick = new EngineThreads(patience: TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 200; i++)
        {
            // Around the moment in which the thread gives up.
            Assert.Equal(i, await quick.RunAsync(() => Task.FromResult(i)).WaitAsync(Limit, Token));
            await Task.Delay(TimeSpan.FromMilliseconds(i % 3), TimeProvider.System, Token);
        }

        await quick.GoneAsync(Token);
        Assert.Equal(7, await quick.RunAsync(() => Task.FromResult(7)).WaitAsync(Limit, Token));
    }
}

internal static class EngineThreadsWaiting
{
    /// <summary>Waits until all threads have laid themselves down.</summary>
    public static Task IdleAsync(this EngineThreads threads, CancellationToken cancellationToken) => UntilAsync(() => threads.Busy == 0, cancellationToken);

    /// <summary>Waits until no thread is left.</summary>
    public static Task GoneAsync(this EngineThreads threads, CancellationToken cancellationToken) => UntilAsync(() => threads.Count == 0, cancellationToken);

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        }
    }
}
