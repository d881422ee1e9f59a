using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Drill.DiscordChat.Gateway;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord.Gateway;

/// <summary>What a gateway client of Discord must do, each against the fake over real sockets.</summary>
[Collection(nameof(QuietMachine))]
public sealed class GatewayTests : IAsyncLifetime
{
    private readonly Clock clock = new();
    private readonly LogBook log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(string? Name, long? Sequence, string Data)> events = new();
    private FakeDiscord discord = null!;
    private GatewayShard shard = null!;
    private Task running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => discord = await FakeDiscord.StartAsync(clock);

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain(log.Lines, l => l.Contains(FakeDiscord.Token, StringComparison.Ordinal));
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        await discord.DisposeAsync();
        stop.Dispose();
    }

    private void Start(string token = FakeDiscord.Token, Uri? url = null)
    {
        shard = new GatewayShard(
            new GatewayShardOptions(url ?? new Uri(discord.Gateway.Url), token, 0, 1) { Chance = () => 0.5 },
            new IdentifyGate(1, clock),
            f => events.Enqueue((f.Event, f.Sequence, Encoding.UTF8.GetString(f.Data.Span))),
            clock,
            log);
        running = shard.RunAsync(stop.Token);
    }

    private Task Until(Func<bool> holds, int step = 100) => clock.UntilAsync(discord, holds, step);

    private async Task StartReadyAsync()
    {
        Start();
        await Until(() => shard.IsReady);
    }

    private int Count(string beginning) => discord.Gateway.Journal.Count(e => e.StartsWith(beginning, StringComparison.Ordinal));

    [Fact]
    public async Task It_connects_with_version_10_and_identifies_without_events_that_need_an_approval()
    {
        await StartReadyAsync();
        Assert.Equal(["connect v10 json", "identify 0/1", "ready 0/1"], discord.Gateway.Journal);
    }

    [Fact]
    public async Task The_first_beat_comes_within_the_first_interval_and_each_carries_the_last_number()
    {
        await StartReadyAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(discord.Gateway.Heartbeats);
        await Until(() => discord.Gateway.Heartbeats.Count == 1);
        await discord.Gateway.DispatchAsync("SOMETHING", []);
        await Clock.StillAsync(() => events.Any(e => e.Name == "SOMETHING"));
        clock.Advance(TimeSpan.FromSeconds(41));
        await Until(() => discord.Gateway.Heartbeats.Count == 2);
        Assert.Equal(["1", "2"], discord.Gateway.Heartbeats);
    }

    [Fact]
    public async Task Before_the_first_event_a_beat_carries_null()
    {
        discord.Gateway.WithholdsReady = true;
        Start();
        await Until(() => !discord.Gateway.Heartbeats.IsEmpty);
        Assert.Equal("null", discord.Gateway.Heartbeats.First());
    }

    [Fact]
    public async Task A_beat_without_an_answer_means_the_connection_is_dead_and_the_session_is_resumed()
    {
        await StartReadyAsync();
        discord.Gateway.WithholdsAcks = true;
        await Until(() => Count("closed") == 1, step: 500);
        discord.Gateway.WithholdsAcks = false;
        await Until(() => Count("resumed") == 1);
        Assert.Contains("closed 4900", discord.Gateway.Journal);
        Assert.Equal(1, Count("identify"));
    }

    [Fact]
    public async Task A_request_for_a_beat_is_answered_at_once()
    {
        await StartReadyAsync();
        var before = clock.GetUtcNow();
        await discord.Gateway.Current.AskForHeartbeatAsync();
        await Clock.StillAsync(() => discord.Gateway.Heartbeats.Count == 1);
        Assert.Equal(before, clock.GetUtcNow());
    }

    [Fact]
    public async Task Asked_to_reconnect_it_resumes()
    {
        await StartReadyAsync();
        await discord.Gateway.Current.AskToReconnectAsync();
        await Until(() => Count("resumed") == 1);
        Assert.Equal(1, Count("identify"));
    }

    [Fact]
    public async Task An_invalid_session_that_can_be_resumed_is_resumed()
    {
        await StartReadyAsync();
        await discord.Gateway.Current.InvalidateAsync(canResume: true);
        await Until(() => Count("resumed") == 1);
        Assert.Equal(1, Count("identify"));
    }

    [Fact]
    public async Task An_invalid_session_is_replaced_after_one_to_five_seconds()
    {
        await StartReadyAsync();
        var before = clock.GetUtcNow();
        await discord.Gateway.Current.InvalidateAsync(canResume: false);
        await Until(() => Count("identify") == 2);
        Assert.InRange(clock.GetUtcNow() - before, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7));
        Assert.Equal(0, Count("resume"));
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4009)]
    public async Task After_these_codes_the_session_is_resumed(int code)
    {
        await StartReadyAsync();
        await discord.Gateway.Current.CloseAsync(code);
        await Until(() => Count("resumed") == 1);
        Assert.Equal(1, Count("identify"));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4007)]
    [InlineData(4008)]
    public async Task After_these_codes_it_identifies_anew(int code)
    {
        await StartReadyAsync();
        await discord.Gateway.Current.CloseAsync(code);
        await Until(() => Count("ready") == 2);
        Assert.Equal(0, Count("resume"));
    }

    [Theory]
    [InlineData(4010, "Drill:Discord:Shards")]
    [InlineData(4011, "Drill:Discord:Shards")]
    [InlineData(4012, "Update Drill")]
    [InlineData(4013, "Update Drill")]
    [InlineData(4014, "approval")]
    public async Task After_these_codes_it_stops_and_says_what_to_mend(int code, string mend)
    {
        await StartReadyAsync();
        await discord.Gateway.Current.CloseAsync(code);
        var fatal = await Assert.ThrowsAsync<GatewayFatalException>(() => running);
        Assert.Contains(mend, fatal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_stops_it_and_is_named_by_its_setting()
    {
        Start(token: "wrong");
        var fatal = await Assert.ThrowsAsync<GatewayFatalException>(() => running);
        Assert.Equal(4004, fatal.Code);
        Assert.Contains("Drill:Discord:Token", fatal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Compressed_messages_come_whole_out_of_frames_of_any_size(int size)
    {
        discord.Gateway.FrameSize = size;
        await StartReadyAsync();
        var text = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i} 多模态 "));
        await discord.Gateway.DispatchAsync("LONG", new JsonObject { ["text"] = text });
        await Clock.StillAsync(() => events.Any(e => e.Name == "LONG"));
        Assert.Equal(text, (string?)JsonNode.Parse(events.First(e => e.Name == "LONG").Data)!["text"]);
    }

    [Fact]
    public async Task What_happened_while_the_connection_was_broken_comes_once_and_in_order_after_the_resume()
    {
        await StartReadyAsync();
        for (var round = 0; round < 10; round++)
        {
            await discord.Gateway.DispatchAsync("NUMBER", new JsonObject { ["n"] = 2 * round });
            discord.Gateway.Current.Break();
            await discord.Gateway.DispatchAsync("NUMBER", new JsonObject { ["n"] = (2 * round) + 1 });
            await Until(() => Count("resumed") == round + 1);
            await Until(() => shard.IsReady);
        }

        await Clock.StillAsync(() => events.Count(e => e.Name == "NUMBER") >= 20);
        Assert.Equal(Enumerable.Range(0, 20), events.Where(e => e.Name == "NUMBER").Select(e => (int)JsonNode.Parse(e.Data)!["n"]!));
    }

    [Fact]
    public async Task Between_failed_connects_the_pause_grows()
    {
        Start(url: new Uri("ws://127.0.0.1:1"));
        await Until(() => log.Lines.Count(l => l.Contains("broke", StringComparison.Ordinal)) == 1);
        var first = clock.GetUtcNow();
        await Until(() => log.Lines.Count(l => l.Contains("broke", StringComparison.Ordinal)) == 6, step: 250);
        Assert.InRange((clock.GetUtcNow() - first).TotalSeconds, 0.75 * 31 * 0.9, 0.75 * 31 * 2);
    }

    [Fact]
    public async Task Without_a_hello_it_connects_again()
    {
        discord.Gateway.WithholdsHello = true;
        Start();
        await Clock.StillAsync(() => Count("connect") == 1);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(1, Count("connect"));
        discord.Gateway.WithholdsHello = false;
        await Until(() => shard.IsReady, step: 250);
        Assert.Equal(2, Count("connect"));
    }

    [Fact]
    public async Task Without_a_ready_it_connects_again()
    {
        discord.Gateway.WithholdsReady = true;
        Start();
        await Clock.StillAsync(() => Count("identify") == 1);
        var before = clock.GetUtcNow();
        discord.Gateway.WithholdsReady = false;
        await Until(() => shard.IsReady, step: 250);
        Assert.InRange(clock.GetUtcNow() - before, GatewayShard.ReadyTimeout, GatewayShard.ReadyTimeout * 2);
    }

    [Fact]
    public async Task Events_operations_and_members_that_nobody_knows_do_no_harm()
    {
        await StartReadyAsync();
        var connection = discord.Gateway.Current;
        await connection.SendAsync(new JsonObject { ["op"] = 99, ["d"] = null, ["future"] = new JsonArray(1, new JsonObject()) });
        await connection.SendAsync(new JsonObject { ["op"] = 0, ["t"] = null, ["s"] = null });
        await connection.SendAsync(new JsonObject { ["t"] = "FUTURE", ["s"] = 2, ["op"] = 0, ["d"] = new JsonArray(1, 2), ["x"] = "y" });
        await connection.SendAsync(new JsonObject { ["op"] = 11 });
        await discord.Gateway.DispatchAsync("LAST", []);
        await discord.Gateway.DispatchAsync("LAST", []);
        await Clock.StillAsync(() => events.Any(e => e.Name == "LAST"));
        Assert.True(shard.IsReady);
        Assert.Equal(1, Count("connect"));
    }

    [Fact]
    public async Task An_address_to_resume_at_that_cannot_be_reached_is_given_up()
    {
        discord.Gateway.ResumeUrl = "ws://127.0.0.1:1";
        await StartReadyAsync();
        discord.Gateway.Current.Break();
        await Until(() => Count("resumed") == 1, step: 250);
        Assert.Equal(1, Count("identify"));
    }

    [Fact]
    public async Task Shards_identify_no_faster_than_they_may()
    {
        discord.Gateway.MaxConcurrency = 2;
        var gate = new IdentifyGate(2, clock);
        var shards = Enumerable.Range(0, 6).Select(i => new GatewayShard(new GatewayShardOptions(new Uri(discord.Gateway.Url), FakeDiscord.Token, i, 6), gate, _ => { }, clock, log)).ToList();
        running = Task.WhenAll(shards.Select(s => s.RunAsync(stop.Token)));
        await Until(() => shards.TrueForAll(s => s.IsReady), step: 20);
        Assert.Equal(0, discord.Gateway.TooEarly);
        Assert.Equal(6, Count("identify"));
    }
}
