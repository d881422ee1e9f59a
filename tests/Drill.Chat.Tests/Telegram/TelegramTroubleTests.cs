using System.Globalization;
using Drill.Conversation;
using Drill.Fakes.Telegram;
using Drill.Text;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What can go wrong between the bot and Telegram, and what the outbox is told of it.</summary>
public sealed class TelegramTroubleTests
{
    private static readonly ChatMessage Hello = new(Body.Plain("Hello"));

    [Fact]
    public async Task What_was_said_arrives_and_tells_its_id()
    {
        await using var host = await TelegramHost.StartAsync();
        var group = host.Telegram.Group("Study");
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(host, group, Hello));
        Assert.Equal(group.FromBot.Single().Id.ToString(CultureInfo.InvariantCulture), sent.MessageId);
    }

    [Fact]
    public async Task A_chat_that_does_not_want_the_bot_refuses()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        Assert.Contains("initiate", await RefusedAsync(host, ann.Private), StringComparison.Ordinal);
        ann.Starts();
        ann.BlocksBot();
        Assert.Contains("blocked", await RefusedAsync(host, ann.Private), StringComparison.Ordinal);
        var group = host.Telegram.Group("Study", ann);
        group.RemovesBot(ann);
        Assert.Contains("kicked", await RefusedAsync(host, group), StringComparison.Ordinal);
        var silent = host.Telegram.Group("Silent", ann);
        silent.Bot.MayWrite = false;
        Assert.Contains("not enough rights", await RefusedAsync(host, silent), StringComparison.Ordinal);
        var forum = host.Telegram.Group("Forum", ann);
        var topic = forum.AddTopic("Old");
        forum.DeleteTopic(topic);
        var outcome = await host.Platform.SendAsync(Address(forum, topic), Hello, "k", TestContext.Current.CancellationToken);
        Assert.Contains("thread not found", Assert.IsType<SendOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
        var nowhere = new ChatAddress("telegram", "-1009999", null, IsPrivate: false);
        Assert.IsType<SendOutcome.Refused>(await host.Platform.SendAsync(nowhere, Hello, "k", TestContext.Current.CancellationToken));
        Assert.IsType<SendOutcome.Refused>(await host.Platform.SendAsync(nowhere with { Chat = "../etc" }, Hello, "k", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_says_where_it_went()
    {
        await using var host = await TelegramHost.StartAsync();
        var old = host.Telegram.World.AddGroup("Study", ChatKind.Group);
        var now = old.BecomesSupergroup(isTold: false);
        Assert.Equal(Address(now), Assert.IsType<SendOutcome.Moved>(await SendAsync(host, old, Hello)).To);
    }

    [Fact]
    public async Task Patience_is_kept_and_the_chat_alone_waits()
    {
        await using var host = await TelegramHost.StartAsync();
        var (one, other) = (host.Telegram.Group("One"), host.Telegram.Group("Other"));
        host.Telegram.Next("sendMessage", Trouble.RetryAfter(17));
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<SendOutcome.RetryAfter>(await SendAsync(host, one, Hello)).After);
        var calls = host.Telegram.CallsOf("sendMessage").Count;
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<SendOutcome.RetryAfter>(await SendAsync(host, one, Hello)).After);
        Assert.Equal(calls, host.Telegram.CallsOf("sendMessage").Count);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(host, other, Hello));
        host.Clock.Advance(TimeSpan.FromSeconds(17));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(host, one, Hello));
    }

    [Fact]
    public async Task Where_nobody_knows_whether_it_arrived_the_outbox_is_left_in_doubt()
    {
        await using var host = await TelegramHost.StartAsync();
        var group = host.Telegram.Group("Study");
        foreach (var trouble in new[] { Trouble.Error(500, "Internal Server Error"), Trouble.Page(502), Trouble.ArrivesUnseen(), Trouble.HangUp() })
        {
            host.Telegram.Next("sendMessage", trouble);
            await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(host, group, Hello));
        }

        Assert.Single(group.FromBot);
    }

    [Fact]
    public async Task Where_the_server_cannot_be_reached_nothing_is_in_doubt()
    {
        var host = await TelegramHost.StartAsync(o => o.ApiUrl = new Uri("http://127.0.0.1:1"));
        await using (host)
        {
            var group = host.Telegram.Group("Study");
            Assert.IsType<SendOutcome.RetryAfter>(await SendAsync(host, group, Hello));
            await host.Log.ContainsAsync("Telegram is away");
        }

        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("AAFake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_an_hour_without_network_the_daily_is_posted_once()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        var group = telegram.Group("Study");
        await telegram.StopListeningAsync();
        await using var host = await TelegramHost.StartAsync(telegram: telegram, clock: clock);
        await host.Engine.HandleAsync(
            new CommandCall("daily", "on 9:00 UTC") { UpdateKey = "on", Chat = Address(group), Sender = new Sender("anonymous:1", "Study") },
            TestContext.Current.CancellationToken);
        for (var minute = 0; minute < 120; minute += 5)
        {
            await host.PassAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(group.FromBot);
        await telegram.ListenAgainAsync();
        await host.WhileTimePassesAsync(group.ShowsCountAsync(1));
        await host.PassAsync(TimeSpan.FromMinutes(5));
        await host.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Single(group.FromBot);
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_named_and_nothing_is_lost()
    {
        var host = await TelegramHost.StartAsync(o => o.Token = "77:AAAnotherTokenThatNobodyEverGaveToAnybody");
        await using (host)
        {
            var group = host.Telegram.Group("Study");
            Assert.IsType<SendOutcome.RetryAfter>(await SendAsync(host, group, Hello));
            await host.Log.ContainsAsync("Drill:Telegram:Token");
        }

        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("AAAnother", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_of_several_parts_goes_on_where_it_stopped()
    {
        await using var host = await TelegramHost.StartAsync();
        var group = host.Telegram.Group("Study");
        var message = new ChatMessage(Body.Plain(string.Join(' ', Enumerable.Repeat("word", 2500))), [ButtonRow.Of(new Button("Answer", new ActionToken("ans", 7)))]);
        host.Telegram.Next("sendMessage", Trouble.Hold(Task.CompletedTask));
        host.Telegram.Next("sendMessage", Trouble.RetryAfter(3));
        Assert.IsType<SendOutcome.RetryAfter>(await SendAsync(host, group, message, "one"));
        Assert.Single(group.FromBot);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(host, group, message, "one"));
        Assert.Equal(4, group.FromBot.Count);
        Assert.Equal(sent.MessageId, group.FromBot[^1].Id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(["Answer"], group.FromBot[^1].Labels);
        Assert.All(group.FromBot.SkipLast(1), m => Assert.Empty(m.Labels));
    }

    [Fact]
    public async Task A_post_is_pinned_once_and_a_missing_right_is_named()
    {
        await using var host = await TelegramHost.StartAsync();
        var group = host.Telegram.Group("Study");
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(host, group, Hello));
        var cancel = TestContext.Current.CancellationToken;
        Assert.Contains("not enough rights", Assert.IsType<SendOutcome.Refused>(await host.Platform.FollowUpAsync(Address(group), sent.MessageId, FollowUp.Pin, "Title", cancel)).Reason, StringComparison.Ordinal);
        Assert.Equal(["Pin Messages"], await host.Platform.MissingPermissionsAsync(Address(group), [FollowUp.Pin], cancel));
        group.PromoteBot();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await host.Platform.MissingPermissionsAsync(Address(group), [FollowUp.Pin], cancel));
        Assert.IsType<SendOutcome.Sent>(await host.Platform.FollowUpAsync(Address(group), sent.MessageId, FollowUp.Pin, "Title", cancel));
        Assert.IsType<SendOutcome.Sent>(await host.Platform.FollowUpAsync(Address(group), sent.MessageId, FollowUp.Pin, "Title", cancel));
        Assert.Single(group.Pinned);
    }

    [Fact]
    public async Task A_picture_is_uploaded_once_and_then_sent_by_its_id()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        await TelegramGroupTests.AskAsync(host, ann, group, "leaves");
        await TelegramGroupTests.AskAsync(host, ann, group, "leaves");
        Assert.All(group.FromBot, m => Assert.NotNull(m.Photo));
        Assert.Equal(1, host.Telegram.World.Uploads);
        Assert.Contains("What does this picture show?", group.FromBot[0].Text, StringComparison.Ordinal);
        Assert.Contains("Answer", group.FromBot[0].Labels);
    }

    [Fact]
    public async Task A_picture_that_telegram_cannot_show_is_told_in_words()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        File.WriteAllText(Path.Combine(host.Bank.Folder, "leaf.png"), "this is no picture");
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "leaves");
        Assert.Null(post.Photo);
        Assert.Contains("🖼 A leaf with its veins", post.Text, StringComparison.Ordinal);
        Assert.Contains("What does this picture show?", post.Text, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(TelegramHost host, FakeChat chat) => Assert.IsType<SendOutcome.Refused>(await SendAsync(host, chat, Hello)).Reason;

    private static Task<SendOutcome> SendAsync(TelegramHost host, FakeChat chat, ChatMessage message, string key = "k") =>
        host.Platform.SendAsync(Address(chat), message, key, TestContext.Current.CancellationToken);

    private static ChatAddress Address(FakeChat chat, int? topic = null) =>
        new("telegram", chat.Id.ToString(CultureInfo.InvariantCulture), topic?.ToString(CultureInfo.InvariantCulture), chat.Kind == ChatKind.Private);
}
