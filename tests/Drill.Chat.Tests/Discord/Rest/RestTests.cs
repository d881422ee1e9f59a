using Drill.DiscordChat;
using Drill.DiscordChat.Rest;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord.Rest;

/// <summary>What a REST client of Discord must do, each against the fake that enforces it.</summary>
[Collection(nameof(QuietMachine))]
public sealed class RestTests : IAsyncLifetime
{
    private const string Messages = "channels/{id}/messages", Threads = "channels/{id}/messages/{id}/threads";

    private readonly Clock clock = new();
    private readonly LogBook log = new();
    private FakeDiscord discord = null!;
    private DiscordRest rest = null!;

    public async ValueTask InitializeAsync()
    {
        discord = await FakeDiscord.StartAsync(clock);
        rest = Make(FakeDiscord.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain(log.Lines, l => l.Contains(FakeDiscord.Token, StringComparison.Ordinal));
        rest.Dispose();
        await discord.DisposeAsync();
    }

    private DiscordRest Make(string token) => new(new DiscordOptions { Token = token, ApplicationId = FakeDiscord.ApplicationId, ApiUrl = discord.ApiUrl }, clock, log.For<DiscordRest>());

    private FakeChannel NewChannel() => discord.AddChannel(discord.Guilds.Values.FirstOrDefault() ?? discord.AddGuild());

    private static RestRequest Post(string channel, bool isRepeatable = true) => new RestRequest(HttpMethod.Post, "channels/{channel}/messages", $"channels/{channel}/messages", channel)
    {
        Json = "{\"content\":\"hello\"}"u8.ToArray(),
        IsRepeatable = isRepeatable,
    };

    private static RestRequest List(string channel) => new(HttpMethod.Get, "channels/{channel}/messages", $"channels/{channel}/messages?limit=1", channel);

    private Task<RestOutcome<Nothing>> Run(RestRequest request, CancellationToken cancellationToken = default) => clock.RunAsync(discord, rest.SendAsync(request, cancellationToken));

    private IReadOnlyList<DateTimeOffset> Times(string method, string route) => [.. discord.Rest.Requests.Where(r => r.Method == method && r.Route == route).Select(r => r.At)];

    private static void Done(RestOutcome<Nothing> outcome) => Assert.IsType<RestOutcome<Nothing>.Done>(outcome);

    [Fact]
    public async Task It_says_who_it_is_by_the_bots_own_address_and_its_version()
    {
        Done(await Run(List(NewChannel().Id)));
        Assert.Matches($@"\ADiscordBot \(https://discord\.com/oauth2/authorize\?client_id={FakeDiscord.ApplicationId}, [0-9]+\.[0-9]+\.[0-9]+\)\z", discord.Rest.UserAgent);
        Assert.Empty(discord.Rest.Complaints);
    }

    [Fact]
    public async Task When_nothing_remains_in_a_bucket_requests_wait_for_its_end()
    {
        discord.Limits.Rules["POST " + Messages] = (2, TimeSpan.FromSeconds(5));
        var channel = NewChannel().Id;
        var outcomes = await clock.RunAsync(discord, Task.WhenAll(Enumerable.Range(0, 5).Select(_ => rest.SendAsync(Post(channel), default))));
        Assert.All(outcomes, Done);
        Assert.Equal(0, discord.Limits.Refused);
        var times = Times("POST", Messages);
        Assert.InRange(times[2] - times[0], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
        Assert.InRange(times[4] - times[2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Routes_that_discord_counts_together_share_a_bucket_once_that_is_known()
    {
        discord.Limits.Share("A", "POST " + Messages, "GET " + Messages);
        discord.Limits.Rules["A"] = (1, TimeSpan.FromSeconds(8));
        var channel = NewChannel().Id;
        Done(await Run(Post(channel)));
        clock.Advance(TimeSpan.FromSeconds(9));
        Done(await Run(List(channel)));
        clock.Advance(TimeSpan.FromSeconds(9));
        await clock.RunAsync(discord, Task.WhenAll(rest.SendAsync(Post(channel), default), rest.SendAsync(List(channel), default)));
        Assert.Equal(0, discord.Limits.Refused);
        Assert.True((Times("GET", Messages)[1] - Times("POST", Messages)[1]).Duration() >= TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Buckets_are_kept_apart_by_channel()
    {
        discord.Limits.Rules["POST " + Messages] = (1, TimeSpan.FromSeconds(8));
        var (one, other) = (NewChannel().Id, NewChannel().Id);
        Done(await Run(Post(one)));
        var before = clock.GetUtcNow();
        Done(await Run(Post(other)));
        Assert.True(clock.GetUtcNow() - before < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_429_although_something_remains_holds_only_its_own_route()
    {
        discord.Limits.Share("A", "POST " + Messages, "GET " + Messages);
        var channel = NewChannel().Id;
        Done(await Run(List(channel)));
        discord.Rest.Next("POST", Messages, async context =>
        {
            await discord.Limits.LetInAsync(context, "GET " + Messages, channel);
            context.Response.Headers["X-RateLimit-Scope"] = "user";
            await FakeRest.WriteAsync(context, 429, new System.Text.Json.Nodes.JsonObject { ["message"] = "slow", ["retry_after"] = 6.5, ["global"] = false });
        });
        var post = rest.SendAsync(Post(channel), default);
        await clock.UntilAsync(discord, () => Times("POST", Messages).Count == 1 && discord.Rest.UnderWay == 0, step: 4);
        var before = clock.GetUtcNow();
        Done(await Run(List(channel)));
        Assert.True(clock.GetUtcNow() - before < TimeSpan.FromSeconds(2));
        Done(await clock.RunAsync(discord, post));
        var times = Times("POST", Messages);
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(6.5));
    }

    [Fact]
    public async Task Retry_after_is_obeyed_to_the_fraction_of_a_second()
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, FakeRest.TooMany(1.234));
        Done(await clock.RunAsync(discord, rest.SendAsync(Post(channel), default), step: 2));
        var times = Times("POST", Messages);
        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(1.234), TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task A_global_429_stops_every_route()
    {
        var (one, other) = (NewChannel().Id, NewChannel().Id);
        discord.Rest.Next("POST", Messages, FakeRest.TooMany(4, isGlobal: true, scope: "global"));
        var post = rest.SendAsync(Post(one), default);
        await Clock.StillAsync(() => log.Lines.Any(l => l.Contains("holds everything back", StringComparison.Ordinal)));
        var before = clock.GetUtcNow();
        Done(await Run(List(other)));
        Assert.True(Times("GET", Messages)[0] - before >= TimeSpan.FromSeconds(3.9));
        Done(await clock.RunAsync(discord, post));
    }

    [Fact]
    public async Task A_page_from_the_network_before_discord_means_a_ban_for_as_long_as_it_says()
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, context =>
        {
            context.Response.Headers.Remove("Via");
            return FakeRest.Banned(90)(context);
        });
        var limited = Assert.IsType<RestOutcome<Nothing>.Limited>(await Run(Post(channel)));
        Assert.Equal(TimeSpan.FromSeconds(90), limited.RetryAfter);
        Assert.IsType<RestOutcome<Nothing>.Limited>(await Run(List(channel)));
        Assert.Empty(Times("GET", Messages));
        clock.Advance(TimeSpan.FromSeconds(91));
        Done(await Run(List(channel)));
    }

    [Fact]
    public async Task A_shared_limit_is_no_invalid_request_and_any_other_is()
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, FakeRest.TooMany(0.5, scope: "shared"));
        Done(await Run(Post(channel)));
        Assert.Equal(0, rest.InvalidCount);
        discord.Rest.Next("POST", Messages, FakeRest.TooMany(0.5));
        Done(await Run(Post(channel)));
        Assert.Equal(1, rest.InvalidCount);
    }

    [Fact]
    public async Task Long_before_discord_bans_for_invalid_requests_everything_falls_silent()
    {
        var invalid = new InvalidRequests(clock);
        TimeSpan? silence = null;
        for (var i = 0; i < InvalidRequests.Most; i++)
        {
            Assert.Null(silence);
            silence = invalid.Add();
        }

        Assert.Equal(TimeSpan.FromMinutes(10), silence);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_first_response_is_sent_at_once_whatever_is_held_back()
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, FakeRest.TooMany(8, isGlobal: true, scope: "global"));
        var post = rest.SendAsync(Post(channel), default);
        await Clock.StillAsync(() => log.Lines.Any(l => l.Contains("holds everything back", StringComparison.Ordinal)));
        var callback = new RestRequest(HttpMethod.Post, "interactions/{interaction}/{token}/callback", "interactions/1/x/callback") { Lane = RestLane.Callback, Json = "{}"u8.ToArray() };
        var outcome = await rest.SendAsync(callback, default);
        Assert.Equal(10062, Assert.IsType<RestOutcome<Nothing>.Rejected>(outcome).Code);
        Assert.False(post.IsCompleted);
        Done(await clock.RunAsync(discord, post));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failing_discord_is_tried_again_a_few_times(int status)
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, FakeRest.Error(status), times: 2);
        Done(await Run(Post(channel)));
        discord.Rest.Next("POST", Messages, FakeRest.Error(status), times: 10);
        Assert.True(Assert.IsType<RestOutcome<Nothing>.Failed>(await Run(Post(channel))).MayHaveArrived);
        Assert.Equal(3 + 4, Times("POST", Messages).Count);
    }

    [Fact]
    public async Task What_must_not_happen_twice_is_not_tried_twice()
    {
        discord.Rest.Next("POST", Messages, FakeRest.Error(500));
        Assert.IsType<RestOutcome<Nothing>.Failed>(await Run(Post(NewChannel().Id, isRepeatable: false)));
        Assert.Single(Times("POST", Messages));
    }

    [Fact]
    public async Task A_request_without_an_answer_is_given_up_and_tried_again()
    {
        discord.Rest.Next("POST", Messages, discord.Rest.Silence);
        Done(await Run(Post(NewChannel().Id)));
        Assert.Equal(2, Times("POST", Messages).Count);
    }

    [Fact]
    public async Task A_discord_that_cannot_be_reached_has_surely_received_nothing()
    {
        await discord.DisposeAsync();
        var failed = Assert.IsType<RestOutcome<Nothing>.Failed>(await Run(Post("1", isRepeatable: false)));
        Assert.False(failed.MayHaveArrived);
    }

    [Fact]
    public async Task After_a_401_nothing_is_sent_any_more()
    {
        using var stranger = Make("not.the.token");
        Assert.Equal(401, Assert.IsType<RestOutcome<Nothing>.Rejected>(await clock.RunAsync(discord, stranger.SendAsync(List("123456789"), default))).Status);
        Assert.Equal(401, Assert.IsType<RestOutcome<Nothing>.Rejected>(await clock.RunAsync(discord, stranger.SendAsync(List("123456789"), default))).Status);
        Assert.True(stranger.IsStopped);
        Assert.Single(Times("GET", Messages));
    }

    [Fact]
    public async Task A_400_is_never_tried_again()
    {
        discord.Rest.Next("POST", Messages, FakeRest.Error(400, 50035, "Invalid Form Body"));
        var rejected = Assert.IsType<RestOutcome<Nothing>.Rejected>(await Run(Post(NewChannel().Id)));
        Assert.Equal((400, 50035), (rejected.Status, rejected.Code));
        Assert.Single(Times("POST", Messages));
    }

    [Fact]
    public async Task A_cancelled_request_frees_its_place_under_way_and_waiting()
    {
        var channel = NewChannel().Id;
        discord.Rest.Next("POST", Messages, discord.Rest.Silence);
        using var cancelled = new CancellationTokenSource();
        var underWay = rest.SendAsync(Post(channel), cancelled.Token);
        await Clock.StillAsync(() => Times("POST", Messages).Count == 1);
        var waiting = rest.SendAsync(Post(channel), cancelled.Token);
        var last = rest.SendAsync(Post(channel), default);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => underWay);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Done(await clock.RunAsync(discord, last));
        Assert.Equal(2, Times("POST", Messages).Count);
    }

