using System.Text.Json.Nodes;
using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>Calls that nobody answers, and people who are served late: nothing is said twice, and nobody is left without a word.</summary>
public sealed class TelegramPatienceTests
{
    private const string Secret = "the reference answer";

    [Fact]
    public async Task A_reply_that_nobody_confirms_in_time_is_not_said_twice()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        await ann.Private.ShowsAsync("/question");
        await host.SettledAsync();
        host.Telegram.Next("sendMessage", Trouble.DoneInSilence());
        ann.Says(ann.Private, "/topics");
        await ann.Private.ShowsAsync("Gardens");
        host.Patience.Advance(TimeSpan.FromSeconds(15));
        await host.Log.ContainsAsync("A reply could not be said");
        await host.SettledAsync();
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("Gardens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_daily_that_nobody_confirms_in_time_is_one_doubt_and_is_not_posted_again()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Says(group, "/daily on 9:00 UTC");
        await ann.SeesAsync("The question of the day is on");
        await host.SettledAsync();
        host.Telegram.Next("sendMessage", Trouble.DoneInSilence());
        await host.PassAsync(TimeSpan.FromHours(1));
        await group.ShowsCountAsync(1);
        host.Patience.Advance(TimeSpan.FromSeconds(15));
        await host.Log.ContainsAsync("whether it arrived will be found out");
        await host.WhileTimePassesAsync(host.Log.ContainsAsync("is in doubt and will not be repeated"));
        await host.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Single(group.FromBot);
        Assert.Single(host.Log.Lines, l => l.Contains("is in doubt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poll_that_nobody_answers_is_given_up_and_the_next_begins_at_once()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        await host.Telegram.CallsReachAsync("getUpdates", 1);
        host.Telegram.Next("getUpdates", Trouble.Silence());
        ann.Starts();
        await host.Telegram.CallsReachAsync("getUpdates", 2);
        ann.Says(ann.Private, "/topics");
        host.Patience.Advance(TimeSpan.FromSeconds(70));
        await ann.Private.ShowsAsync("Gardens");
    }

    [Fact]
    public async Task An_ephemeral_answer_that_nobody_confirms_in_time_is_not_said_again_in_private()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        ann.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();
        host.Telegram.Next("sendMessage", Trouble.DoneInSilence());
        var press = ann.Presses(post, "Show answer");
        await ann.SeesAsync(Secret);
        host.Patience.Advance(TimeSpan.FromSeconds(15));
        Assert.Contains("only for you", (await press.AnswerAsync()).Text, StringComparison.Ordinal);
        await host.SettledAsync();
        Assert.Single(ann.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal));

        // That one was not confirmed does not speak against the next.
        ann.Presses(post, "Hint");
        Assert.Equal(ann.Id, (await ann.SeesAsync("leaves make")).ReceiverId);
    }

    [Fact]
    public async Task Whoever_cannot_be_told_now_is_told_that()
    {
        await using var host = await TelegramHost.StartAsync(o => o.Ephemeral = false);
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        ann.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();
        host.Telegram.Next("sendMessage", Trouble.Error(500, "Internal Server Error"));
        var answer = await ann.Presses(post, "Show answer").AnswerAsync();
        Assert.True(answer.IsAlert);
        Assert.Contains("Something went wrong", answer.Text, StringComparison.Ordinal);
        ann.Presses(post, "Show answer");
        await ann.Private.ShowsAsync(Secret);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_panel_of_which_nobody_knows_whether_it_changed_gets_no_second_beside_it(bool isInGroup)
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        ann.Starts();
        ann.Says(isInGroup ? group : ann.Private, "/daily");
        var panel = await ann.SeesAsync("The question of the day is off");
        await host.SettledAsync();
        var said = ann.Visible().Count;
        host.Telegram.Next(isInGroup ? "editEphemeralMessageText" : "editMessageText", Trouble.ArrivesUnseen());
        var answer = await ann.Presses(panel, "Turn on").AnswerAsync();
        Assert.True(answer.IsAlert);
        Assert.Contains("Something went wrong", answer.Text, StringComparison.Ordinal);
        await host.SettledAsync();
        Assert.Equal(said, ann.Visible().Count);
        Assert.Equal(1, panel.Edits);
    }

    [Theory]
    [InlineData(12.9, true)]
    [InlineData(13, false)]
    public async Task How_old_a_press_is_counts_from_when_it_came_and_not_from_when_its_turn_came(double seconds, bool isEphemeral)
    {
        await using var host = await TelegramHost.StartAsync(o => o.Concurrency = 1);
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        ann.Starts();
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();

        // Somebody whose rights are asked for takes the only slot until Telegram's silence has lasted too long.
        host.Telegram.Next("getChatMember", Trouble.Silence());
        var other = host.Telegram.Group("Other", bob);
        bob.Says(other, "/daily off");
        await host.Telegram.CallsReachAsync("getChatMember", 1);
        var earliest = host.Clock.GetUtcNow();
        ann.Presses(post, "Show answer");

        // The poll before the last has brought it for certain.
        await host.WhileTimePassesAsync(host.Telegram.CallsReachAsync("getUpdates", host.Telegram.CallsOf("getUpdates").Count + 2), millisecondsForAStep: 100);
        host.Clock.SetUtcNow((isEphemeral ? earliest : host.Clock.GetUtcNow()) + TimeSpan.FromSeconds(seconds));
        host.Patience.Advance(TimeSpan.FromSeconds(5));
        await ann.SeesAsync(Secret);
        var told = host.Telegram.CallsOf("sendMessage").Last(c => ((string)c["text"]!).Contains(Secret, StringComparison.Ordinal));
        Assert.Equal(isEphemeral, told["ephemeral_message_parameters"] is JsonObject);
    }

    [Fact]
    public async Task That_telegram_does_not_say_what_members_may_keeps_nobody_from_setting_the_daily()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        host.Telegram.Next("getChat", Trouble.Error(502, "Bad Gateway"));
        ann.Says(group, "/daily on 9:00 UTC");
        await ann.SeesAsync("The question of the day is on");
        await host.SettledAsync();
        var asked = host.Telegram.CallsOf("getChat").Count;
        host.Telegram.Next("getChat", Trouble.Silence());
        ann.Says(group, "/daily status");
        await host.Telegram.CallsReachAsync("getChat", asked + 1);
        host.Patience.Advance(TimeSpan.FromSeconds(5));
        await host.Telegram.CallsReachAsync("sendMessage", 2);
    }
}
