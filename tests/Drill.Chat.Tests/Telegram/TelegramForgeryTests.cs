using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Presses of buttons that are not there: nobody changes with them what others read.</summary>
public sealed class TelegramForgeryTests
{
    private const string Right = "Oxygen is released by it";

    [Theory]
    [InlineData("1.set.0.en")]
    [InlineData("1.day.0.status")]
    [InlineData("1.rank.0.week")]
    [InlineData("1.tog.1.e1")]
    [InlineData("1.said.1.k0")]
    public async Task Below_the_groups_question_only_its_own_buttons_do_something(string forged)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.PromoteBot();
        var post = await TelegramGroupTests.AskAsync(host, ann, group, forged.Contains("tog", StringComparison.Ordinal) ? "rivers" : "gardens");
        bob.Replies(post, Right);
        await host.SettledAsync();
        var said = bob.Visible().Count;
        Assert.Contains("does not work any more", (await bob.PressesData(post, forged).AnswerAsync()).Text, StringComparison.Ordinal);
        await host.SettledAsync();
        Assert.Equal(0, post.Edits);
        Assert.Equal(said, bob.Visible().Count);
    }

    [Theory]
    [InlineData("1.tog.1.e1")]
    [InlineData("1.set.0.en")]
    public async Task Of_a_message_that_the_server_does_not_tell_nothing_is_replaced(string forged)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(bob);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "rivers");
        await host.SettledAsync();
        var said = bob.Visible().Count;
        await bob.PressesData(post, forged, isAccessible: false).AnswerAsync();
        await host.SettledAsync();
        Assert.Equal(0, post.Edits);
        Assert.Equal(bob.Id, Assert.Single(bob.Visible(), m => m.ReceiverId is not null).ReceiverId);
        Assert.Equal(said + 1, bob.Visible().Count);
    }

    [Fact]
    public async Task An_old_message_whose_buttons_the_server_does_not_tell_still_works()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        bob.PressesData(post, "1.hint.1.", isAccessible: false);
        Assert.Equal(bob.Id, (await bob.SeesAsync("leaves make")).ReceiverId);
    }

    [Fact]
    public async Task Whoever_ticks_faster_than_the_panel_changes_is_understood()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "rivers");
        await bob.Presses(post, "Choose").AnswerAsync();
        var panel = bob.Visible().Single(m => m.ReceiverId == bob.Id);
        await bob.PressesData(panel, "1.tog.1.e1").AnswerAsync();
        await bob.PressesData(panel, "1.tog.1.e4").AnswerAsync();
        Assert.Equal(2, panel.Edits);
    }

    [Fact]
    public async Task A_panel_that_everybody_sees_because_an_anonymous_admin_asked_for_it_is_still_changed_in_place()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann).Anonymous(ann);
        ann.HasOldClient = true;
        ann.Says(group, "/daily");
        var panel = await group.ShowsAsync("The question of the day is off");
        await ann.Presses(panel, "Turn on").AnswerAsync();
        await group.ShowsAsync("The question of the day is on");
        Assert.Equal(1, panel.Edits);
    }
}
