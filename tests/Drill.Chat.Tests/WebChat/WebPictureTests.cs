using System.Net;
using Drill.Conversation;
using Drill.Rooms;
using Drill.Text;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebPictureTests
{
    private static readonly ChatMessage Drawn = new(Body.Plain("You"))
    {
        Pictures = [new Picture("days.png", new byte[] { 0x89, 0x50, 0x4e, 0x47 }, "Ann <b> practised on 3 days.")],
    };

    [Fact]
    public async Task A_picture_is_shown_with_words_for_those_who_cannot_see_it()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var entered = await WebSite.PostAsync(browser, "/enter", ("name", "Ann"));
        await site.Log.AppendAsync("room", new RoomEntry(DateTimeOffset.UnixEpoch, null, null, null, Drawn), null, TestContext.Current.CancellationToken);
        var page = await browser.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("alt=\"Ann &lt;b&gt; practised on 3 days.\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"pictures/1/days.png?v=", page, StringComparison.Ordinal);
        using var picture = await browser.GetAsync(new Uri("/pictures/1/days.png", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_else_gets_the_picture_of_a_private_reply()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var stranger = site.Browser();
        using var entered = await WebSite.PostAsync(browser, "/enter", ("name", "Bo"));
        foreach (var room in new[] { "room", "dm-ann" })
        {
            var number = await site.Log.AppendAsync(room, new RoomEntry(DateTimeOffset.UnixEpoch, null, null, "ann", Drawn), null, TestContext.Current.CancellationToken);
            foreach (var who in new[] { browser, stranger })
            {
                using var answer = await who.GetAsync(new Uri($"/pictures/{number}/days.png", UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }
}
