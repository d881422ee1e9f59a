namespace Drill.Chat.Tests.Telegram;

/// <summary>Which question a text in the private chat answers.</summary>
public sealed class TelegramPromptTests
{
    [Fact]
    public async Task A_reply_answers_what_it_replies_to_and_leaves_the_open_prompt_for_the_next_text()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        ann.Says(ann.Private, "/question leaves");
        var own = await ann.Private.ShowsAsync("What does this picture show?");
        var group = host.Telegram.Group("Study", ann);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        ann.Opens((await ann.Presses(post, "Answer").AnswerAsync()).Url);
        await ann.Private.ShowsAsync("Reply to this message");
        ann.Replies(own, "A leaf is shown, with its veins");
        await host.SettledAsync();
        Assert.DoesNotContain("of 2 key points", ann.Private.Transcript(), StringComparison.Ordinal);
        ann.Says(ann.Private, "Photosynthesis stores energy as sugar and oxygen is released");
        await ann.Private.ShowsAsync("All 2");
        ann.Says(group, "/me");
        await ann.Private.ShowsAsync("10 points");
    }

    [Fact]
    public async Task A_reply_to_something_that_asks_nothing_is_for_the_open_prompt()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        bob.Starts();
        var hello = await bob.Private.ShowsAsync("/question");
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        bob.Opens((await bob.Presses(post, "Answer").AnswerAsync()).Url);
        await bob.Private.ShowsAsync("Reply to this message");
        bob.Replies(hello, "Photosynthesis stores energy as sugar and oxygen is released");
        await bob.Private.ShowsAsync("All 2");
    }
}
