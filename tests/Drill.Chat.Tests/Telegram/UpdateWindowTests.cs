using Drill.TelegramChat.Receiving;
using Telegram.Bot.Types;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What long polling confirms, and what it is told again.</summary>
public sealed class UpdateWindowTests
{
    private readonly UpdateWindow window = new();
    private readonly Dictionary<int, TaskCompletionSource> handled = [];

    [Fact]
    public void All_is_confirmed_once_it_is_finished()
    {
        Assert.Equal(0, window.Offset);
        Assert.Equal(3, Told(7, 8, 9));
        Assert.Equal(7, window.Offset);
        Finish(7, 8, 9);
        Assert.Equal(10, window.Offset);
        Assert.False(window.IsWaiting);
    }

    [Fact]
    public void One_that_takes_long_is_told_again_with_those_after_it_and_none_is_begun_twice()
    {
        Told(7, 8, 9);
        Finish(8, 9);
        Assert.Equal(7, window.Offset);
        Assert.True(window.IsWaiting);
        Assert.Equal(1, Told(7, 8, 9, 10));
        Finish(7);
        Assert.Equal(10, window.Offset);
        Assert.Equal(0, Told(10));
        Finish(10);
        Assert.Equal(11, window.Offset);
    }

    [Fact]
    public void One_that_failed_is_begun_again_when_it_is_told_again()
    {
        Told(7, 8);
        handled[7].SetException(new InvalidOperationException("no memory"));
        Finish(8);
        Assert.Equal(7, window.Offset);
        Assert.True(window.AnyAsync().IsCompletedSuccessfully);
        Assert.Equal(1, Told(7, 8));
        Finish(7);
        Assert.Equal(9, window.Offset);
    }

    [Fact]
    public void Numbers_below_the_one_that_was_asked_for_are_a_new_count()
    {
        Told(700);
        Finish(700);
        Assert.Equal(701, window.Offset);
        Assert.Equal(2, Told(41, 42));
        Assert.Equal(41, window.Offset);
        Finish(41, 42);
        Assert.Equal(43, window.Offset);
        Assert.Equal(1, Told(43));
        Assert.Equal(43, window.Offset);
    }

    [Fact]
    public void One_that_had_failed_before_a_new_count_does_not_hold_it_up()
    {
        Told(700);
        handled[700].SetException(new InvalidOperationException("no memory"));
        Assert.Equal(700, window.Offset);
        Told(41);
        Finish(41);
        Assert.Equal(42, window.Offset);
    }

    [Fact]
    public void One_that_is_finished_between_asking_and_being_told_is_no_new_count()
    {
        Told(7, 8);
        var asked = window.Offset;
        Finish(7, 8);
        Assert.False(window.IsWaiting);
        Assert.Equal(7, asked);
        Assert.Equal(3, window.Begin([new Update { Id = 7 }, new Update { Id = 8 }, new Update { Id = 9 }], asked, _ => Task.CompletedTask).Count);
        Assert.Equal(10, window.Offset);
    }

    [Fact]
    public void Whoever_waits_is_woken_by_any_and_by_all()
    {
        Told(1, 2);
        var (any, all) = (window.AnyAsync(), window.AllAsync());
        Assert.False(any.IsCompleted);
        Finish(2);
        Assert.True(any.IsCompletedSuccessfully);
        Assert.False(all.IsCompleted);
        handled[1].SetCanceled(TestContext.Current.CancellationToken);
        Assert.True(all.IsCompletedSuccessfully);
    }

    /// <summary>Tells updates, and returns how many were begun.</summary>
    private int Told(params int[] ids) => window.Begin(
        [.. ids.Select(id => new Update { Id = id })],
        window.Offset,
        update => (handled[update.Id] = new TaskCompletionSource()).Task).Count;

    private void Finish(params ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            handled[id].SetResult();
        }
    }
}
