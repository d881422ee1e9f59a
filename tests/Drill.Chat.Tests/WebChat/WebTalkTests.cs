using Drill.Conversation;
using Drill.Rooms;
using Drill.Text;
using Drill.WebChat.Entering;
using Drill.WebChat.Rooms;
using Drill.WebChat.Talking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebTalkTests : IAsyncDisposable
{
    private static readonly Visitor Ann = new("ann", "Ann", "en", "UTC", IsAdmin: false);
    private static readonly Visitor Bob = new("bob", "Bob", "en", "UTC", IsAdmin: false);

    private readonly MemoryRoomLog log = new();
    private readonly RoomHub hub = new();
    private readonly FakeTimeProvider time = new();
    private readonly StillRunning lifetime = new();
    private readonly List<Incoming> heard = [];
    private readonly ChatDesk desk;
    private Func<Incoming, IReadOnlyList<Reply>> engine = _ => [];

    public WebTalkTests() => desk = new ChatDesk(
        (incoming, _) =>
        {
            heard.Add(incoming);
            return Task.FromResult(engine(incoming));
        },
        log, hub, time, lifetime, NullLogger<ChatDesk>.Instance);

    [Fact]
    public async Task Ordinary_talk_in_the_room_is_for_everybody_and_never_reaches_the_engine()
    {
        Assert.Equal(Refusal.None, (await desk.SayAsync(Ann, Place.Room, "  Hello\r\nthere ", "1")).Refusal);
        Assert.Empty(heard);
        var entry = Assert.Single(log.In("room"));
        Assert.Null(entry.OnlyFor);
        Assert.Equal("Ann", entry.AuthorName);
        Assert.Equal("Hello\nthere", PlainText.Of(entry.Message.Body));
    }

    [Fact]
    public async Task A_command_in_the_room_is_seen_by_its_author_alone()
    {
        engine = _ => [Tell(ReplyTarget.AskerOnly, "private"), Tell(ReplyTarget.Chat, "public")];
        await desk.SayAsync(Ann, Place.Room, "/Question  transformers 2 ", "1");
        var call = Assert.IsType<CommandCall>(Assert.Single(heard));
        Assert.Equal(("question", "transformers 2"), (call.Name, call.Arguments));
        Assert.Equal(["ann", "ann", null], log.In("room").Select(e => e.OnlyFor));
        Assert.Single(await log.ReadAsync("room", "bob", null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Words_in_the_private_chat_go_to_the_engine()
    {
        await desk.SayAsync(Ann, Place.PrivateOf("ann"), "Because the variance grows", "1");
        var text = Assert.IsType<TextSent>(Assert.Single(heard));
        Assert.Equal("Because the variance grows", text.Text);
        Assert.True(text.Chat.IsPrivate);
    }

    [Theory]
    [InlineData("", nameof(Refusal.Empty))]
    [InlineData(" \n ", nameof(Refusal.Empty))]
    [InlineData("/", nameof(Refusal.NotACommand))]
    [InlineData("//etc/hosts", nameof(Refusal.NotACommand))]
    [InlineData("/каша", nameof(Refusal.NotACommand))]
    public async Task What_cannot_be_sent_is_refused_with_a_reason(string text, string refusal)
    {
        Assert.Equal(refusal, (await desk.SayAsync(Ann, Place.Room, text, "1")).Refusal.ToString());
        Assert.Empty(log.In("room"));
    }

    [Fact]
    public async Task Talk_has_a_limit_and_a_long_answer_is_left_to_the_engine()
    {
        Assert.Equal(Refusal.TalkTooLong, (await desk.SayAsync(Ann, Place.Room, new string('x', 2_001), "1")).Refusal);
        Assert.Equal(Refusal.FarTooLong, (await desk.SayAsync(Ann, Place.Room, "/answer " + new string('x', 10_001), "2")).Refusal);
        Assert.Equal(Refusal.None, (await desk.SayAsync(Ann, Place.Room, "/answer " + new string('x', 5_000), "3")).Refusal);
        Assert.Equal(5_000, Assert.IsType<CommandCall>(Assert.Single(heard)).Arguments.Length);
    }

    [Fact]
    public async Task One_person_who_floods_the_room_has_to_wait_while_others_talk_on()
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < 12; i++)
        {
            refusals.Add((await desk.SayAsync(Ann, Place.Room, "x", $"{i}")).Refusal);
        }

        Assert.Equal(8, refusals.Count(r => r == Refusal.None));
        Assert.Equal(Refusal.None, (await desk.SayAsync(Bob, Place.Room, "x", "b")).Refusal);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Refusal.None, (await desk.SayAsync(Ann, Place.Room, "x", "later")).Refusal);
    }

    [Fact]
    public async Task The_same_action_tried_again_has_the_same_update_key_and_shows_everything_once()
    {
        engine = _ => [Tell(ReplyTarget.AskerOnly, "first"), Tell(ReplyTarget.AskerOnly, "second")];
        await desk.SayAsync(Ann, Place.Room, "/me", "same");
        await desk.SayAsync(Ann, Place.Room, "/me", "same");
        Assert.Equal(2, heard.Count);
        Assert.Equal(heard[0].UpdateKey, heard[1].UpdateKey);
        Assert.Equal(3, log.In("room").Count);
        await desk.SayAsync(Bob, Place.Room, "/me", "same");
        Assert.NotEqual(heard[0].UpdateKey, heard[2].UpdateKey);
    }

    [Fact]
    public async Task A_failure_is_told_and_trying_again_finishes_the_action()
    {
        engine = _ => throw new InvalidOperationException("locked");
        Assert.Equal(Refusal.Failed, (await desk.SayAsync(Ann, Place.Room, "/me", "k")).Refusal);
        engine = _ => [Tell(ReplyTarget.AskerOnly, "done")];
        Assert.Equal(Refusal.None, (await desk.SayAsync(Ann, Place.Room, "/me", "k")).Refusal);
        Assert.Equal(["/me", "done"], log.In("room").Select(e => PlainText.Of(e.Message.Body)));
    }

    [Fact]
    public async Task An_edit_replaces_the_message_whose_button_was_pressed()
    {
        var panel = new RoomEntry(time.GetUtcNow(), null, null, "ann", new ChatMessage(Body.Plain("off")));
        var number = await log.AppendAsync("room", panel, null, TestContext.Current.CancellationToken);
        engine = _ => [Tell(ReplyTarget.Original, "on"), Tell(ReplyTarget.Notice, "Saved.")];
        var outcome = await desk.PressAsync(Ann, Place.Room, new StoredRoomEntry(number, panel), new ActionToken("set"), "1");
        Assert.Equal("on", PlainText.Of(Assert.Single(log.In("room")).Message.Body));
        Assert.Equal("Saved.", PlainText.Of(Assert.Single(outcome.Notices)));
        Assert.Equal("1.set.0.", Assert.IsType<ButtonPress>(Assert.Single(heard)).Token);
    }

    [Fact]
    public async Task An_answer_in_the_box_comes_back_with_its_token_and_is_seen_by_its_author_alone()
    {
        var request = new TextRequest(new ActionToken("fill", 7), "Answer", "Words", Body.Empty, 4_000);
        engine = _ => [Tell(ReplyTarget.AskerOnly, "7.5 points")];
        await desk.FillAsync(Ann, Place.Room, request, null, "My own words", "1");
        Assert.Equal("1.fill.7.", Assert.IsType<TextSent>(Assert.Single(heard)).RequestToken);
        Assert.All(log.In("room"), e => Assert.Equal("ann", e.OnlyFor));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public async Task An_empty_or_far_too_long_answer_reaches_the_engine_whole_and_is_not_kept_as_said(int length)
    {
        var request = new TextRequest(new ActionToken("fill", 7), "Answer", "Words", Body.Empty, 4_000);
        await desk.FillAsync(Ann, Place.Room, request, null, new string('方', length), "1");
        Assert.Equal(length, Assert.IsType<TextSent>(Assert.Single(heard)).Text.Length);
        Assert.Empty(log.In("room"));
    }

    [Fact]
    public async Task Standings_that_cannot_be_read_break_nothing()
    {
        engine = _ => throw new InvalidOperationException("locked");
        Assert.Null(await desk.StandingsAsync(Ann, "week", TestContext.Current.CancellationToken));
        engine = _ => [Tell(ReplyTarget.AskerOnly, "1. Ann")];
        Assert.NotNull(await desk.StandingsAsync(Ann, "week", TestContext.Current.CancellationToken));
        Assert.Equal(2, heard.Select(h => h.UpdateKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_feed_shows_what_comes_in_order_once_and_without_the_secrets_of_others()
    {
        await using var feed = await FeedAsync(Bob);
        await desk.SayAsync(Ann, Place.Room, "one", "1");
        await desk.SayAsync(Ann, Place.Room, "/me", "2");
        await desk.SayAsync(Bob, Place.Room, "two", "3");
        hub.Appended("room", feed.Items.FirstOrDefault()?.Stored ?? new StoredRoomEntry(1, log.In("room")[0]));
        await EventuallyAsync(() => feed.Items.Length == 2);
        Assert.Equal(["one", "two"], feed.Items.Select(i => PlainText.Of(i.Entry.Message.Body)));
        Assert.Equal(1, feed.Unread);
        feed.IsWatched = true;
        Assert.Equal(0, feed.Unread);
    }

    [Fact]
    public async Task A_feed_reads_older_entries_on_demand_until_the_beginning()
    {
        for (var i = 0; i < 100; i++)
        {
            await log.AppendAsync("room", new RoomEntry(time.GetUtcNow(), "ann", "Ann", null, new ChatMessage(Body.Plain($"{i}"))), null, TestContext.Current.CancellationToken);
        }

        await using var feed = await FeedAsync(Bob);
        Assert.True(feed.HasOlder);
        Assert.Equal(61, feed.Items[0].Number);
        await feed.LoadOlderAsync(TestContext.Current.CancellationToken);
        await feed.LoadOlderAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), feed.Items.Select(i => i.Number));
        Assert.False(feed.HasOlder);
    }

    [Fact]
    public async Task A_feed_that_missed_events_reads_the_log_again_also_after_a_failed_reading()
    {
        await using var feed = await FeedAsync(Bob);
        log.FailsNextRead = true;

        // More than it can keep up with, however quick it is.
        for (var i = 0; i < 10_000_000 && log.FailsNextRead; i++)
        {
            hub.StandingsMoved("room");
        }

        Assert.False(log.FailsNextRead);
        await desk.SayAsync(Ann, Place.Room, "after", "1");
        await desk.SayAsync(Ann, Place.Room, "later", "2");
        await EventuallyAsync(() => feed.Items.Select(i => PlainText.Of(i.Entry.Message.Body)).SequenceEqual(["after", "later"]));
    }

    public async ValueTask DisposeAsync()
    {
        lifetime.Dispose();
        await ValueTask.CompletedTask;
    }

    private static MessageReply Tell(ReplyTarget target, string text) => new(target, new ChatMessage(Body.Plain(text)));

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(holds());
    }

    private async Task<PlaceFeed> FeedAsync(Visitor visitor)
    {
        var feed = new PlaceFeed(log, hub, visitor, Place.Room, NullLogger.Instance);
        await feed.StartAsync(TestContext.Current.CancellationToken);
        return feed;
    }

    private sealed class StillRunning : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
