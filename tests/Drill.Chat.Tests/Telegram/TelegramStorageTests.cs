using Drill.Conversation;
using Drill.Fakes.Telegram;
using Drill.TelegramChat.Calling;
using Drill.Text;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What becomes of what people do while the database does not store it.</summary>
public sealed class TelegramStorageTests
{
    private const string Right = "Photosynthesis stores energy as sugar and oxygen is released";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_wrote_while_the_database_stored_nothing_is_answered_once_it_does(bool webhook)
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(folder: database.Folder, webhook: webhook);
        var ann = await PractisingAsync(host, "gardens");
        database.Break("Attempt", "PlatformFact");
        ann.Says(ann.Private, Right);
        await host.WhileTimePassesAsync(host.Log.ContainsAsync("failed on try 1", times: 3));
        Assert.NotEqual(0, host.Telegram.World.Unconfirmed);
        database.Mend();
        await host.WhileTimePassesAsync(host.SettledAsync());
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("All 2", StringComparison.Ordinal));
        Assert.DoesNotContain(ann.Private.FromBot, m => m.Text.Contains("went wrong", StringComparison.Ordinal));
        Assert.All(host.Telegram.World.WebhookRefusals, r => Assert.Equal(503, r));
        Assert.Equal(webhook, host.Telegram.World.WebhookRefusals.Count > 0);
    }

    [Fact]
    public async Task A_text_that_cannot_be_handled_is_given_up_and_its_writer_is_told_so()
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(folder: database.Folder);
        var ann = await PractisingAsync(host, "gardens");
        database.Break("Attempt");
        ann.Says(ann.Private, Right);
        await host.WhileTimePassesAsync(ann.Private.ShowsAsync("Something went wrong"));
        await host.WhileTimePassesAsync(host.SettledAsync());
        database.Mend();
        ann.Says(ann.Private, Right);
        await ann.Private.ShowsAsync("All 2");
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("Something went wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_group_the_writer_alone_is_told_that_it_was_given_up()
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(folder: database.Folder);
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();
        database.Break("Attempt");
        bob.Replies(post, Right);
        await host.WhileTimePassesAsync(host.SettledAsync());
        Assert.Equal(bob.Id, (await bob.SeesAsync("Something went wrong")).ReceiverId);
        Assert.Single(group.FromBot);
    }

    [Fact]
    public async Task What_has_arrived_is_sent_also_when_nothing_can_be_noted_about_it()
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(folder: database.Folder);
        var (_, _, group) = TelegramGroupTests.TwoInAGroup(host);
        database.Break("PlatformFact");
        var chat = TelegramAddress.Of(group.Id, null, isPrivate: false);
        var buttons = new[] { ButtonRow.Of(new Button("Answer", new ActionToken("ans", 7))) };
        var quiz = new Quiz("Which one?", ["This", "That"], [1], "That.", host.Clock.GetUtcNow().AddHours(1));
        foreach (var message in new[] { new ChatMessage(Body.Plain(new string('x', 9_000)), [.. buttons]), new ChatMessage(Body.Plain("Which one?"), [.. buttons]) { Quiz = quiz } })
        {
            Assert.IsType<SendOutcome.Sent>(await host.Platform.SendAsync(chat, message, "key-" + (message.Quiz is null), TestContext.Current.CancellationToken));
        }

        Assert.Equal(4, group.FromBot.Count);
        await host.Log.ContainsAsync("could not be noted", times: 3);
    }

    [Fact]
    public async Task A_press_that_cannot_be_handled_is_given_up_and_answered()
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(folder: database.Folder);
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "stars");
        await host.SettledAsync();
        database.Break("Attempt");
        var press = bob.Presses(post, "B");
        await host.WhileTimePassesAsync(host.SettledAsync());
        Assert.Contains("Something went wrong", (await press.AnswerAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_for_an_open_prompt_is_for_that_prompt_also_when_it_could_not_be_stored_at_first()
    {
        using var database = new SickDatabase();
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false, folder: database.Folder);
        var ann = await PractisingAsync(host, "leaves");
        var group = host.Telegram.Group("Study", ann);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        ann.Opens((await ann.Presses(post, "Answer").AnswerAsync()).Url);
        await ann.Private.ShowsAsync("Reply to this message");
        await host.SettledAsync();
        database.Break("Attempt", "PlatformFact");
        ann.Says(ann.Private, Right);
        await host.WhileTimePassesAsync(host.Log.ContainsAsync("failed on try 1"));
        database.Mend();
        await host.WhileTimePassesAsync(host.SettledAsync());
        await ann.Private.ShowsAsync("All 2");
    }

    /// <summary>Somebody in private to whom a question was put.</summary>
    private static async Task<FakePerson> PractisingAsync(TelegramHost host, string topic)
    {
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        ann.Says(ann.Private, "/question " + topic);
        await ann.Private.ShowsCountAsync(2);
        await host.SettledAsync();
        return ann;
    }
}
