using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Messages that one person in a group sees, and people whose clients do not show them.</summary>
public sealed class TelegramEphemeralTests
{
    private const string Secret = "the reference answer";

    [Fact]
    public async Task Whoever_sees_nothing_opens_the_private_chat_presses_again_and_finds_it_there()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        bob.Starts();
        ann.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        Assert.Contains("press again", (await bob.Presses(post, "Show answer").AnswerAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(bob.Id, (await bob.SeesAsync(Secret)).ReceiverId);
        var again = await bob.Presses(post, "Show answer").AnswerAsync();
        Assert.True(again.IsAlert);
        Assert.Contains("private chat", again.Text, StringComparison.Ordinal);
        await bob.Private.ShowsAsync(Secret);

        // That is about this button and this person.
        bob.Presses(post, "Hint");
        Assert.Equal(bob.Id, (await bob.SeesAsync("leaves make")).ReceiverId);
        await ann.Presses(post, "Show answer").AnswerAsync();
        Assert.DoesNotContain(Secret, ann.Private.Transcript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_presses_again_without_a_private_chat_is_led_there()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await bob.Presses(post, "Show answer").AnswerAsync();
        bob.Opens((await bob.Presses(post, "Show answer").AnswerAsync()).Url);
        await bob.Private.ShowsAsync(Secret);
    }

    [Fact]
    public async Task Who_presses_again_some_minutes_later_saw_it_the_first_time()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        bob.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await bob.Presses(post, "Show answer").AnswerAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        await bob.Presses(post, "Show answer").AnswerAsync();
        Assert.DoesNotContain(Secret, bob.Private.Transcript(), StringComparison.Ordinal);
        Assert.Equal(2, bob.Visible().Count(m => m.ReceiverId == bob.Id));
    }

    [Fact]
    public async Task Who_presses_below_an_ephemeral_message_sees_them()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        bob.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        bob.Replies(post, "Oxygen is released by it");
        var verdict = await bob.SeesAsync("key points");
        await bob.Presses(verdict, "Show answer").AnswerAsync();
        await bob.Presses(verdict, "Show answer").AnswerAsync();
        Assert.DoesNotContain(Secret, bob.Private.Transcript(), StringComparison.Ordinal);
        Assert.Equal(2, bob.Visible().Count(m => m.ReceiverId == bob.Id && m.Text.Contains(Secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ticking_in_a_panel_that_one_person_sees_takes_nothing_from_the_groups_minute()
    {
        await using var host = await TelegramHost.StartAsync(o => o.MessagesPerMinuteInGroup = 3);
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "rivers");
        await bob.Presses(post, "Choose").AnswerAsync();
        var panel = bob.Visible().Single(m => m.ReceiverId == bob.Id);
        for (var ticked = 1; ticked <= 6; ticked++)
        {
            Assert.Equal("", (await bob.Presses(panel, ticked % 2 == 1 ? "☐ B" : "☑ B").AnswerAsync()).Text);
            Assert.Equal(ticked, panel.Edits);
        }

        await TelegramGroupTests.AskAsync(host, ann, group);
    }
}
