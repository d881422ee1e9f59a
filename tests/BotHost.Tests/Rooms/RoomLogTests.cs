using System.Collections.Immutable;
using BotHost.Tests.Hosting;
using Drill.Conversation;
using Drill.Rooms;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotHost.Tests.Rooms;

public sealed class RoomLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_message_comes_back_as_it_went_in_with_its_buttons()
    {
        await using var host = await DrillHostFixture.StartAsync();
        var log = host.Services.GetRequiredService<IRoomLog>();
        var message = new ChatMessage(
            new Body([new Heading(2, [new TextRun("<b>题目</b>")]), Paragraph.Of(Strong.Of("bold"), new LineBreak(), new CodeSpan("x")), new CodeBlock("a\nb", "python")]),
            [ButtonRow.Of(new Button("回答", new ActionToken("ans", 42, "x.y")), new Button("B", new ActionToken("c", 1), IsSelected: true))])
        { ReplyTo = "7", Pictures = [new Picture("days.png", new byte[] { 1, 2, 3, 255 }, "Three days.")] };
        var number = await log.AppendAsync("room", new RoomEntry(Noon, "ann", "Ann", "ann", message), null, TestContext.Current.CancellationToken);
        var read = Assert.Single(await log.ReadAsync("room", "ann", null, 10, TestContext.Current.CancellationToken));
        Assert.Equal((number, Noon, "ann", "Ann", "ann"), (read.Number, read.Entry.At, read.Entry.Author, read.Entry.AuthorName, read.Entry.OnlyFor));
        Assert.Equal(PlainText.Of(message.Body), PlainText.Of(read.Entry.Message.Body));
        Assert.Equal(message.Buttons[0].Buttons, read.Entry.Message.Buttons[0].Buttons);
        Assert.Equal("7", read.Entry.Message.ReplyTo);
        var picture = Assert.Single(read.Entry.Message.Pictures);
        Assert.Equal(("days.png", "Three days."), (picture.FileName, picture.AlternativeText));
        Assert.Equal([1, 2, 3, 255], picture.Png.ToArray());
        Assert.Null(await log.ReadOneAsync("room", "bob", number, TestContext.Current.CancellationToken));
        Assert.Null(await log.ReadOneAsync("dm-ann", "ann", number, TestContext.Current.CancellationToken));
        Assert.Equal(number, (await log.ReadOneAsync("room", "ann", number, TestContext.Current.CancellationToken))?.Number);
        Assert.Empty(await log.ReadAsync("room", "bob", null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_as_deep_as_a_file_can_make_it_is_kept()
    {
        await using var host = await DrillHostFixture.StartAsync();
        var log = host.Services.GetRequiredService<IRoomLog>();
        Block block = Paragraph.Of("the bottom");
        for (var i = 0; i < MarkdownReader.MaximumDepth; i++)
        {
            block = new BulletList(null, [new ListItem([block])]);
        }

        await log.AppendAsync("room", new RoomEntry(Noon, null, null, null, new ChatMessage(new Body([block]))), null, TestContext.Current.CancellationToken);
        var read = Assert.Single(await log.ReadAsync("room", "ann", null, 10, TestContext.Current.CancellationToken));
        Assert.Contains("the bottom", PlainText.Of(read.Entry.Message.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_from_before_there_were_pictures_has_none()
    {
        await using var host = await DrillHostFixture.StartAsync();
        var log = host.Services.GetRequiredService<IRoomLog>();
        await log.AppendAsync("room", new RoomEntry(Noon, null, null, null, new ChatMessage(Body.Plain("old"))), null, TestContext.Current.CancellationToken);
        await using (var db = host.Services.GetRequiredService<Drill.Data.IDrillDbFactory>().Create())
        {
            await db.RoomEntries.ExecuteUpdateAsync(s => s.SetProperty(e => e.Message, """{"Body":{"Blocks":[]},"Buttons":[]}"""), TestContext.Current.CancellationToken);
        }

        Assert.Empty(Assert.Single(await log.ReadAsync("room", "ann", null, 1, TestContext.Current.CancellationToken)).Entry.Message.Pictures);
    }

    [Fact]
    public async Task The_same_key_adds_once_also_when_both_come_at_the_same_time()
    {
        await using var host = await DrillHostFixture.StartAsync();
        var log = host.Services.GetRequiredService<IRoomLog>();
        var entry = new RoomEntry(Noon, null, null, null, new ChatMessage(Body.Plain("once")));
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => log.AppendAsync("room", entry, "k", TestContext.Current.CancellationToken)));
        Assert.Single(numbers.Distinct());
        Assert.Single(await log.ReadAsync("room", "ann", null, 10, TestContext.Current.CancellationToken));
        Assert.Equal(numbers[0], await log.FindAsync("room", "k", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_of_history_meet_without_a_gap_and_an_edit_is_kept()
    {
        await using var host = await DrillHostFixture.StartAsync();
        var log = host.Services.GetRequiredService<IRoomLog>();
        for (var i = 0; i < 25; i++)
        {
            await log.AppendAsync("room", new RoomEntry(Noon, null, null, i % 2 == 0 ? null : "bob", new ChatMessage(Body.Plain($"{i}"))), null, TestContext.Current.CancellationToken);
        }

        var newest = await log.ReadAsync("room", "ann", null, 8, TestContext.Current.CancellationToken);
        var older = await log.ReadAsync("room", "ann", newest[0].Number, 8, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"{2 * i}"), Texts([.. older, .. newest]));
        await log.ReplaceAsync("room", newest[^1].Number, new ChatMessage(Body.Plain("edited")), TestContext.Current.CancellationToken);
        Assert.Equal("edited", Texts(await log.ReadAsync("room", "ann", null, 1, TestContext.Current.CancellationToken)).Single());

        static IEnumerable<string> Texts(ImmutableArray<StoredRoomEntry> entries) => entries.Select(e => PlainText.Of(e.Entry.Message.Body));
    }
}
