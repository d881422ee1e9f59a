using System.Globalization;
using BotHost.Tests.Discord;
using Drill.Data;
using Drill.Fakes.Discord;
using Drill.Fakes.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Hosting;

/// <summary>One process with Discord and Telegram: a server in London and a group in Shanghai, five people, two languages, and the weekend on which London's clocks go forward.</summary>
public sealed class TwoChatsDayTests
{
    private static readonly FakeUser Ann = new("300000000000000001", "Ann"), Bob = new("300000000000000002", "Bob"), Cleo = new("300000000000000003", "Cleo");

    [Fact]
    public async Task Two_communities_on_two_platforms_keep_their_hours_their_languages_and_their_standings()
    {
        using var bank = new DayBank();
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-28T07:00:00Z", CultureInfo.InvariantCulture));
        await using var london = await DiscordServer.StartAsync(clock, "London");
        london.People.Admins.Add(Ann.Id);

        // Time goes in leaps here, over which no connection could keep its beat.
        london.Discord.Gateway.HeartbeatInterval = TimeSpan.FromDays(7);
        await using var telegram = await FakeTelegram.StartAsync();
        var (li, han) = (telegram.Person("李雷", "zh-hans"), telegram.Person("韩梅梅", "zh-hans"));
        var shanghai = telegram.Group("上海", li, han).Promote(li).PromoteBot();
        await using var host = await DrillHostFixture.StartAsync(content: bank.Folder, clock: clock, settings:
        [
            .. london.Settings,
            ("Telegram:Token", telegram.Token), ("Telegram:ApiUrl", telegram.Address.ToString()), ("Telegram:Ephemeral", "true"),
            ("Telegram:MessagesPerSecond", "0"), ("Telegram:MessagesPerSecondInChat", "0"), ("Telegram:MessagesPerMinuteInGroup", "0"),
        ]);
        await london.ReadyAsync();
        await telegram.CallsReachAsync("setMyCommands", 6);

        // Each admin sets the hour of their own place.
        Assert.Contains("09:00", (await london.CommandAsync(Ann, "daily", ("action", "on"), ("value", "9:00 Europe/London"))).Text, StringComparison.Ordinal);
        li.Says(shanghai, "/daily on 9:00 Asia/Shanghai");
        await li.SeesAsync("09:00");

        // Saturday 9:00 in London; in Shanghai it is already evening. Bob answers well, Cleo half, Ann only looks.
        await host.PassAsync(TimeSpan.FromHours(2));
        var saturday = await london.ShowsCountAsync(1);
        Assert.Contains(DayBank.Question, saturday.Text, StringComparison.Ordinal);
        Assert.Empty(shanghai.FromBot);
        Assert.Contains("10 points for the ranking", (await london.AnswerAsync(Bob, saturday, DayBank.Whole)).Text, StringComparison.Ordinal);
        Assert.Contains("2.5 points for the ranking", (await london.AnswerAsync(Cleo, saturday, DayBank.Half)).Text, StringComparison.Ordinal);
        var shown = await london.PressAsync(Ann, saturday, "Show answer");
        Assert.Equal(Ann.Id, shown.OnlyFor);
        Assert.Contains(DayBank.Secret, shown.Text, StringComparison.Ordinal);

        // Twelve hours later the answer comes for everybody, there and nowhere else.
        await host.PassAsync(TimeSpan.FromHours(12));
        Assert.Contains(DayBank.Secret, (await london.ShowsCountAsync(2)).Text, StringComparison.Ordinal);
        Assert.Empty(shanghai.FromBot);

        // Sunday 9:00 in Shanghai, the very moment at which London's clocks go forward.
        await host.PassAsync(TimeSpan.FromHours(4));
        var sunday = await shanghai.ShowsCountAsync(1);
        Assert.Contains(DayBank.ChineseQuestion, sunday.Text, StringComparison.Ordinal);
        Assert.Equal(2, london.Public.Count);
        han.Replies(sunday, DayBank.ChineseWhole);
        await han.SeesAsync("计入排行：10 分");
        await li.Presses(sunday, "看答案").AnswerAsync();
        await li.SeesAsync(DayBank.ChineseSecret);
        li.Replies(sunday, DayBank.ChineseWhole);
        await li.SeesAsync("你已经看过这道题的提示、答案或点评");

        // Sunday 9:00 in London is 8:00 UTC now.
        await host.PassAsync(TimeSpan.FromMinutes(419));
        Assert.Equal(2, london.Public.Count);
        await host.PassAsync(TimeSpan.FromMinutes(1));
        var summer = await london.ShowsCountAsync(3);
        Assert.Contains("10 points for the ranking", (await london.AnswerAsync(Cleo, summer, DayBank.Whole)).Text, StringComparison.Ordinal);

        // Each community has its own standings.
        var board = (await london.CommandAsync(Ann, "leaderboard", ("period", "all"))).Text;
        Assert.True(board.IndexOf("Cleo", StringComparison.Ordinal) is var first and >= 0 && first < board.IndexOf("Bob", StringComparison.Ordinal), board);
        Assert.Contains("12.5", board, StringComparison.Ordinal);
        Assert.DoesNotContain("韩梅梅", board, StringComparison.Ordinal);
        li.Says(shanghai, "/leaderboard all");
        var table = (await li.SeesAsync("韩梅梅")).Text;
        Assert.DoesNotContain("Cleo", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", table, StringComparison.Ordinal);

        // Sunday's answers come twelve hours after their questions, each to its own place.
        await host.PassAsync(TimeSpan.FromHours(5));
        Assert.Contains(DayBank.ChineseSecret, (await shanghai.ShowsCountAsync(2)).Text, StringComparison.Ordinal);
        await host.PassAsync(TimeSpan.FromHours(7));
        Assert.Contains(DayBank.Secret, (await london.ShowsCountAsync(4)).Text, StringComparison.Ordinal);

        // Monday: Telegram is on time, and while Discord asks for patience nobody else waits for it.
        await host.PassAsync(TimeSpan.FromHours(5));
        await shanghai.ShowsCountAsync(3);
        london.Discord.Rest.Next("POST", "channels/{id}/messages", FakeRest.TooMany(60));
        await host.PassAsync(TimeSpan.FromHours(7));
        Assert.Equal(4, london.Public.Count);
        await host.PassAsync(TimeSpan.FromSeconds(61));
        await london.ShowsCountAsync(5);

        // Nothing came twice, and nothing is left over.
        await telegram.World.SettledAsync();
        await host.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(5, london.Public.Count);
        Assert.True(shanghai.FromBot.Count is 3, shanghai.Transcript());
        Assert.Equal(8, await host.ReadAsync(db => db.Deliveries.CountAsync(d => d.State == DeliveryState.Sent, TestContext.Current.CancellationToken)));
        Assert.Equal(8, await host.ReadAsync(db => db.Deliveries.CountAsync(TestContext.Current.CancellationToken)));
    }
}
