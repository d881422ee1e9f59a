using System.Net;
using System.Text;
using Drill.Conversation;
using Drill.DiscordChat.Connections;
using Drill.Fakes.Discord;
using Drill.Text;
using static Drill.Chat.Tests.Discord.Talking.DiscordWorld;

namespace Drill.Chat.Tests.Discord.Talking;

/// <summary>Interactions over the endpoint that Discord calls.</summary>
[Collection(nameof(QuietMachine))]
public sealed class EndpointTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private DiscordWorld world = null!;

    public async ValueTask InitializeAsync() => world = await DiscordWorld.StartAsync(isEndpoint: true);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task<HttpResponseMessage> CallAsync(string body, string? signature = null, string timestamp = "1700000000")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Discord.Interactions.Endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", signature ?? world.Discord.Interactions.Sign(timestamp, Encoding.UTF8.GetBytes(body)));
        return await Http.SendAsync(request);
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        using var response = await CallAsync("""{"type":1}""");
        Assert.Equal("""{"type":1}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whatever_is_not_signed_by_discord_is_refused()
    {
        const string Ping = """{"type":1}""";
        var good = world.Discord.Interactions.Sign("1700000000", Encoding.UTF8.GetBytes(Ping));
        foreach (var (body, signature, timestamp) in new[] { (Ping + " ", good, "1700000000"), (Ping, good, "1700000001"), (Ping, new string('0', 128), "1700000000"), (Ping, "", "1700000000"), (Ping, "zz", "1700000000"), (Ping, good, "x") })
        {
            using var response = await CallAsync(body, signature, timestamp);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        using var without = await Http.PostAsync(world.Discord.Interactions.Endpoint, new StringContent(Ping));
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        using var rubbish = await CallAsync("rubbish");
        Assert.Equal(HttpStatusCode.BadRequest, rubbish.StatusCode);
    }

    [Fact]
    public async Task A_command_is_answered_in_the_call_itself()
    {
        var interaction = await world.Discord.Interactions.CommandAsync(Ann, world.Channel, "me");
        Assert.Equal(("hello", Ann.Id), (interaction.Said[0].Text, interaction.Said[0].OnlyFor));
        Assert.DoesNotContain(world.Discord.Rest.Requests, r => r.Route.EndsWith("callback", StringComparison.Ordinal));
        Assert.Equal(world.Address, world.Heard.Single().Chat);
    }

    [Fact]
    public async Task An_answer_with_files_goes_over_the_api()
    {
        world.Engine = _ => Task.FromResult<IReadOnlyList<Reply>>([new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(Body.Plain("see")) { Pictures = [new Picture("a.png", new byte[] { 1 }, "A")] })]);
        var interaction = await world.Discord.Interactions.CommandAsync(Ann, world.Channel, "me");
        Assert.Equal(["a.png"], (await world.SaidAsync(interaction)).Files.Keys);
    }

    [Fact]
    public async Task A_slow_engine_is_acknowledged_in_the_call_and_answered_over_the_api()
    {
        var ready = new TaskCompletionSource();
        world.Engine = async _ =>
        {
            await ready.Task;
            return Say(ReplyTarget.AskerOnly, "at last");
        };
        var interaction = await world.Run(world.Discord.Interactions.CommandAsync(Ann, world.Channel, "me"));
        Assert.Equal(5, (int)(await interaction.Responded)["type"]!);
        ready.SetResult();
        Assert.Equal("at last", (await world.SaidAsync(interaction)).Text);
    }

    [Fact]
    public async Task With_too_much_to_do_a_call_is_refused_at_once_and_one_that_waited_past_its_time_when_that_has_passed_and_neither_reaches_the_engine()
    {
        await using var narrow = await DiscordWorld.StartAsync(isEndpoint: true, change: (_, options) => options.Interactions = new InteractionLimits(1, 1, 1));
        var unstuck = new TaskCompletionSource();
        narrow.Engine = async _ =>
        {
            await unstuck.Task;
            return Say(ReplyTarget.AskerOnly, "at last");
        };
        var first = narrow.Discord.Interactions.CommandAsync(Ann, narrow.Channel, "me");
        await Clock.StillAsync(() => narrow.Heard.Count == 1);
        var second = narrow.Discord.Interactions.CommandAsync(Ann, narrow.Channel, "me");
        var third = narrow.Discord.Interactions.CommandAsync(Ann, narrow.Channel, "me");

        // Of the two, whichever came first made way.
        var refused = await Task.WhenAny(second, third);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<HttpRequestException>(() => refused)).StatusCode);
        Assert.False(first.IsCompleted);
        var waited = refused == second ? third : second;
        await narrow.Clock.UntilAsync(narrow.Discord, () => waited.IsCompleted);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<HttpRequestException>(() => waited)).StatusCode);
        Assert.Equal(5, (int)(await (await first).Responded)["type"]!);
        unstuck.SetResult();
        Assert.Equal("at last", (await narrow.SaidAsync(await first)).Text);
        Assert.Single(narrow.Heard);
    }

    [Fact]
    public async Task With_too_much_to_do_whatever_is_not_signed_by_discord_is_refused_as_ever()
    {
        await using var narrow = await DiscordWorld.StartAsync(isEndpoint: true, change: (_, options) => options.Interactions = new InteractionLimits(0, 0, 0));
        using var response = await Http.PostAsync(narrow.Discord.Interactions.Endpoint, new StringContent("""{"type":1}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
