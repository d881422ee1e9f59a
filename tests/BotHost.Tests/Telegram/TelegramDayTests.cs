using System.Globalization;
using BotHost.Tests.Hosting;
using Drill.Data;
using Drill.Fakes.Telegram;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Telegram;

/// <summary>The whole host with its own settings, and Telegram as a server on this machine: a weekend in the life of two groups and five people over London's clock change.</summary>
public sealed class TelegramDayTests : IDisposable
{
    private const string Secret = "the reference answer";
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    private readonly DirectoryInfo bank = Directory.CreateTempSubdirectory("drill-weekend-");

    public TelegramDayTests()
    {
        foreach (var number in Enumerable.Range(1, 6))
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"q{number}.en.md"), "en", string.Create(CultureInfo.InvariantCulture, $"""
                ## Why is plant {number} green?

                `id: green-{number}` `level: 1` `tags: plants`

                Say what makes it so.

                ### Answer

                Chlorophyll reflects green light: {Secret}.

                ### Key points

                - **3** Chlorophyll reflects green light.
                  - chlorophyll: 叶绿素

                ### Hint

                It is in every leaf.
                """));
            Write(string.Create(CultureInfo.InvariantCulture, $"q{number}.zh.md"), "zh", string.Create(CultureInfo.InvariantCulture, $"""
                ## 植物{number}为什么是绿色的？

                `id: green-{number}` `level: 1` `tags: plants`

                说说原因。

                ### Answer

                叶绿素反射绿光：参考答案。

                ### Key points

                - **3** 叶绿素反射绿光。
                  - 叶绿素: chlorophyll

                ### Hint

                每片叶子里都有。
                """));
        }
    }

    public void Dispose() => bank.Delete(recursive: true);

    [Fact]
    public async Task Two_groups_in_two_languages_and_zones_have_their_questions_at_their_own_hour_over_a_clock_change()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 28, 7, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        var (ann, bob, cleo) = (telegram.Person("Ann"), telegram.Person("Bob"), telegram.Person("Cleo"));
        var (li, han) = (telegram.Person("李雷", "zh-hans"), telegram.Person("韩梅梅", "zh-hans"));
        var london = telegram.Group("London", ann, bob, cleo).Promote(ann);
        var shanghai = telegram.Group("上海", li, han).Promote(li);
        await using var host = await DrillHostFixture.StartAsync(content: bank.FullName, clock: clock, settings:
        [
            ("Telegram:Token", telegram.Token), ("Telegram:ApiUrl", telegram.Address.ToString()), ("Telegram:Ephemeral", "true"),
            ("Telegram:MessagesPerSecond", "0"), ("Telegram:MessagesPerSecondInChat", "0"), ("Telegram:MessagesPerMinuteInGroup", "0"),
        ]);
        await telegram.CallsReachAsync("setMyCommands", 6);

        // Each admin lets the bot in and turns the daily on, in their own language and zone.
        london.AddsBot(ann);
        london.PromoteBot();
        shanghai.AddsBot(li);
        shanghai.PromoteBot();
        await london.ShowsAsync("/daily on");
        await shanghai.ShowsCountAsync(1);
        bob.Starts();
        bob.Says(london, "/daily on 9:00 Europe/London");
        await bob.SeesAsync("Only admins");
        ann.Says(london, "/daily on 9:00 Europe/London");
        await ann.SeesAsync("09:00");
        li.Says(shanghai, "/daily on 9:00 Asia/Shanghai");
        await li.SeesAsync("09:00");

        // Saturday, 9:00 in London. In Shanghai it is evening, and today's hour is over.
        await UntilAsync(28, 9);
        var saturday = await london.ShowsAsync("Why is plant");
        Assert.Single(shanghai.FromBot);
        await bob.Presses(saturday, "Show answer").AnswerAsync();
        Assert.Equal(bob.Id, (await bob.SeesAsync(Secret)).ReceiverId);
        var typed = cleo.Replies(saturday, "Chlorophyll, because it reflects green light");
        Assert.Equal(cleo.Id, (await cleo.SeesAsync("10 points")).ReceiverId);
        await telegram.World.SettledAsync();
        Assert.True(typed.IsDeleted);
        Assert.DoesNotContain(cleo.Visible(), m => m.Text.Contains(Secret, StringComparison.Ordinal) && m.ReceiverId is null);
        Assert.DoesNotContain(london.Public, m => m.Text.Contains(Secret, StringComparison.Ordinal));

        // Sunday, 9:00 in Shanghai is 1:00 UTC. The two there read and answer in Chinese.
        await UntilAsync(29, 1);
        var sunday = await shanghai.ShowsAsync("为什么是绿色的");
        await han.Presses(sunday, "提示").AnswerAsync();
        Assert.Equal(han.Id, (await han.SeesAsync("每片叶子里都有")).ReceiverId);
        li.Replies(sunday, "叶绿素反射绿光");
        Assert.Equal(li.Id, (await li.SeesAsync("10 分")).ReceiverId);

        // Sunday in London: the clocks went forward at 1:00 UTC, so 9:00 there is 8:00 UTC now.
        await UntilAsync(29, 8);
        await UntilAsync(29, 12);
        ann.Says(london, "/leaderboard week");
        Assert.Contains("Cleo", (await ann.SeesAsync("Cleo")).Text, StringComparison.Ordinal);

        // Monday: both keep their hours.
        await UntilAsync(30, 9);
        await telegram.World.SettledAsync();
        Assert.Equal(["28 09:00", "29 08:00", "30 08:00"], AskedAt(london, "Why is plant"));
        Assert.Equal(["29 01:00", "30 01:00"], AskedAt(shanghai, "为什么是绿色的"));

        // Every question before the last is closed for all to see, once, and none was asked twice.
        Assert.Equal(2, london.FromBot.Count(m => m.Text.StartsWith("Time's up", StringComparison.Ordinal)));
        Assert.Single(shanghai.FromBot, m => m.Text.StartsWith("公布答案", StringComparison.Ordinal));
        Assert.Equal(3, london.FromBot.Where(IsAsked).Select(m => m.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.True(london.FromBot.Count == 6, string.Join(" | ", london.FromBot.Select(m => m.Text)));
        Assert.Equal(4, shanghai.FromBot.Count);
        Assert.Equal(0, await host.ReadAsync(db => db.Deliveries.CountAsync(d => d.State != DeliveryState.Sent, TestContext.Current.CancellationToken)));

        // Half an hour at a time, as a host that runs looks every few seconds.
        async Task UntilAsync(int day, int hour)
        {
            var end = new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
            while (clock.GetUtcNow() < end)
            {
                // What is under way ends at the hour at which it began.
                await telegram.World.SettledAsync();
                await host.PassAsync(Step);
            }
        }
    }

    private static bool IsAsked(FakeMessage message) => message.Labels.Count > 0 && message.Text.Contains("Why is plant", StringComparison.Ordinal) && !message.Text.StartsWith("Time's up", StringComparison.Ordinal);

    private static List<string> AskedAt(FakeChat group, string question) =>
    [
        .. group.FromBot.Where(m => m.Text.Contains(question, StringComparison.Ordinal) && !m.Text.StartsWith("Time's up", StringComparison.Ordinal) && !m.Text.StartsWith("公布答案", StringComparison.Ordinal))
            .Select(m => m.At.ToString("dd HH:mm", CultureInfo.InvariantCulture)),
    ];

    private void Write(string name, string language, string question) => File.WriteAllText(Path.Combine(bank.FullName, name), $"""
        ---
        bank: plants
        title: Plants
        language: {language}
        licence: CC-BY-4.0
        topic: plants
        topic-title: Plants
        ---

        # Plants

        {question}
        """);
}
