using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Conversation;

public sealed class DailyTests
{
    [Fact]
    public async Task The_daily_arrives_at_its_minute_once_a_day()
    {
        await using var drill = await DrillFixture.StartAsync("2026-03-02T08:00:00Z");
        await drill.CallAsync("admin", "/daily on 9:00 Europe/London");
        await drill.PassAsync(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(1));
        Assert.Empty(drill.Platform.Sent);
        await drill.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Question of the day · Mon 2 Mar 2026", Assert.Single(drill.Platform.Sent).Message.Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromDays(3), TimeSpan.FromMinutes(15));
        Assert.Equal(4, drill.Platform.Sent.Count(s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_daily_keeps_its_local_hour_over_a_clock_change()
    {
        await using var drill = await DrillFixture.StartAsync("2026-03-27T12:00:00Z");
        await drill.CallAsync("admin", "/daily on 9:00 Europe/London");
        await drill.PassAsync(TimeSpan.FromDays(4), TimeSpan.FromMinutes(20));
        var times = await drill.ReadAsync(db => db.Posts.OrderBy(p => p.Id).Select(p => p.OpenedAt).ToListAsync());
        Assert.Equal(["2026-03-28T09:00:00Z", "2026-03-29T08:00:00Z", "2026-03-30T08:00:00Z", "2026-03-31T08:00:00Z"], times.Select(t => t.ToInstant().ToString()));
    }

    [Fact]
    public async Task A_daily_that_was_noted_for_a_far_day_while_the_clock_was_wrong_comes_when_it_should()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.TickAsync();
        await drill.ReadAsync(db => db.Chats.ExecuteUpdateAsync(s => s.SetProperty(c => c.NextDueAt, c => c.NextDueAt + (30 * 24 * 3600 * 1000L))));
        await drill.PassAsync(TimeSpan.FromHours(26));
        Assert.Single(drill.Platform.Sent, s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_post_closes_everybody_sees_the_answer_how_many_answered_and_what_most_missed()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily topics gardens");
        await drill.CallAsync("admin", "/daily reveal 2h");
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.PassAsync(TimeSpan.FromHours(1));
        await drill.CallAsync("ann", "/answer By photosynthesis a plant makes sugar for itself.");
        await drill.CallAsync("bo", "/answer I believe that it has to do with photosynthesis and with sugar.");
        await drill.CallAsync("cy", "/answer Photosynthesis makes sugar and it gives us oxygen too.");
        await drill.PassAsync(TimeSpan.FromHours(2));
        var closing = drill.Platform.Sent[^1].Message;
        Assert.Equal("m1", closing.ReplyTo);
        Assert.Contains("3 people answered", closing.Text(), StringComparison.Ordinal);
        Assert.Contains("Missed most often: Oxygen is released.", closing.Text(), StringComparison.Ordinal);
        Assert.Contains("turns light and carbon dioxide into sugar", closing.Text(), StringComparison.Ordinal);
        Assert.Contains("Best: cy 10 points", closing.Text(), StringComparison.Ordinal);
        Assert.Equal(2, drill.Platform.Sent.Count);
        Assert.Contains("solution is out already", (await drill.CallAsync("dee", "/answer Photosynthesis makes sugar and it gives us oxygen.")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_answer_is_public_before_the_post_closes()
    {
        await using var drill = await DrillFixture.StartAsync();
        var post = await drill.AskAsync();
        foreach (var replies in new[]
        {
            await drill.CallAsync("ann", "/answer Photosynthesis makes sugar, oxygen is released."),
            await drill.PressAsync("bo", post.Button("Show answer")),
            await drill.PressAsync("cy", post.Button("Hint")),
            await drill.CallAsync("dee", "/reveal"),
            await drill.CallAsync("dee", "/today"),
        })
        {
            Assert.All(replies.OfType<MessageReply>(), r => Assert.Contains(r.Target, new[] { ReplyTarget.AskerOnly, ReplyTarget.Notice }));
        }

        Assert.Single(drill.Platform.Sent);
    }

    [Fact]
    public async Task A_bot_that_was_away_for_an_hour_posts_once_and_after_a_week_only_the_latest_if_it_is_fresh()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Clock.Advance(TimeSpan.FromHours(2));
        await drill.TickAsync();
        Assert.Single(drill.Platform.Sent);
        drill.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(8));
        await drill.TickAsync();
        Assert.Single(drill.Platform.Sent, s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal));
        drill.Clock.Advance(TimeSpan.FromHours(16));
        await drill.TickAsync();
        Assert.Equal(2, drill.Platform.Sent.Count(s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_daily_that_somebody_sets_for_themselves_comes_to_their_private_chat_once_a_day_and_never_with_the_answer()
    {
        await using var drill = await DrillFixture.StartAsync();
        var home = DrillFixture.PrivateOf("ann");
        await drill.CallAsync("ann", "/daily topics gardens", home);
        Assert.Contains("is on", (await drill.CallAsync("ann", "/daily on 9:00 Europe/London", home)).Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(1));
        Assert.Empty(drill.Platform.Sent);
        await drill.PassAsync(TimeSpan.FromMinutes(1));
        var (chat, post, _) = Assert.Single(drill.Platform.Sent);
        Assert.Equal(home, chat);
        Assert.Contains("Question of the day · Mon 2 Mar 2026", post.Text(), StringComparison.Ordinal);
        await drill.PressAsync("ann", post.Button("Answer"), home);
        Assert.Contains("Oxygen is released", (await drill.CallAsync("ann", "/answer By photosynthesis a plant makes sugar for itself.", home)).Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromMinutes(30));
        Assert.Equal(3, drill.Platform.Sent.Count);
        Assert.All(drill.Platform.Sent, s => Assert.Contains("Question of the day", s.Message.Text(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_private_the_status_promises_no_answer_for_all_and_no_thread()
    {
        await using var drill = await DrillFixture.StartAsync(platforms: [new MemoryPlatform { FollowUps = [FollowUp.Thread, FollowUp.Pin] }]);
        var home = DrillFixture.PrivateOf("ann");
        var status = (await drill.CallAsync("ann", "/daily on 9:00", home)).Text();
        Assert.DoesNotContain("Answer for all", status, StringComparison.Ordinal);
        Assert.DoesNotContain("thread", status, StringComparison.Ordinal);
        Assert.Contains("Pinned: off", status, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", (await drill.CallAsync("ann", "/daily thread on", home)).Text(), StringComparison.Ordinal);
        Assert.Contains("Answer for all", (await drill.CallAsync("admin", "/daily on 9:00")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_planners_at_once_make_one_post()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => drill.Ticks.PlanAsync(TestContext.Current.CancellationToken))));
        Assert.Equal(1, await drill.ReadAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task The_status_names_zone_hour_and_the_next_three_posts()
    {
        await using var drill = await DrillFixture.StartAsync("2026-03-27T12:00:00Z");
        var status = (await drill.CallAsync("admin", "/daily on 9:00 Europe/London")).Text();
        Assert.Contains("Sat 28 Mar 2026, 09:00 (Europe/London)", status, StringComparison.Ordinal);
        Assert.Contains("Sun 29 Mar 2026, 09:00 (Europe/London)", status, StringComparison.Ordinal);
        Assert.Contains("Mon 30 Mar 2026, 09:00 (Europe/London)", status, StringComparison.Ordinal);
        Assert.Contains("Sat 28 Mar 2026", (await drill.CallAsync("ann", "/daily status")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_in_a_sentence_reads_as_people_say_it()
    {
        await using var drill = await DrillFixture.StartAsync("2026-03-27T12:00:00Z");
        await drill.CallAsync("admin", "/daily on 9:00 UTC");
        Assert.Contains("The next one comes on Sat 28 Mar 2026 at 09:00 (UTC);", (await drill.CallAsync("ann", "/today")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_that_the_bot_shows_in_chinese_can_be_typed()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains("Asia/Shanghai", (await drill.CallAsync("admin", "/daily on 9:00 上海")).Text(), StringComparison.Ordinal);
        Assert.Contains("1, 2", (await drill.CallAsync("admin", "/daily 难度 1-2")).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("难度", (await drill.CallAsync("admin", "/question 难度 1")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/daily hour 25:00", "“25:00” isn't a time of day")]
    [InlineData("/daily zone Europe/Londn", "Did you mean Europe/London")]
    [InlineData("/daily zone CST", "can mean several things")]
    [InlineData("/daily weekdays someday", "I don't understand")]
    [InlineData("/daily levels 7", "There is no level “7”")]
    [InlineData("/daily topics gradens", "Did you mean gardens?")]
    [InlineData("/daily reveal never", "I don't understand")]
    [InlineData("/daily hours", "Something is missing")]
    [InlineData("/daily onn", "Did you mean /daily on?")]
    [InlineData("/daily on 9:00 Nowhere/City", "I don't know the time zone")]
    public async Task A_setting_that_makes_no_sense_gets_a_clear_sentence_and_changes_nothing(string command, string reply)
    {
        await using var drill = await DrillFixture.StartAsync();
        var before = (await drill.CallAsync("admin", "/daily status")).Text();
        Assert.Contains(reply, (await drill.CallAsync("admin", command)).Text(), StringComparison.Ordinal);
        Assert.Equal(before, (await drill.CallAsync("admin", "/daily status")).Text());
    }

    [Fact]
    public async Task Everything_about_the_daily_can_be_set_and_is_shown()
    {
        await using var drill = await DrillFixture.StartAsync();
        foreach (var command in new[] { "hour 9:00, 18:30", "zone shanghai", "weekdays mon-fri", "topics gardens, stars", "levels 1-2", "reveal 21:00", "on" })
        {
            await drill.CallAsync("admin", "/daily " + command);
        }

        var status = (await drill.CallAsync("admin", "/daily")).Text();
        foreach (var part in new[] { "09:00, 18:30", "Asia/Shanghai", "Monday to Friday", "gardens, stars", "1, 2", "at 21:00", "is on" })
        {
            Assert.Contains(part, status, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_admins_change_the_daily()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains("Only admins", (await drill.CallAsync("ann", "/daily on")).Text(), StringComparison.Ordinal);
        var status = await drill.CallAsync("ann", "/daily status");
        Assert.Contains("Only admins", (await drill.PressAsync("ann", status.Button("Turn on"))).Text(), StringComparison.Ordinal);
        Assert.False(await drill.ReadAsync(db => db.Chats.Select(c => c.DailyIsOn).SingleAsync()));
        await drill.PressAsync("admin", status.Button("Turn on"));
        Assert.True(await drill.ReadAsync(db => db.Chats.Select(c => c.DailyIsOn).SingleAsync()));
    }

    [Fact]
    public async Task Today_shows_the_question_again_to_the_asker()
    {
        await using var drill = await DrillFixture.StartAsync();
        Assert.Contains("is off here", (await drill.CallAsync("ann", "/today")).Text(), StringComparison.Ordinal);
        await drill.CallAsync("admin", "/daily on 9:00");
        Assert.Contains("The next one comes at 09:00 (UTC)", (await drill.CallAsync("ann", "/today")).Text(), StringComparison.Ordinal);
        await drill.PassAsync(TimeSpan.FromHours(1));
        var today = await drill.CallAsync("ann", "/today");
        Assert.Equal(ReplyTarget.AskerOnly, today.Target());
        Assert.Contains("Question of the day", today.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_fits_the_status_says_so_and_the_bot_goes_on()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily topics stars");
        await drill.CallAsync("admin", "/daily on 9:00");
        drill.Library.Swap(new Compilation(TestBank.Make(open: 1, choice: 0), []));
        await drill.PassAsync(TimeSpan.FromHours(2));
        Assert.Empty(drill.Platform.Sent);
        Assert.Contains("nothing can be posted", (await drill.CallAsync("admin", "/daily status")).Text(), StringComparison.Ordinal);
        drill.Library.Swap(new Compilation(TestBank.Make(), []));
        await drill.PassAsync(TimeSpan.FromDays(1));
        Assert.NotEmpty(drill.Platform.Sent);
    }

    [Fact]
    public async Task Daily_now_posts_at_once_and_leaves_the_schedule_alone()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00");
        await drill.CallAsync("admin", "/daily now", update: "now");
        await drill.CallAsync("admin", "/daily now", update: "now");
        await drill.TickAsync();
        Assert.Single(drill.Platform.Sent);
        await drill.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, drill.Platform.Sent.Count);
    }

    [Fact]
    public async Task Every_mistake_in_one_line_is_told_and_nothing_is_changed()
    {
        await using var drill = await DrillFixture.StartAsync();
        var reply = (await drill.CallAsync("admin", "/daily on 25:00 Europe/Lodnon")).Text();
        Assert.Contains("25:00", reply, StringComparison.Ordinal);
        Assert.Contains("Europe/London", reply, StringComparison.Ordinal);
        Assert.Contains("is off", (await drill.CallAsync("admin", "/daily status")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_that_takes_the_chat_back_to_a_day_it_had_makes_no_second_daily_and_stops_nothing()
    {
        // At 9:00 of 3 March in Auckland it is 10:00 of 2 March in Honolulu: moved there, the chat has 9:00 of 3 March ahead of it once more.
        await using var drill = await DrillFixture.StartAsync("2026-03-01T19:00:00Z");
        await drill.CallAsync("admin", "/daily on 9:00 Pacific/Auckland");
        await drill.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromHours(1));
        Assert.Equal(2, await drill.ReadAsync(db => db.Posts.CountAsync(p => p.Slot != null)));
        await drill.CallAsync("admin", "/daily zone Pacific/Honolulu");
        await drill.PassAsync(TimeSpan.FromDays(3), TimeSpan.FromHours(1));
        var dates = await drill.ReadAsync(db => db.Posts.Where(p => p.Slot != null).OrderBy(p => p.Id).Select(p => p.LocalDate).ToListAsync());
        Assert.Equal(dates.Distinct(), dates);
        Assert.Equal(4, dates.Count);
    }

    [Fact]
    public async Task Sixty_chats_due_at_once_get_one_post_each_and_one_broken_chat_stops_none_of_them()
    {
        await using var drill = await DrillFixture.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await drill.CallAsync("admin", "/daily on 9:00", new ChatAddress("memory", $"g{i}", null, IsPrivate: false));
        }

        await drill.ReadAsync(db => db.Chats.Where(c => c.Key == "g7").ExecuteUpdateAsync(s => s.SetProperty(c => c.DailySlots, "tea time")));
        await drill.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(30));
        Assert.Equal(59, drill.Platform.Sent.Select(s => s.Chat.Chat).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(59, drill.Platform.Sent.Count);
    }
}
