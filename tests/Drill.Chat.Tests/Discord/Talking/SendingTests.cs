using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Drill.Content;
using Drill.Conversation;
using Drill.Fakes.Discord;
using Drill.Text;
using static Drill.Chat.Tests.Discord.Talking.DiscordWorld;

namespace Drill.Chat.Tests.Discord.Talking;

/// <summary>What the outbox asks of Discord.</summary>
[Collection(nameof(QuietMachine))]
public sealed class SendingTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123";

    private DiscordWorld world = null!;

    public async ValueTask InitializeAsync() => world = await DiscordWorld.StartAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task<SendOutcome> Send(ChatMessage message, string key = Key, ChatAddress? chat = null) => world.Run(world.Platform.SendAsync(chat ?? world.Address, message, key, default));

    private static ChatMessage Text(string text) => new(Body.Plain(text));

    private static ChatMessage Long() => new(new Body([.. Enumerable.Range(0, 120).Select(i => Paragraph.Of($"{i} " + new string('x', 90)))]));

    [Fact]
    public async Task A_message_sent_twice_with_one_key_is_there_once()
    {
        var first = Assert.IsType<SendOutcome.Sent>(await Send(Text("once")));
        var second = Assert.IsType<SendOutcome.Sent>(await Send(Text("once")));
        Assert.Equal(first, second);
        Assert.Single(world.Channel.Sent);
        Assert.Equal("once", world.Channel.Sent[0].Text);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_sent_again_and_is_there_once()
    {
        world.Discord.Rest.Next("POST", "channels/{id}/messages", async context =>
        {
            // Discord takes it, and the answer is lost.
            world.Channel.Messages.Add(new FakeMessage(world.Discord.NewId(), world.Channel.Id, [], FakeDiscord.ApplicationId, world.Clock.GetUtcNow()) { Nonce = Key });
            await FakeRest.Error(502)(context);
        });
        Assert.IsType<SendOutcome.Sent>(await Send(Text("once")));
        Assert.Single(world.Channel.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_is_found_again_by_its_key_also_when_discord_returns_no_nonce(bool returnsNonces)
    {
        world.Discord.Rest.ReturnsNonces = returnsNonces;
        var sent = Assert.IsType<SendOutcome.Sent>(await Send(Text("here")));
        foreach (var i in Enumerable.Range(0, 130))
        {
            world.Channel.Messages.Add(new FakeMessage(world.Discord.NewId(), world.Channel.Id, new JsonObject { ["content"] = $"talk {i}" }, Bob.Id, world.Clock.GetUtcNow()));
        }

        Assert.Equal(new SendTrace.Arrived(sent.MessageId), await world.Run(world.Platform.FindSentAsync(world.Address, Key, default)));
        Assert.Equal(new SendTrace.Absent(), await world.Run(world.Platform.FindSentAsync(world.Address, "another-key", default)));
    }

    [Fact]
    public async Task When_the_channel_cannot_be_read_the_doubt_stays()
    {
        world.Discord.Rest.Next("GET", "channels/{id}/messages", FakeRest.Error(500), times: 4);
        await Assert.ThrowsAsync<IOException>(() => world.Run(world.Platform.FindSentAsync(world.Address, Key, default)));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Of_a_channel_that_is_closed_to_the_bot_nobody_will_ever_know(int status)
    {
        world.Discord.Rest.Next("GET", "channels/{id}/messages", FakeRest.Error(status));
        Assert.Equal(new SendTrace.Unknown(), await world.Run(world.Platform.FindSentAsync(world.Address, Key, default)));
    }

    [Fact]
    public async Task A_bot_that_may_not_read_what_was_said_does_not_take_an_empty_list_for_an_answer()
    {
        await Send(Text("here"));
        world.Channel.Permissions &= ~FakePermissions.ReadMessageHistory;
        Assert.Equal(new SendTrace.Unknown(), await world.Run(world.Platform.FindSentAsync(world.Address, Key, default)));
    }

    [Fact]
    public async Task A_message_that_would_lie_further_back_than_is_looked_is_not_sent_again()
    {
        foreach (var i in Enumerable.Range(0, 5 * 100))
        {
            world.Channel.Messages.Add(new FakeMessage(world.Discord.NewId(), world.Channel.Id, new JsonObject { ["content"] = $"talk {i}" }, Bob.Id, world.Clock.GetUtcNow()));
        }

        Assert.Equal(new SendTrace.Unknown(), await world.Run(world.Platform.FindSentAsync(world.Address, Key, default)));
    }

    [Fact]
    public async Task A_long_message_goes_on_where_it_stopped_after_trouble_and_after_a_crash()
    {
        world.Discord.Rest.Next("POST", "channels/{id}/messages", context => world.Discord.Rest.Pass(context));
        world.Discord.Rest.Next("POST", "channels/{id}/messages", FakeRest.TooMany(60));
        Assert.IsType<SendOutcome.RetryAfter>(await Send(Long()));
        Assert.Single(world.Channel.Sent);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var sent = Assert.IsType<SendOutcome.Sent>(await Send(Long()));
        Assert.Equal(3, world.Channel.Sent.Count);
        Assert.Equal(world.Channel.Sent[^1].Id, sent.MessageId);

        // Another process, after a crash between the first part and the second.
        world.Discord.Rest.Next("POST", "channels/{id}/messages", context => world.Discord.Rest.Pass(context));
        world.Discord.Rest.Next("POST", "channels/{id}/messages", FakeRest.TooMany(60));
        await Send(Long(), "another");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await using var second = await StartAsync();
        second.Discord.Channels[world.Channel.Id] = world.Channel;
        Assert.Equal(new SendTrace.Absent(), await second.Run(second.Platform.FindSentAsync(world.Address, "another", default)));
        Assert.IsType<SendOutcome.Sent>(await second.Run(second.Platform.SendAsync(world.Address, Long(), "another", default)));
        Assert.Equal(6, world.Channel.Sent.Count);
    }

    [Theory]
    [InlineData(0, "View Channel")]
    [InlineData(FakePermissions.ViewChannel, "Send Messages")]
    public async Task A_channel_in_which_the_bot_may_not_speak_is_given_up_with_the_reason(long permissions, string reason)
    {
        world.Channel.Permissions = permissions;
        Assert.Contains(reason, Assert.IsType<SendOutcome.Refused>(await Send(Text("x"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_gone_is_given_up()
    {
        world.Channel.IsDeleted = true;
        Assert.Contains("gone", Assert.IsType<SendOutcome.Refused>(await Send(Text("x"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_limit_is_handed_back_to_the_outbox()
    {
        world.Discord.Rest.Next("POST", "channels/{id}/messages", FakeRest.TooMany(120));
        Assert.Equal(TimeSpan.FromSeconds(120), Assert.IsType<SendOutcome.RetryAfter>(await Send(Text("x"))).After);
    }

    [Fact]
    public async Task One_person_is_reached_alone_through_a_channel_that_is_opened_once()
    {
        var address = world.Platform.PrivateAddressOf(Bob.Id)!;
        Assert.IsType<SendOutcome.Sent>(await Send(Text("one"), "a", address));
        Assert.IsType<SendOutcome.Sent>(await Send(Text("two"), "b", address));
        Assert.Equal(["one", "two"], world.Discord.DirectChannel(Bob).Sent.Select(m => m.Text));
        Assert.Single(world.Discord.Rest.Requests, r => r.Route == "users/@me/channels");
    }

    [Fact]
    public async Task Figures_of_the_bank_and_drawn_pictures_are_uploaded_where_they_belong()
    {
        var folder = Path.Combine(Checkout.Root, "content", "multimodal", "figures");
        world.Library.Swap(new Compilation(new QuestionBank([], []) { FigureFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["figures/clip.png"] = Path.Combine(folder, "clip.png") }.ToFrozenDictionary(StringComparer.Ordinal) }, []));
        var message = new ChatMessage(new Body([Paragraph.Of("before"), new ImageBlock(new Figure("figures/clip.png", "How CLIP learns")), Paragraph.Of("after"), new ImageBlock(new Figure("../../etc/passwd", "secret"))]))
        {
            Pictures = [new Picture("months.png", new byte[] { 1, 2, 3 }, "The last months")],
        };
        Assert.IsType<SendOutcome.Sent>(await Send(message));
        var sent = Assert.Single(world.Channel.Sent);
        Assert.Equal(["figure-1.png", "months.png"], sent.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("🖼 secret", sent.Text, StringComparison.Ordinal);
        Assert.Equal([17, 10, 12, 10, 12], FakeMessage.All(sent.Body["components"] as JsonArray).Select(c => (int)c["type"]!));
    }

    [Fact]
    public async Task A_reply_points_at_its_post_and_comes_also_when_that_is_gone()
    {
        await Send(Text("answer") with { ReplyTo = "123456789012345678" });
        Assert.False((bool)world.Channel.Sent[0].Body["message_reference"]!["fail_if_not_exists"]!);
    }

    [Fact]
    public async Task A_thread_and_a_pin_follow_a_post_and_doing_them_again_does_nothing()
    {
        var post = Assert.IsType<SendOutcome.Sent>(await Send(Text("question"))).MessageId;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.IsType<SendOutcome.Sent>(await world.Run(world.Platform.FollowUpAsync(world.Address, post, FollowUp.Thread, "What is @everyone?", default)));
            Assert.IsType<SendOutcome.Sent>(await world.Run(world.Platform.FollowUpAsync(world.Address, post, FollowUp.Pin, "t", default)));
        }

        Assert.Equal(11, world.Discord.Channels[post].Type);
        Assert.True(world.Channel.Sent[0].IsPinned);
        world.Channel.Permissions &= ~FakePermissions.PinMessages;
        Assert.IsType<SendOutcome.Refused>(await world.Run(world.Platform.FollowUpAsync(world.Address, post, FollowUp.Pin, "t", default)));
    }

    [Fact]
    public async Task Each_missing_permission_is_named_as_discord_names_it()
    {
        world.Channel.Permissions = FakePermissions.ViewChannel | FakePermissions.ReadMessageHistory;
        await world.SaidAsync(await world.Discord.Interactions.CommandAsync(Ann, world.Channel, "daily"));
        Assert.Equal(
            ["Send Messages", "Embed Links", "Attach Files", "Create Public Threads", "Send Messages in Threads", "Pin Messages"],
            await world.Platform.MissingPermissionsAsync(world.Address, [FollowUp.Thread, FollowUp.Pin], default));
        Assert.Equal(["Send Messages", "Embed Links", "Attach Files"], await world.Platform.MissingPermissionsAsync(world.Address, [], default));
        world.Channel.Permissions = FakePermissions.All;
        await world.SaidAsync(await world.Discord.Interactions.CommandAsync(Ann, world.Channel, "daily"));
        Assert.Empty(await world.Platform.MissingPermissionsAsync(world.Address, [FollowUp.Thread, FollowUp.Pin], default));
    }
}
