using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Drill.Conversation;
using Drill.DiscordChat.Connections;
using Drill.Fakes.Discord;
using Drill.Text;
using Microsoft.Extensions.DependencyInjection;
using static Drill.Chat.Tests.Discord.Talking.DiscordWorld;

namespace Drill.Chat.Tests.Discord.Talking;

/// <summary>More interactions at once than may be handled at once, over the gateway.</summary>
[Collection(nameof(QuietMachine))]
public sealed class FloodTests : IAsyncLifetime
{
    private const int Unanswered = 4, Open = 8, Waiting = 300;

    private readonly TaskCompletionSource unstuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DiscordWorld world = null!;

    private FakeInteractions People => world.Discord.Interactions;

    public async ValueTask InitializeAsync() => world = await DiscordWorld.StartAsync(change: (_, options) => options.Interactions = new InteractionLimits(Unanswered, Open, Waiting));

    public ValueTask DisposeAsync()
    {
        unstuck.TrySetResult();
        return world.DisposeAsync();
    }

    private void Stick() => world.Engine = async _ =>
    {
        await unstuck.Task;
        return Say(ReplyTarget.AskerOnly, "at last");
    };

    private async Task<IReadOnlyList<FakeInteraction>> FloodAsync(int count)
    {
        var all = new List<FakeInteraction>();
        for (var i = 0; i < count; i++)
        {
            all.Add(await People.CommandAsync(Ann, world.Channel, "me"));
        }

        return all;
    }

    [Fact]
    public async Task A_flood_of_more_than_may_be_in_flight_is_all_acknowledged_once_when_the_engine_is_quick()
    {
        var all = await FloodAsync(Waiting);
        await Clock.StillAsync(() => all.All(i => i.Responded.IsCompleted));
        Assert.All(all, i => Assert.Equal((1, "hello"), (i.Responses, i.Said.Single().Text)));
        Assert.Equal(0, world.Dropped);
    }

    [Fact]
    public async Task While_the_engine_is_stuck_no_more_reach_it_than_may_be_open_and_what_comes_when_it_goes_on_is_answered()
    {
        Stick();
        var all = await FloodAsync(100);
        await world.Clock.UntilAsync(world.Discord, () => world.Heard.Count >= Open && all.Count(i => i.IsAcknowledged) >= Open);
        Assert.Equal((Open, Open), (world.Heard.Count, all.Count(i => i.IsAcknowledged)));

        world.Clock.Advance(InteractionDesk.Patience);
        unstuck.SetResult();
        await world.SaidAsync(all[0]);
        var later = await FloodAsync(20);
        foreach (var interaction in later)
        {
            Assert.Equal("at last", (await world.SaidAsync(interaction)).Text);
        }
    }

    [Fact]
    public async Task What_waited_past_its_time_is_counted_and_neither_reaches_the_engine_nor_discord()
    {
        Stick();
        var all = await FloodAsync(100);
        await world.Clock.UntilAsync(world.Discord, () => all.Count(i => i.IsAcknowledged) >= Open);
        world.Clock.Advance(InteractionDesk.Patience);
        unstuck.SetResult();
        await Clock.StillAsync(() => world.Dropped == all.Count - Open);
        await world.Clock.UntilAsync(world.Discord, () => all.Count(i => i.Said.Count > 0) == Open);
        Assert.Equal(all.Take(Open).Select(i => i.Id).Order(StringComparer.Ordinal), world.Heard.Select(i => i.UpdateKey).Order(StringComparer.Ordinal));
        Assert.All(all.Skip(Open), i => Assert.Equal(0, i.Responses));
        await world.Clock.UntilAsync(world.Discord, () => world.Log.Lines.Any(l => l.Contains("92 were dropped", StringComparison.Ordinal)), step: 500);
        Assert.DoesNotContain(world.Log.Lines, l => all.Any(i => l.Contains(i.Token, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task During_a_flood_heartbeats_go_on_and_are_answered_and_what_happens_to_servers_is_not_lost()
    {
        Stick();
        await FloodAsync(Waiting + 100);
        await Clock.StillAsync(() => world.Dropped == 100 - Unanswered);
        var beats = world.Discord.Gateway.Heartbeats.Count;
        for (var i = 0; i < 50; i++)
        {
            await world.Discord.Gateway.DispatchAsync("CHANNEL_DELETE", new JsonObject { ["id"] = world.Discord.NewId(), ["type"] = 0, ["guild_id"] = world.Guild.Id }, world.Guild.Id);
        }

        await Clock.StillAsync(() => world.Changes.Count == 50);
        await world.Clock.UntilAsync(world.Discord, () => world.Discord.Gateway.Heartbeats.Count >= beats + 3, step: 1_000);
        Assert.Equal(1, world.Discord.Gateway.Journal.Count(e => e.StartsWith("connect", StringComparison.Ordinal)));
        Assert.Equal(Open, world.Heard.Count);
    }

    [Fact]
    public async Task One_after_the_other_where_only_one_may_be_in_flight_they_reach_the_engine_in_the_order_in_which_they_came()
    {
        await using var narrow = await DiscordWorld.StartAsync(change: (_, options) => options.Interactions = new InteractionLimits(1, 1, Waiting));
        var all = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            all.Add((await narrow.Discord.Interactions.CommandAsync(Ann, narrow.Channel, "me")).Id);
        }

        await Clock.StillAsync(() => narrow.Heard.Count == all.Count);
        Assert.Equal(all, narrow.Heard.Select(i => i.UpdateKey));
    }
}
