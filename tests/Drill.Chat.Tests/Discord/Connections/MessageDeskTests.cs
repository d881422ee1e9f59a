using System.Collections.Concurrent;
using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Wire;

namespace Drill.Chat.Tests.Discord.Connections;

/// <summary>In which order direct messages are handled, how many at once, and which never are.</summary>
public sealed class MessageDeskTests : IDisposable
{
    private readonly LogBook log = new();
    private readonly ConcurrentQueue<string> begun = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new(StringComparer.Ordinal);
    private readonly List<MessageDesk> desks = [];

    public void Dispose() => desks.ForEach(d => d.Dispose());

    [Fact]
    public async Task Messages_of_one_channel_are_handled_one_after_the_other()
    {
        var desk = Desk(atOnce: 9, waiting: 9);
        Take(desk, "7", "a", "b", "c");
        await BegunAsync("a");
        End("a");
        await BegunAsync("a", "b");
        End("b");
        await BegunAsync("a", "b", "c");
    }

    [Fact]
    public async Task One_channel_does_not_wait_for_another()
    {
        var desk = Desk(atOnce: 9, waiting: 9);
        Take(desk, "7", "slow", "later");
        await BegunAsync("slow");
        Take(desk, "8", "quick");
        await BegunAsync("slow", "quick");
    }

    [Fact]
    public async Task No_more_are_handled_at_once_than_may_and_one_that_failed_makes_room_too()
    {
        var desk = Desk(atOnce: 1, waiting: 9);
        Take(desk, "7", "first");
        await BegunAsync("first");
        Take(desk, "8", "second");
        ends.GetOrAdd("first", _ => new TaskCompletionSource()).SetException(new InvalidOperationException("no"));
        await BegunAsync("first", "second");
    }

    [Fact]
    public async Task What_is_more_than_may_wait_is_dropped_with_a_word_and_there_is_room_again_when_one_ends()
    {
        var desk = Desk(atOnce: 1, waiting: 2);
        Take(desk, "7", "a", "b", "c");
        await BegunAsync("a");
        Assert.Contains(log.Lines, l => l.Contains("c was dropped", StringComparison.Ordinal));
        End("a");
        await BegunAsync("a", "b");
        Take(desk, "7", "d");
        End("b");
        await BegunAsync("a", "b", "d");
    }

    private MessageDesk Desk(int atOnce, int waiting)
    {
        var desk = new MessageDesk(atOnce, waiting, log);
        desks.Add(desk);
        return desk;
    }

    private void Take(MessageDesk desk, string channel, params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            desk.Take(new Message { Id = id, ChannelId = channel }, () =>
            {
                begun.Enqueue(id);
                return ends.GetOrAdd(id, _ => new TaskCompletionSource()).Task;
            });
        }
    }

    private void End(string id) => ends.GetOrAdd(id, _ => new TaskCompletionSource()).SetResult();

    private async Task BegunAsync(params string[] ids)
    {
        await Clock.StillAsync(() => begun.Count == ids.Length);
        Assert.Equal(ids, begun);
    }
}
