using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What people in a group do, and what each of them sees.</summary>
public sealed class TelegramGroupTests
{
    private const string Secret = "the reference answer";

    [Fact]
    public async Task A_question_asked_in_a_group_appears_there_with_its_buttons()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        ann.Says(group, "/question gardens");
        var post = await group.ShowsAsync("Why do plants need light?");
        Assert.Contains("Answer", post.Labels);
        Assert.Contains("Hint", post.Labels);
        Assert.Contains(post.Looks, l => l.StartsWith("bold:", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, group.Transcript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_shown_to_the_one_who_pressed_and_to_nobody_else()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        var post = await AskAsync(host, ann, group);
        var press = ann.Presses(post, "Show answer");
        var shown = await ann.SeesAsync(Secret);
        Assert.Equal(ann.Id, shown.ReceiverId);
        Assert.False((await press.AnswerAsync()).IsAlert);
        Assert.DoesNotContain(bob.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(group.Public, m => m.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_ephemeral_messages_are_refused_the_answer_comes_in_private_and_its_gist_in_an_alert()
    {
        await using var host = await TelegramHost.StartAsync();
        host.Telegram.World.Ephemeral = EphemeralSupport.Refused;
        var (ann, _, group) = TwoInAGroup(host);
        ann.Starts();
        var post = await AskAsync(host, ann, group);
        var press = ann.Presses(post, "Show answer");
        Assert.Same(ann.Private, (await ann.SeesAsync(Secret)).Chat);
        var answer = await press.AnswerAsync();
        Assert.True(answer.IsAlert);
        Assert.Contains("private chat", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, string.Join('\n', group.Public), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_never_opened_the_private_chat_is_led_there_and_gets_the_answer_there()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, bob, group) = TwoInAGroup(host);
        var post = await AskAsync(host, ann, group);
        var link = (await ann.Presses(post, "Show answer").AnswerAsync()).Url;
        Assert.NotNull(link);
        Assert.DoesNotContain(ann.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal));

        // The link is of no use to anybody else.
        bob.Opens(link);
        await bob.SeesAsync("made for somebody else");
        ann.Opens(link);
        Assert.Same(ann.Private, (await ann.SeesAsync(Secret)).Chat);
        Assert.DoesNotContain(bob.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_would_show_the_answer_to_all_is_found_out_at_once_and_never_trusted_again()
    {
        await using var host = await TelegramHost.StartAsync();
        host.Telegram.World.Ephemeral = EphemeralSupport.Ignored;
        var (ann, _, group) = TwoInAGroup(host);
        ann.Starts();
        var post = await AskAsync(host, ann, group);
        ann.Presses(post, "Hint");
        await ann.Private.ShowsAsync("leaves make");
        Assert.DoesNotContain(group.Public, m => m.Text.Contains("leaves make", StringComparison.Ordinal));
        Assert.Single(host.Telegram.CallsOf("deleteMessage"));
        ann.Presses(post, "Show answer");
        await ann.Private.ShowsAsync(Secret);
        Assert.Single(host.Telegram.CallsOf("sendMessage"), c => c["ephemeral_message_parameters"] is not null);
    }

    [Fact]
    public async Task A_reply_to_the_post_is_an_answer_that_is_taken_out_of_sight_and_graded_in_private()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        group.PromoteBot();
        var post = await AskAsync(host, ann, group);
        var typed = bob.Replies(post, "Photosynthesis stores the energy as sugar and oxygen is released");
        var verdict = await bob.SeesAsync("key points");
        Assert.Equal(bob.Id, verdict.ReceiverId);
        await host.Telegram.CallsReachAsync("deleteMessage", 1);
        await host.Telegram.World.SettledAsync();
        Assert.True(typed.IsDeleted);
    }

    [Fact]
    public async Task A_group_called_like_a_command_is_named_and_does_nothing()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob) = (host.Telegram.Person("Ann"), host.Telegram.Person("Bob"));
        var group = host.Telegram.Group("/daily off @bob README.md", ann, bob);
        group.Promote(ann);
        ann.Starts();
        bob.Replies(await AskAsync(host, ann, group), "Photosynthesis makes sugar out of light and releases oxygen");
        var told = (await ann.Private.ShowsAsync("may not delete messages")).Text;
        Assert.Contains("/daily off @bob README.md", told.Replace("\u2060", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("/daily", told, StringComparison.Ordinal);
        Assert.DoesNotContain("@bob", told, StringComparison.Ordinal);
        Assert.DoesNotContain("README.md", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_is_told_once_that_answers_cannot_be_hidden()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        group.Promote(ann);
        ann.Starts();
        bob.Starts();
        var post = await AskAsync(host, ann, group);
        bob.Replies(post, "Photosynthesis makes sugar out of light and releases oxygen");
        await ann.Private.ShowsAsync("may not delete messages");
        bob.Replies(post, "Photosynthesis makes sugar, and oxygen comes out of the leaf");
        await host.Telegram.CallsReachAsync("deleteMessage", 2);
        await host.Telegram.World.SettledAsync();
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("may not delete messages", StringComparison.Ordinal));
        Assert.DoesNotContain(group.FromBot, m => m.Text.Contains("may not delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_written_in_the_private_chat_counts_in_the_group_and_its_buttons_lead_back_to_the_groups_post()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, bob, group) = TwoInAGroup(host);
        var post = await AskAsync(host, ann, group);
        bob.Opens((await bob.Presses(post, "Answer").AnswerAsync()).Url);
        var prompt = await bob.Private.ShowsAsync("Reply to this message");
        Assert.True(prompt.AsksForReply);
        bob.Replies(prompt, "Oxygen is released by photosynthesis");
        var verdict = await bob.Private.ShowsAsync("key points");
        bob.Presses(verdict, "Show answer");
        await bob.Private.ShowsAsync(Secret);
        bob.Presses(verdict, "Try again");
        await bob.Private.ShowsCountAsync(4);
        bob.Says(bob.Private, "Photosynthesis stores energy as sugar and oxygen is released");
        await bob.Private.ShowsAsync("All 2");
        bob.Says(group, "/leaderboard");
        await bob.Private.ShowsAsync("Bob");
    }

    [Fact]
    public async Task What_others_say_in_a_group_is_none_of_the_bots_business()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        var post = await AskAsync(host, ann, group);
        bob.Says(group, "/question@another_bot gardens");
        bob.Says(group, "/weather tomorrow");
        var other = bob.Says(group, "I know this one");
        ann.Replies(other, "Me too");
        ann.Says(group, "/topics");
        await ann.SeesAsync("Gardens");
        Assert.Same(post, Assert.Single(group.FromBot));
    }

    [Fact]
    public async Task Commands_work_with_the_bots_name_and_below_a_picture()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        ann.Says(group, $"/question@{TelegramWorld.BotName} gardens", asCaption: true);
        await group.ShowsAsync("Why do plants need light?");
        ann.Says(group, "/QUESTION stars");
        await group.ShowsAsync("Which of these is a star?");
    }

    [Fact]
    public async Task An_anonymous_admin_may_set_the_daily_but_is_never_graded()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        group.Promote(ann).Anonymous(ann);
        ann.HasOldClient = true;
        ann.Says(group, "/daily on 9:00 Europe/London");
        await group.ShowsAsync("09:00");
        ann.Says(group, "/me");
        await group.ShowsAsync("Remain Anonymous");
        ann.Says(group, "/question gardens");
        var post = await group.ShowsAsync("Why do plants need light?");
        ann.Replies(post, "Photosynthesis stores the energy as sugar and oxygen is released");
        await group.ShowsCountAsync(4);
        Assert.DoesNotContain(group.FromBot, m => m.Text.Contains("key points", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_admins_change_the_daily_and_their_panel_is_edited_in_place()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        group.Promote(ann);
        bob.Starts();
        bob.Says(group, "/daily on");
        await bob.SeesAsync("Only admins");
        ann.Says(group, "/daily");
        var panel = await ann.SeesAsync("The question of the day is off");
        Assert.Equal(ann.Id, panel.ReceiverId);
        await ann.Presses(panel, "Turn on").AnswerAsync();
        await ann.SeesAsync("The question of the day is on");
        Assert.Equal(1, panel.Edits);
        Assert.Contains("on", panel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_somebody_is_an_admin_is_asked_once_a_minute()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        bob.Starts();
        for (var i = 0; i < 3; i++)
        {
            bob.Says(group, "/daily off");
        }

        ann.Says(group, "/topics");
        await ann.SeesAsync("Gardens");
        Assert.Single(host.Telegram.CallsOf("getChatMember"), c => (long)c["user_id"]! == bob.Id);
        group.Promote(bob);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        bob.Says(group, "/daily on");
        await bob.SeesAsync("The question of the day is on");
    }

    [Fact]
    public async Task Every_press_is_answered_also_a_forged_or_an_old_one()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        var post = await AskAsync(host, ann, group);
        foreach (var data in new[] { "nonsense", "1.show.999999.", "g" + new string('A', 60), "9.show.1.", "1.day.0.on" })
        {
            Assert.NotNull(await bob.PressesData(post, data).AnswerAsync());
        }

        Assert.DoesNotContain(bob.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_forum_the_question_and_all_about_it_stay_in_the_topic()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        var topic = group.AddTopic("Interviews");
        ann.Says(group, "/question gardens", topic);
        var post = await group.ShowsAsync("Why do plants need light?");
        Assert.Equal(topic, post.Topic);
        bob.Presses(post, "Hint");
        Assert.Equal(topic, (await bob.SeesAsync("leaves make")).Topic);
        bob.Says(group, "/today");
        await bob.SeesAsync("question of the day");
    }

    [Fact]
    public async Task A_daily_in_a_topic_stops_while_the_topic_is_closed_and_goes_on_when_it_is_opened_again()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        group.Promote(ann);
        var topic = group.AddTopic("Interviews");
        ann.Says(group, "/daily on 9:00 UTC", topic);
        await ann.SeesAsync("The question of the day is on");
        group.CloseTopic(topic, ann);
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(1.01));
        Assert.Empty(group.FromBot);
        group.ReopenTopic(topic, ann);
        await host.SettledAsync();
        Assert.Empty(group.FromBot);
        await host.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal(topic, (await group.ShowsCountAsync(1)).Topic);
    }

    [Fact]
    public async Task A_topic_that_is_opened_again_where_nobody_speaks_with_the_bot_is_none_of_its_business()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        group.Promote(ann);
        var (interviews, cakes) = (group.AddTopic("Interviews"), group.AddTopic("Cakes"));
        ann.Says(group, "/daily on 9:00 UTC", interviews);
        await ann.SeesAsync("The question of the day is on");
        group.CloseTopic(interviews, ann);
        group.CloseTopic(cakes, ann);
        group.ReopenTopic(cakes, ann);
        await host.SettledAsync();
        await host.PassAsync(TimeSpan.FromHours(1.01));
        await host.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(group.FromBot);
        Assert.DoesNotContain(host.Telegram.CallsOf("sendMessage"), c => c["text"]!.GetValue<string>().Contains("Hello!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_topic_that_was_deleted_pauses_its_daily_and_the_admin_who_set_it_is_told()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        group.Promote(ann);
        ann.Starts();
        var topic = group.AddTopic("Interviews");
        ann.Says(group, "/daily on 9:00 UTC", topic);
        await ann.SeesAsync("The question of the day is on");
        group.DeleteTopic(topic);
        await host.PassAsync(TimeSpan.FromHours(1.01));
        await ann.Private.ShowsAsync("thread not found");
        Assert.Empty(group.FromBot);
    }

    [Fact]
    public async Task Channels_that_speak_in_a_group_are_nobody()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TwoInAGroup(host);
        var channel = host.Telegram.World.AddGroup("News", ChatKind.Channel);
        var post = await AskAsync(host, ann, group);
        group.HearsChannel(channel, "Photosynthesis stores the energy as sugar and oxygen is released", post);
        group.HearsChannel(channel, "/daily off");
        group.HearsChannel(channel, "/question gardens", isForward: true);
        ann.Says(group, "/topics");
        await ann.SeesAsync("Gardens");
        Assert.Same(post, Assert.Single(group.FromBot));
        Assert.DoesNotContain(host.Telegram.Calls, c => c.Method == "deleteMessage");
    }

    [Fact]
    public async Task Links_show_no_preview_unless_that_is_wanted()
    {
        foreach (var wanted in new[] { false, true })
        {
            await using var host = await TelegramHost.StartAsync(o => o.LinkPreviews = wanted);
            var (ann, _, group) = TwoInAGroup(host);
            await AskAsync(host, ann, group);
            Assert.All(host.Telegram.CallsOf("sendMessage"), c => Assert.Equal(!wanted, (bool?)c["link_preview_options"]?["is_disabled"] ?? false));
        }
    }

    [Fact]
    public async Task A_command_whose_answer_is_private_is_not_seen_by_others_either()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TwoInAGroup(host);
        await host.Telegram.CallsReachAsync("setMyCommands", 6);
        var post = await AskAsync(host, ann, group);
        var typed = bob.Says(group, "/answer Photosynthesis stores the energy as sugar and oxygen is released");
        Assert.Equal(bob.Id, typed.ReceiverId);
        Assert.Equal(bob.Id, (await bob.SeesAsync("key points")).ReceiverId);
        Assert.DoesNotContain(group.Public, m => m.Text.Contains("Photosynthesis", StringComparison.Ordinal));
        Assert.NotNull(post);
    }

    [Fact]
    public async Task Where_nobody_can_be_reached_alone_the_group_learns_nothing_but_the_way()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, bob, group) = TwoInAGroup(host);
        await AskAsync(host, ann, group);
        bob.Says(group, "/reveal");
        var way = await group.ShowsAsync("cannot write to you yet");
        Assert.DoesNotContain(Secret, group.Transcript(), StringComparison.Ordinal);
        bob.Opens(way.LinkOf("private chat"));
        await bob.Private.ShowsAsync(Secret);
    }

    [Fact]
    public async Task Each_is_spoken_to_in_their_own_language()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, _, group) = TwoInAGroup(host);
        var li = host.Telegram.Person("李雷", "zh-hans");
        group.Joins(li);
        await AskAsync(host, ann, group);
        li.Says(group, "/me");
        await group.ShowsAsync("只在你一个人能看到的地方");
    }

    internal static (FakePerson Ann, FakePerson Bob, FakeChat Group) TwoInAGroup(TelegramHost host)
    {
        var (ann, bob) = (host.Telegram.Person("Ann"), host.Telegram.Person("Bob"));
        return (ann, bob, host.Telegram.Group("Study", ann, bob));
    }

    internal static async Task<FakeMessage> AskAsync(TelegramHost host, FakePerson person, FakeChat group, string topic = "gardens")
    {
        var before = group.FromBot.Count;
        person.Says(group, "/question " + topic);
        return await group.ShowsCountAsync(before + 1);
    }
}
