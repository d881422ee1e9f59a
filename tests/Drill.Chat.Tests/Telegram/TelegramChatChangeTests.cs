using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Chats that come, go and move, quizzes, and what people do in private.</summary>
public sealed class TelegramChatChangeTests
{
    [Fact]
    public async Task A_bot_that_is_added_says_in_a_line_how_to_begin()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        var group = host.Telegram.Group("Study", ann);
        group.AddsBot(ann);
        await group.ShowsAsync("/daily on");
        group.AddsBot(ann);
        await host.SettledAsync();
        Assert.Single(group.FromBot);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_that_becomes_a_supergroup_keeps_its_daily_and_its_points(bool isTold)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob) = (host.Telegram.Person("Ann"), host.Telegram.Person("Bob"));
        var old = host.Telegram.World.AddGroup("Study", ChatKind.Group, ann, bob);
        old.Promote(ann).PromoteBot();
        ann.Says(old, "/daily on 9:00 UTC");
        await ann.SeesAsync("The question of the day is on");
        var post = await TelegramGroupTests.AskAsync(host, ann, old);
        bob.Replies(post, "Photosynthesis stores energy as sugar and oxygen is released");
        await bob.SeesAsync("key points");
        await host.SettledAsync();
        var now = old.BecomesSupergroup(isTold);
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(1.01));
        var daily = await now.ShowsCountAsync(1);
        Assert.Contains("Answer", string.Join(' ', daily.Labels), StringComparison.Ordinal);
        bob.Says(now, "/leaderboard");
        Assert.Same(now, (await bob.SeesAsync("Bob")).Chat);
        Assert.Single(now.FromBot);
    }

    [Fact]
    public async Task A_group_that_removed_the_bot_is_left_in_peace_until_it_comes_back()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Says(group, "/daily on 9:00 UTC");
        await ann.SeesAsync("The question of the day is on");
        group.RemovesBot(ann);
        await host.SettledAsync();
        var calls = host.Telegram.CallsOf("sendMessage").Count;
        await host.PassAsync(TimeSpan.FromHours(1.01));
        Assert.Equal(calls, host.Telegram.CallsOf("sendMessage").Count);
        group.AddsBot(ann);
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(24));
        await group.ShowsCountAsync(1);
    }

    [Fact]
    public async Task A_quiz_of_the_platform_is_not_anonymous_closes_in_time_and_its_votes_count()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Says(group, "/settings votes quiz");
        await ann.SeesAsync("quiz");
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "stars");
        var poll = Assert.IsType<FakePoll>(post.Poll);
        Assert.False(poll.IsAnonymous);
        Assert.Equal(["The moon", "The sun", "Mars"], poll.Options);
        Assert.Equal([1], poll.Right);
        Assert.Equal("Stars shine by themselves.", poll.Explanation);
        Assert.NotNull(poll.ClosesAt);
        Assert.Contains("Show answer", post.Labels);
        Assert.DoesNotContain("B", post.Labels);
        bob.Votes(post, 1);
        await host.WhileTimePassesAsync(host.SettledAsync());
        bob.Says(group, "/me");
        await bob.SeesAsync("10 points");
    }

    [Fact]
    public async Task A_vote_that_comes_before_the_bot_knows_of_its_own_quiz_counts_all_the_same()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Says(group, "/settings votes quiz");
        await ann.SeesAsync("quiz");
        var line = new TaskCompletionSource();
        host.Telegram.Next("sendPoll", Trouble.Hold(line.Task));
        bob.Votes(await TelegramGroupTests.AskAsync(host, ann, group, "stars"), 1);
        line.SetResult();
        await host.WhileTimePassesAsync(host.SettledAsync());
        bob.Says(group, "/me");
        await bob.SeesAsync("10 points");
    }

    [Fact]
    public async Task A_quiz_with_several_right_options_takes_several()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Says(group, "/settings votes quiz");
        await ann.SeesAsync("quiz");
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "rivers");
        Assert.True(post.Poll!.AllowsSeveral);
        bob.Votes(post, 0, 2);
        await host.WhileTimePassesAsync(host.SettledAsync());
        bob.Says(group, "/me");
        await bob.SeesAsync("10 points");
    }

    [Fact]
    public async Task Without_the_setting_choices_are_buttons_and_several_are_ticked_in_a_panel_of_ones_own()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group, "rivers");
        Assert.Null(post.Poll);
        await bob.Presses(post, "Choose").AnswerAsync();
        var panel = bob.Visible().Last(m => m.ReceiverId == bob.Id);
        await bob.Presses(panel, "A").AnswerAsync();
        await bob.Presses(panel, "C").AnswerAsync();
        Assert.Contains("☑ A", panel.Labels);
        await bob.Presses(panel, "Submit").AnswerAsync();
        await bob.SeesAsync("10 points");
        Assert.Equal(0, post.Edits);
    }

    [Fact]
    public async Task In_private_one_practises_alone_and_an_edit_is_no_second_answer()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        await ann.Private.ShowsAsync("/question");
        ann.Says(ann.Private, "/question gardens");
        var post = await ann.Private.ShowsAsync("Why do plants need light?");
        var typed = ann.Says(ann.Private, "Photosynthesis stores energy as sugar");
        await ann.Private.ShowsAsync("1 of 2 key points");
        ann.Edits(typed, "Photosynthesis stores energy as sugar and oxygen is released");
        await ann.Private.ShowsAsync("I graded what you wrote first");
        ann.Replies(post, "Photosynthesis stores energy as sugar and oxygen is released");
        await ann.Private.ShowsAsync("All 2");
    }

    [Fact]
    public async Task A_daily_that_somebody_sets_in_private_comes_there_at_its_hour_and_once()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        ann.Says(ann.Private, "/daily topics gardens");
        ann.Says(ann.Private, "/daily on 9:00 UTC");
        await ann.Private.ShowsAsync("The question of the day is on");
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(1.01));
        var daily = await ann.Private.ShowsAsync("Question of the day · Mon 2 Mar 2026");
        Assert.Contains("Answer", daily.Labels);
        await host.TickAsync();
        ann.Replies(daily, "Photosynthesis stores energy as sugar and oxygen is released");
        await ann.Private.ShowsAsync("All 2");
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("Question of the day ·", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_answer_comes_whole_in_several_messages_with_the_buttons_below_the_last()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        ann.Says(ann.Private, "/question words");
        ann.Presses(await ann.Private.ShowsAsync("What is a very long answer?"), "Show answer");
        await ann.Private.ShowsAsync("The beginning of the long answer");
        var end = await ann.Private.ShowsAsync("The end of the long answer");
        Assert.NotEmpty(end.Labels);
        Assert.All(ann.Private.FromBot, m => Assert.InRange(m.Text.Length, 1, 4096));
    }

    [Theory]
    [InlineData("@everyone <b>x</b> **y** `z`")]
    [InlineData("\u202Eevil")]
    [InlineData("evil.example.org")]
    [InlineData("t.me/joinchat_x")]
    [InlineData("http://10.0.0.1/ x")]
    [InlineData("tg://resolve?domain=x")]
    [InlineData("ann@example.org #win")]
    [InlineData("/daily off")]
    [InlineData("👩‍👩‍👧 李雷")]
    public async Task A_name_is_shown_as_it_is_rings_nobody_and_leads_nowhere(string name)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        bob.Name = name;
        group.PromoteBot();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        bob.Presses(post, "Skip");
        bob.Replies(post, "Photosynthesis stores energy as sugar and oxygen is released");
        await bob.SeesAsync("key points");
        ann.Says(group, "/leaderboard");
        var board = await ann.SeesAsync("This week");
        await host.SettledAsync();
        Assert.DoesNotContain("@everyone", board.Text, StringComparison.Ordinal);
        Assert.Empty(board.Recognised);
    }
}
