using Drill.Conversation;
using Drill.Text;
using Drill.WebChat;
using Drill.WebChat.Rooms;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebPlatformTests
{
    private static readonly ChatMessage Hello = new(Body.Plain("Hello"));

    private readonly MemoryRoomLog log = new();
    private readonly RoomHub hub = new();
    private readonly AdminRoster roster = new();

    [Fact]
    public async Task A_message_sent_twice_with_one_key_is_there_once_and_has_one_number()
    {
        var platform = Platform();
        var first = await platform.SendAsync(Place.Room.Address, Hello, "k1", TestContext.Current.CancellationToken);
        var second = await platform.SendAsync(Place.Room.Address, Hello, "k1", TestContext.Current.CancellationToken);
        var sent = Assert.IsType<SendOutcome.Sent>(first);
        Assert.Equal(sent, second);
        Assert.Single(log.In("room"));
        Assert.Equal(new SendTrace.Arrived(sent.MessageId), await platform.FindSentAsync(Place.Room.Address, "k1", TestContext.Current.CancellationToken));
        Assert.Equal(new SendTrace.Absent(), await platform.FindSentAsync(Place.Room.Address, "k2", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("telegram", "room", null)]
    [InlineData("web", "nowhere", null)]
    [InlineData("web", "room", "thread")]
    public async Task A_chat_that_the_page_does_not_have_is_refused(string name, string chat, string? thread)
    {
        var outcome = await Platform().SendAsync(new ChatAddress(name, chat, thread, IsPrivate: false), Hello, "k", TestContext.Current.CancellationToken);
        Assert.IsType<SendOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task Without_keys_everybody_is_an_admin_of_the_room_and_of_their_own_chat_only()
    {
        var platform = Platform();
        Assert.True(await IsAdmin(platform, Place.Room, "ann"));
        Assert.True(await IsAdmin(platform, Place.PrivateOf("ann"), "ann"));
        Assert.False(await IsAdmin(platform, Place.PrivateOf("ann"), "bob"));
    }

    [Fact]
    public async Task With_keys_only_those_who_showed_the_admin_key_are_admins_of_the_room()
    {
        var platform = Platform(new WebChatOptions { AccessKey = "open sesame", AdminKey = "keeper of keys" });
        roster.Add("ann");
        Assert.True(await IsAdmin(platform, Place.Room, "ann"));
        Assert.False(await IsAdmin(platform, Place.Room, "bob"));
        Assert.True(await IsAdmin(platform, Place.PrivateOf("bob"), "bob"));
    }

    [Fact]
    public async Task Everybody_in_the_room_hears_a_message_and_nobody_elsewhere_does()
    {
        using var ann = hub.Subscribe("room", "ann");
        using var own = hub.Subscribe("dm-bob", "bob");
        await Platform().SendAsync(Place.Room.Address, Hello, "k1", TestContext.Current.CancellationToken);
        var heard = await ann.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Hello, Assert.IsType<RoomEvent.Appended>(heard).Entry.Entry.Message);
        own.Dispose();
        Assert.Null(await own.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_entry_for_one_person_reaches_nobody_else()
    {
        using var ann = hub.Subscribe("room", "ann");
        using var bob = hub.Subscribe("room", "bob");
        var secret = new Drill.Rooms.StoredRoomEntry(1, new Drill.Rooms.RoomEntry(DateTimeOffset.UnixEpoch, null, null, "ann", Hello));
        hub.Appended("room", secret);
        hub.Replaced("room", 1, Hello, "ann");
        bob.Dispose();
        Assert.Null(await bob.ReadAsync(TestContext.Current.CancellationToken));
        Assert.IsType<RoomEvent.Appended>(await ann.ReadAsync(TestContext.Current.CancellationToken));
        Assert.IsType<RoomEvent.Replaced>(await ann.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_that_does_not_read_learns_that_it_missed_something_and_holds_nobody_up()
    {
        using var slow = hub.Subscribe("room", "ann");
        for (var i = 0; i < 10_000; i++)
        {
            hub.StandingsMoved("room");
        }

        Assert.IsType<RoomEvent.Missed>(await slow.ReadAsync(TestContext.Current.CancellationToken));
        hub.StandingsMoved("room");
        Assert.IsType<RoomEvent.StandingsMoved>(await slow.ReadAsync(TestContext.Current.CancellationToken));
    }

    private static Task<bool> IsAdmin(WebChatPlatform platform, Place place, string user) =>
        platform.IsAdminAsync(place.Address, new Sender(user, user), TestContext.Current.CancellationToken);

    private WebChatPlatform Platform(WebChatOptions? options = null) => new(log, hub, roster, Options.Create(options ?? new WebChatOptions()), new FakeTimeProvider());
}