    [Fact]
    public async Task Buckets_that_nobody_uses_are_forgotten()
    {
        foreach (var _ in Enumerable.Range(0, 60))
        {
            Done(await Run(List(NewChannel().Id)));
        }

        Assert.True(rest.Limits.Count >= 60);
        clock.Advance(TimeSpan.FromMinutes(5));
        Done(await Run(List(NewChannel().Id)));
        Assert.InRange(rest.Limits.Count, 1, 3);
    }

    [Fact]
    public async Task All_requests_together_stay_below_the_bots_own_limit_and_close_to_it()
    {
        discord.Limits.Default = (1, TimeSpan.FromSeconds(1));
        var channels = Enumerable.Range(0, 150).Select(_ => NewChannel().Id).ToList();
        var outcomes = await clock.RunAsync(discord, Task.WhenAll(channels.Select(c => rest.SendAsync(Post(c), default))), step: 4);
        Assert.All(outcomes, Done);
        Assert.Equal(0, discord.Limits.Refused);
        var times = Times("POST", Messages).Order().ToList();
        Assert.InRange((times[^1] - times[0]).TotalSeconds, 2, 2.5);
    }

    [Fact]
    public async Task What_somebody_waits_for_goes_before_what_is_scheduled()
    {
        var channels = Enumerable.Range(0, 180).Select(_ => NewChannel().Id).ToList();
        var scheduled = channels.Select(c => rest.SendAsync(Post(c), default)).ToList();
        await Clock.StillAsync(() => discord.Rest.Requests.Count >= 50);
        var urgent = NewChannel().Id;
        Done(await clock.RunAsync(discord, rest.SendAsync(Post(urgent) with { Lane = RestLane.Urgent }, default), step: 4));
        Assert.InRange(discord.Rest.Requests.ToList().FindIndex(r => r.Path.Contains(urgent, StringComparison.Ordinal)), 50, 100);
        await clock.RunAsync(discord, Task.WhenAll(scheduled), step: 20);
    }
}
