using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;

namespace Drill.Engine.Tests.Conversation;

public sealed class ChatChangeTests
{
    private static readonly ChatAddress Small = new("memory", "-77", null, IsPrivate: false);
    private static readonly ChatAddress Super = new("memory", "-10077", null, IsPrivate: false);

    [Fact]
    public async Task A_chat_that_lets_the_bot_in_is_welcomed_once_in_its_language()
    {
        await using var drill = await DrillFixture.StartAsync();
        var first = await ChangeAsync(drill, new ChatChange.Joined(Small, "zh-CN"));
        Assert.Equal(ReplyTarget.Chat, first.Target());
        Assert.Contains("每日一题", first.Text(), StringComparison.Ordinal);
        Assert.Empty(await ChangeAsync(drill, new ChatChange.Joined(Small, "zh-CN")));
    }

    [Fact]
    public async Task A_chat_that_throws_the_bot_out_rests_until_it_lets_the_bot_in_again()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00", Small);
        await drill.CallAsync("ann", "/question gardens", Small);
        await ChangeAsync(drill, new ChatChange.Left(Small, "The bot was removed."));
        await drill.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(1));
        Assert.DoesNotContain(drill.Platform.Sent, s => s.Chat == Small);
        Assert.All(await drill.ReadAsync(db => db.Deliveries.Where(d => d.Kind != DeliveryKind.Notice).Select(d => d.State).ToListAsync()), s => Assert.Equal(DeliveryState.Refused, s));

        Assert.Single(await ChangeAsync(drill, new ChatChange.Joined(Small, "en")));
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Single(drill.Platform.Sent, s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_switched_the_daily_on_is_told_once_when_the_bot_is_thrown_out()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00", Small);
        await drill.CallAsync("ann", "/question gardens", Super);
        await drill.PassAsync(TimeSpan.FromHours(1));
        foreach (var chat in new[] { Small, Small, Super })
        {
            await ChangeAsync(drill, new ChatChange.Left(chat, "The bot was removed from the chat."));
        }

        await drill.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(1));
        var told = Assert.Single(drill.Platform.Sent, s => s.Chat.IsPrivate);
        Assert.Equal(DrillFixture.PrivateOf("admin"), told.Chat);
        Assert.Contains("The bot was removed from the chat.", told.Message.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("could not post", told.Message.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_was_waiting_when_the_bot_was_thrown_out_is_named()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00", Small);
        drill.Platform.Next(() => new SendOutcome.RetryAfter(TimeSpan.FromHours(1)));
        await drill.PassAsync(TimeSpan.FromHours(1));
        await ChangeAsync(drill, new ChatChange.Left(Small, "The bot was removed from the chat."));
        await drill.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(1));
        Assert.Contains("could not post the question of Mon 2 Mar 2026", Assert.Single(drill.Platform.Sent).Message.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Being_thrown_out_and_being_refused_for_it_is_told_once_whichever_is_heard_first(bool isRefusedFirst)
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00", Small);
        var left = new ChatChange.Left(Small, "The bot was removed from the chat.");
        drill.Platform.Next(() =>
        {
            if (!isRefusedFirst)
            {
                ChangeAsync(drill, left).GetAwaiter().GetResult();
            }

            return new SendOutcome.Refused("Forbidden: bot was kicked.");
        });
        await drill.PassAsync(TimeSpan.FromHours(1));
        await ChangeAsync(drill, left);
        await drill.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(1));
        Assert.Equal(DrillFixture.PrivateOf("admin"), Assert.Single(drill.Platform.Sent).Chat);
    }

    [Fact]
    public async Task A_topic_that_is_opened_again_goes_on_alone_and_nothing_is_said()
    {
        await using var drill = await DrillFixture.StartAsync();
        var (interviews, others) = (Small with { Thread = "interviews" }, Small with { Thread = "others" });
        foreach (var topic in new[] { interviews, others })
        {
            await drill.CallAsync("admin", "/daily on 9:00", topic);
            await ChangeAsync(drill, new ChatChange.Left(topic, "The topic was closed."));
        }

        Assert.Empty(await ChangeAsync(drill, new ChatChange.Reopened(interviews)));
        Assert.Empty(await ChangeAsync(drill, new ChatChange.Reopened(Small with { Thread = "cakes" })));
        Assert.Equal(2, await drill.ReadAsync(db => db.Chats.CountAsync()));
        await drill.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        Assert.Equal(interviews, Assert.Single(drill.Platform.Sent).Chat);
    }

    [Fact]
    public async Task A_server_that_lets_the_bot_in_again_finds_the_dailies_of_all_its_channels_going_on()
    {
        await using var drill = await DrillFixture.StartAsync();
        var (lobby, questions) = (Small with { Thread = "lobby" }, Small with { Thread = "questions" });
        await drill.CallAsync("admin", "/daily on 9:00", questions);
        await ChangeAsync(drill, new ChatChange.Left(Small, "The bot was removed."));
        await ChangeAsync(drill, new ChatChange.Joined(lobby, "en"));
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Equal(questions, Assert.Single(drill.Platform.Sent, s => s.Message.Text().Contains("Question of the day", StringComparison.Ordinal)).Chat);
    }

    [Fact]
    public async Task The_answer_to_a_question_in_a_chat_that_the_bot_has_left_is_not_even_tried_and_its_row_tells_why()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync(chat: Small);
        await ChangeAsync(drill, new ChatChange.Left(Small, "The bot was removed."));
        await drill.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(1));
        Assert.Single(drill.Platform.Sent);
        var closing = await drill.ReadAsync(db => db.Deliveries.SingleAsync(d => d.Kind == DeliveryKind.Closing));
        Assert.Equal((DeliveryState.Refused, "The bot was removed.", 0), (closing.State, closing.Reason, closing.Tries));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_keeps_schedule_scores_and_open_question()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/daily on 9:00", Small);
        var asked = await drill.AskAsync(chat: Small);
        await drill.PressAsync("ann", asked.Button("Answer"), Small);
        await drill.CallAsync("ann", "/answer Photosynthesis turns light into sugar, and oxygen is set free by the leaf.", Small);

        await ChangeAsync(drill, new ChatChange.Moved(Small, Super));
        await ChangeAsync(drill, new ChatChange.Moved(Small, Super));

        Assert.Contains("ann", (await drill.CallAsync("bob", "/leaderboard", Super)).Text(), StringComparison.Ordinal);
        Assert.Contains("releases oxygen", (await drill.PressAsync("bob", asked.Button("Show"), Super)).Text(), StringComparison.Ordinal);
        Assert.Contains("is on", (await drill.CallAsync("bob", "/daily status", Super)).Text(), StringComparison.Ordinal);
        Assert.Equal(1, await drill.ReadAsync(db => db.Chats.CountAsync()));
        await drill.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        Assert.Contains(drill.Platform.Sent, s => s.Chat == Super && s.Message.Text().Contains("Question of the day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_under_the_new_id_before_the_move_was_told_is_kept()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.CallAsync("admin", "/settings chat language zh", Small);
        await drill.AskAsync(chat: Super);
        await drill.CallAsync("ann", "/answer Photosynthesis turns light into sugar, and oxygen is set free by the leaf.", Super);

        await ChangeAsync(drill, new ChatChange.Moved(Small, Super));

        var chat = await drill.ReadAsync(db => db.Chats.SingleAsync());
        Assert.Equal(("-10077", "zh"), (chat.Key, chat.Language));
        Assert.Equal(chat.Id, await drill.ReadAsync(db => db.Posts.Select(p => p.ChatId).SingleAsync()));
        Assert.Contains("ann", (await drill.CallAsync("bob", "/leaderboard", Super)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_two_halves_of_a_chat_become_one_the_limit_for_a_day_holds_over_both_and_who_was_hidden_stays_so()
    {
        await using var drill = await DrillFixture.StartAsync(bank: TestBank.Make(open: 8));
        const string full = "/answer Through photosynthesis the plant makes sugar, and it gives off oxygen while it does so.";
        for (var i = 0; i < 7; i++)
        {
            var half = i < 4 ? Small : Super;
            await drill.AskAsync(chat: half);
            await drill.CallAsync("ann", full, half);
            await drill.CallAsync("cem", full, half);
        }

        await drill.CallAsync("admin", "/leaderboard hide cem", Super);
        await ChangeAsync(drill, new ChatChange.Moved(Small, Super));
        var board = (await drill.CallAsync("ann", "/leaderboard all", Super)).Text();
        Assert.Contains("1. ann (you) · 50 points", board, StringComparison.Ordinal);
        Assert.DoesNotContain("cem", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_says_while_sending_that_the_chat_has_moved_gets_the_post_there()
    {
        await using var drill = await DrillFixture.StartAsync();
        drill.Platform.Next(() => new SendOutcome.Moved(Super));
        await drill.CallAsync("ann", "/question gardens", Small);
        await drill.TickAsync();
        await drill.TickAsync();
        Assert.Equal(Super, Assert.Single(drill.Platform.Sent).Chat);
    }

    [Fact]
    public async Task A_chat_whose_move_is_told_twice_at_once_by_an_update_and_by_a_refused_send_keeps_everything()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync(chat: Small);
        await drill.CallAsync("ann", "/answer Photosynthesis turns light into sugar, and oxygen is set free by the leaf.", Small);
        drill.Platform.Next(() =>
        {
            // The update is handled while the refused send is on its way back.
            ChangeAsync(drill, new ChatChange.Moved(Small, Super)).GetAwaiter().GetResult();
            return new SendOutcome.Moved(Super);
        });
        await drill.CallAsync("ann", "/question gardens", Small);
        await drill.TickAsync();
        await drill.TickAsync();
        Assert.Equal([Small, Super], drill.Platform.Sent.Select(s => s.Chat));
        Assert.Equal("-10077", await drill.ReadAsync(db => db.Chats.Select(c => c.Key).SingleAsync()));
        Assert.Contains("ann", (await drill.CallAsync("bob", "/leaderboard", Super)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_moves_to_where_it_is_keeps_everything()
    {
        await using var drill = await DrillFixture.StartAsync();
        await drill.AskAsync(chat: Super);
        await ChangeAsync(drill, new ChatChange.Moved(Super, Super));
        Assert.Equal(1, await drill.ReadAsync(db => db.Posts.CountAsync()));
    }

    private static Task<IReadOnlyList<Reply>> ChangeAsync(DrillFixture drill, ChatChange change) => drill.Engine.ChatChangedAsync(change, TestContext.Current.CancellationToken);
}
