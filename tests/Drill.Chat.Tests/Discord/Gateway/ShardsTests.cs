using Drill.DiscordChat;
using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Rest;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord.Gateway;

/// <summary>How many shards run, and when they may start.</summary>
[Collection(nameof(QuietMachine))]
public sealed class ShardsTests : IAsyncLifetime
{
    private readonly Clock clock = new();
    private readonly LogBook log = new();
    private readonly CancellationTokenSource stop = new();
    private FakeDiscord discord = null!;
    private DiscordRest rest = null!;
    private GatewayConnection connection = null!;
    private Task running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => discord = await FakeDiscord.StartAsync(clock);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        rest.Dispose();
        await discord.DisposeAsync();
        stop.Dispose();
    }

    private void Start(string shards = "auto", string token = FakeDiscord.Token)
    {
        Assert.True(ShardRange.TryParse(shards, out var range));
        var options = new DiscordOptions { Token = token, ApplicationId = FakeDiscord.ApplicationId, ApiUrl = discord.ApiUrl, Shards = range };
        rest = new DiscordRest(options, clock, log.For<DiscordRest>());
        connection = new GatewayConnection(rest, options, clock, log.For<GatewayConnection>());
        running = connection.RunAsync((_, _) => Task.CompletedTask, stop.Token);
    }

    private IReadOnlyList<string> Identified => [.. discord.Gateway.Journal.Where(e => e.StartsWith("identify", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private Task Until(Func<bool> holds) => clock.UntilAsync(discord, holds, step: 250);

    [Fact]
    public async Task There_are_as_many_shards_as_discord_recommends()
    {
        discord.Gateway.RecommendedShards = 3;
        Start();
        await Until(() => connection.Shards.Count(s => s.IsReady) == 3);
        Assert.Equal(["identify 0/3", "identify 1/3", "identify 2/3"], Identified);
        Assert.Equal(0, discord.Gateway.TooEarly);
        Assert.Null(connection.Trouble);
    }

    [Fact]
    public async Task A_process_runs_the_range_of_shards_that_it_was_told_to()
    {
        Start("1-2/4");
        await Until(() => connection.Shards.Count(s => s.IsReady) == 2);
        Assert.Equal(["identify 1/4", "identify 2/4"], Identified);
    }

    [Fact]
    public async Task Servers_are_told_to_the_shard_they_belong_to()
    {
        var guild = discord.AddGuild();
        var shard = (long.Parse(guild.Id, System.Globalization.CultureInfo.InvariantCulture) >> 22) % 2;
        Start($"{shard}/2");
        await Until(() => connection.Shards.Any(s => s.IsReady));
        Assert.Equal([$"identify {shard}/2"], Identified);
    }

    [Fact]
    public async Task When_too_few_sessions_are_left_it_waits_until_there_are_more()
    {
        discord.Gateway.RecommendedShards = 3;
        discord.Gateway.SessionsRemaining = 2;
        var start = clock.GetUtcNow();
        Start();
        await Until(() => Identified.Count > 0);
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromMinutes(1));
        Assert.Contains(log.Lines, l => l.Contains("only 2 more sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bot_that_has_grown_out_of_its_shards_starts_as_many_as_discord_takes_by_now()
    {
        Start();
        await Until(() => connection.Shards.Any(s => s.IsReady));
        discord.Gateway.RecommendedShards = 2;
        await discord.Gateway.Current.CloseAsync(4011);
        await Until(() => connection.Shards.Count(s => s.IsReady) == 2);
        Assert.Equal(["identify 0/1", "identify 0/2", "identify 1/2"], Identified);
        Assert.Null(connection.Trouble);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("1")]
    public async Task Where_more_shards_are_needed_than_anybody_says_it_stops_and_names_the_setting(string shards)
    {
        Start(shards);
        await Until(() => connection.Shards.Any(s => s.IsReady));
        await discord.Gateway.Current.CloseAsync(4011);
        await Until(() => running.IsCompleted);
        Assert.Contains("Drill:Discord:Shards", connection.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_is_named_by_its_setting_and_nothing_is_tried_again()
    {
        Start(token: "not.the.token");
        await Until(() => running.IsCompleted);
        Assert.Contains("Drill:Discord:Token", connection.Trouble, StringComparison.Ordinal);
        Assert.Empty(discord.Gateway.Journal);
        Assert.Equal(1, discord.Rest.Arrived);
    }
}
