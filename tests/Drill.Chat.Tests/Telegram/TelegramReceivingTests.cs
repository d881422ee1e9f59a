using System.Net;
using System.Text;
using Drill.Fakes.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Telegram;

/// <summary>How updates reach the bot, each once, none lost.</summary>
public sealed class TelegramReceivingTests
{
    [Fact]
    public async Task What_was_said_while_the_bot_was_away_is_answered_when_it_comes_back()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        var ann = telegram.Person("Ann");
        ann.Starts();
        ann.Says(ann.Private, "/question gardens");
        await using var host = await TelegramHost.StartAsync(telegram: telegram, clock: clock);
        await ann.Private.ShowsAsync("Why do plants need light?");
        await host.SettledAsync();
        var poll = telegram.CallsOf("getUpdates")[0];
        Assert.Equal(
            ["callback_query", "channel_post", "edited_message", "message", "my_chat_member", "poll_answer"],
            poll["allowed_updates"]!.AsArray().Select(k => (string)k!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(telegram.Calls, c => c.Parameters["drop_pending_updates"]?.GetValue<bool>() == true);
    }

    [Fact]
    public async Task The_bot_listens_before_anything_else_begins()
    {
        await using var host = await TelegramHost.StartAsync();
        Assert.Equal(["getMe", "getUpdates", "setMyCommands"], host.Telegram.Calls.Select(c => c.Method).Distinct(StringComparer.Ordinal).Take(3));
    }

    [Fact]
    public async Task A_telegram_that_does_not_answer_holds_up_the_rest_of_the_host_for_half_a_second_and_no_longer()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        telegram.Next("getMe", Trouble.Silence());
        var starting = TelegramHost.StartAsync(telegram: telegram, clock: clock);
        await telegram.CallsReachAsync("getMe", 1);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(starting.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await using var host = await starting;
    }

    [Fact]
    public async Task Votes_that_were_given_while_the_bot_was_away_count()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("drill-telegram-votes-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync(clock);
            var (ann, bob) = (telegram.Person("Ann"), telegram.Person("Bob"));
            var group = telegram.Group("Study", ann, bob).Promote(ann);
            ann.Starts();
            var first = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            ann.Says(group, "/settings votes quiz");
            await ann.SeesAsync("quiz");
            var post = await TelegramGroupTests.AskAsync(first, ann, group, "stars");
            await first.MemoryHasAsync("poll/" + post.Poll!.Id);
            await first.StopAsync();
            bob.Votes(post, 1);
            await using var second = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            await second.WhileTimePassesAsync(second.SettledAsync());
            bob.Says(group, "/me");
            await bob.SeesAsync("10 points");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_update_that_comes_again_after_a_restart_has_its_effect_once()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("drill-telegram-again-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync(clock);
            var (ann, bob) = (telegram.Person("Ann"), telegram.Person("Bob"));
            var group = telegram.Group("Study", ann, bob);
            var first = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            ann.Says(group, "/question gardens");
            await group.ShowsAsync("Why do plants need light?");
            await first.SettledAsync();
            await first.StopAsync();
            telegram.World.RepeatsEverything();
            await using var second = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            await second.SettledAsync();
            bob.Says(group, "/topics");
            await bob.SeesAsync("Gardens");
            Assert.Single(group.FromBot);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_answer_that_comes_again_after_a_crash_is_answered_again_and_counts_once()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("drill-telegram-reply-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync(clock);
            var (ann, bob) = (telegram.Person("Ann"), telegram.Person("Bob"));
            var group = telegram.Group("Study", ann, bob).PromoteBot();
            var first = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            var post = await TelegramGroupTests.AskAsync(first, ann, group);
            bob.Replies(post, "Photosynthesis stores the energy as sugar and oxygen is released");
            var verdict = await bob.SeesAsync("key points");
            await first.SettledAsync();
            await first.StopAsync();
            telegram.World.RepeatsEverything();
            await using var second = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            await second.SettledAsync();
            Assert.Equal([verdict.Text, verdict.Text], bob.Visible().Where(m => m.Text.Contains("key points", StringComparison.Ordinal)).Select(m => m.Text));
            bob.Says(group, "/me");
            Assert.Contains("10", (await bob.SeesAsync("oints")).Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Somebody_whose_answer_takes_long_keeps_nobody_else_waiting_and_is_not_forgotten_by_a_crash_meanwhile()
    {
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        ann.Starts();
        await ann.Private.ShowsAsync("/question");
        await host.SettledAsync();
        var line = new TaskCompletionSource();
        host.Telegram.Next("sendMessage", Trouble.Hold(line.Task));
        ann.Says(ann.Private, "/topics");
        await ann.Private.ShowsAsync("Gardens");

        // The message has arrived, but its sender does not know yet.
        await host.WhileTimePassesAsync(bob.Presses(post, "Show answer").AnswerAsync());
        Assert.NotEqual(0, host.Telegram.World.Unconfirmed);
        line.SetResult();
        await host.WhileTimePassesAsync(host.SettledAsync());
        Assert.Single(ann.Private.FromBot, m => m.Text.Contains("Gardens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_quiet_week_in_which_telegram_counts_anew_everything_is_answered_once()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        await ann.Private.ShowsAsync("/question");
        await host.SettledAsync();
        host.Telegram.World.QuietWeek(nextUpdate: 5_000);
        ann.Says(ann.Private, "/topics");
        await ann.Private.ShowsAsync("Gardens");
        await host.SettledAsync();
        ann.Says(ann.Private, "/topics");
        await host.SettledAsync();
        Assert.Equal(2, ann.Private.FromBot.Count(m => m.Text.Contains("Gardens", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Updates_of_one_chat_keep_their_order()
    {
        await using var host = await TelegramHost.StartAsync();
        var ann = host.Telegram.Person("Ann");
        ann.Starts();
        for (var i = 0; i < 8; i++)
        {
            ann.Says(ann.Private, i % 2 == 0 ? "/settings language zh" : "/settings language en");
        }

        await host.SettledAsync();
        ann.Says(ann.Private, "/topics");
        await ann.Private.ShowsAsync("questions to practise");
        var said = ann.Private.FromBot.Skip(1).Take(8).Select(m => m.Text.Contains("语言", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false, true, false, true, false, true, false], said);
    }

    [Fact]
    public async Task A_webhook_that_was_left_behind_is_removed_and_nothing_is_dropped()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        telegram.World.LeaveWebhook("https://old.example.org/hook");
        var ann = telegram.Person("Ann");
        ann.Starts();
        await using var host = await TelegramHost.StartAsync(telegram: telegram, clock: clock);
        await ann.Private.ShowsAsync("/question");
        Assert.Null(telegram.World.Webhook);
        Assert.Contains(host.Log.Lines, l => l.Contains("webhook", StringComparison.Ordinal) && l.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_program_with_the_same_token_is_named()
    {
        await using var host = await TelegramHost.StartAsync();
        await host.Telegram.CallsReachAsync("getUpdates", 1);
        host.Telegram.Next("getUpdates", Trouble.Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        host.Telegram.Person("Ann").Starts();
        await host.Telegram.CallsReachAsync("getUpdates", 2);
        await host.Log.ContainsAsync("Another program polls");
    }

    [Fact]
    public async Task By_webhook_the_same_things_happen_and_only_telegram_is_let_in()
    {
        await using var host = await TelegramHost.StartAsync(webhook: true);
        await host.Telegram.CallsReachAsync("setWebhook", 1);
        var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
        await TelegramGroupTests.AskAsync(host, ann, group);
        await host.SettledAsync();
        Assert.Empty(host.Telegram.CallsOf("getUpdates"));
        using var stranger = new HttpClient();
        foreach (var secret in new[] { null, "guessed" })
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, host.Telegram.World.Webhook)
            {
                Content = new StringContent("""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"text":"/start"}}""", Encoding.UTF8, "application/json"),
            };
            if (secret is not null)
            {
                forged.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            }

            using var answer = await stranger.SendAsync(forged, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var broken = new HttpRequestMessage(HttpMethod.Post, host.Telegram.World.Webhook) { Content = new StringContent("[", Encoding.UTF8, "application/json") };
        broken.Headers.Add("X-Telegram-Bot-Api-Secret-Token", (string)host.Telegram.CallsOf("setWebhook")[0]["secret_token"]!);
        using var refused = await stranger.SendAsync(broken, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Commands_are_registered_for_each_scope_and_language_and_only_when_they_change()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("drill-telegram-menus-").FullName;
        try
        {
            await using var telegram = await FakeTelegram.StartAsync(clock, specification: TelegramHost.Specification());
            var first = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            await telegram.CallsReachAsync("setMyCommands", 6);
            Assert.Contains(telegram.World.MenuOf("all_private_chats"), c => c.Name == "daily");
            Assert.DoesNotContain(telegram.World.MenuOf("all_group_chats"), c => c.Name == "daily");
            Assert.Contains(telegram.World.MenuOf("all_chat_administrators"), c => c.Name == "daily");
            Assert.Contains(telegram.World.MenuOf("all_group_chats", "zh"), c => c.Description.Contains('题', StringComparison.Ordinal));
            Assert.All(telegram.World.MenuOf("all_group_chats"), c => Assert.Equal(c.Name != "question", c.IsEphemeral));
            Assert.All(telegram.World.MenuOf("all_private_chats"), c => Assert.False(c.IsEphemeral));
            await telegram.CallsReachAsync("getUpdates", 1);
            await first.MemoryHasAsync("menus/4242");
            await first.StopAsync();
            await using var second = await TelegramHost.StartAsync(telegram: telegram, clock: clock, folder: folder);
            telegram.Person("Ann").Starts();
            await second.SettledAsync();
            Assert.Equal(6, telegram.CallsOf("setMyCommands").Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_request_fits_the_machine_readable_specification()
    {
        Assert.SkipWhen(TelegramHost.Specification() is null, "The machine-readable specification of the Bot API does not lie beside this checkout.");
        await using var host = await TelegramHost.StartAsync();
        var (ann, bob, group) = TelegramGroupTests.TwoInAGroup(host);
        group.Promote(ann);
        var post = await TelegramGroupTests.AskAsync(host, ann, group);
        await bob.Presses(post, "Hint").AnswerAsync();
        await TelegramGroupTests.AskAsync(host, ann, group, "leaves");
        ann.Says(group, "/settings votes quiz");
        await TelegramGroupTests.AskAsync(host, ann, group, "stars");
        await host.SettledAsync();
        Assert.Empty(host.Telegram.Violations);
    }

    [Fact]
    public async Task The_token_is_in_no_log()
    {
        var host = await TelegramHost.StartAsync();
        await using (host)
        {
            var (ann, _, group) = TelegramGroupTests.TwoInAGroup(host);
            host.Telegram.Next("sendMessage", Trouble.Page(502));
            host.Telegram.Next("getUpdates", Trouble.HangUp());
            ann.Says(group, "/question gardens");
            await host.Telegram.CallsReachAsync("getUpdates", 1);
        }

        Assert.NotEmpty(host.Log.Lines);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains(host.Telegram.Token, StringComparison.Ordinal) || l.Contains("AAFake", StringComparison.Ordinal));
    }
}
