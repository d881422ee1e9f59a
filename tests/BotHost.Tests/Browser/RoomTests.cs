using BotHost.Tests.Hosting;
using Drill.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotHost.Tests.Browser;

public sealed class RoomTests(Chromium chromium) : IDisposable
{
    private const string AnnsAnswer = "Ann writes in her very own words that the variance of the dot product grows with the width.";
    private const string BobsAnswer = "Bob thinks instead that the softmax saturates and its gradients vanish.";

    private static readonly ChatAddress Room = new("web", "room", null, IsPrivate: false);

    private readonly SmallBank bank = new();

    public void Dispose() => bank.Dispose();

    [Fact]
    public async Task Two_people_answer_in_one_room_neither_sees_the_others_answer_and_both_see_the_standings()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await using var bob = await Guest.EnterAsync(chromium, host.Address, "Bob");
        await AskAsync(host, ann);
        await Expect(bob.LastFromBot).ToContainTextAsync("Why does attention divide");

        await ann.AnswerAsync(AnnsAnswer);
        await Expect(ann.LastFromBot).ToContainTextAsync("Only you see this");
        await Expect(ann.LastFromBot).ToContainTextAsync("1 of 2 key points");
        await Expect(bob.Standings).ToContainTextAsync("Ann");
        await bob.AnswerAsync(BobsAnswer);
        await Expect(bob.LastFromBot).ToContainTextAsync("1 of 2 key points");

        foreach (var (guest, own, other) in new[] { (ann, AnnsAnswer, BobsAnswer), (bob, BobsAnswer, AnnsAnswer) })
        {
            await Expect(guest.Standings).ToContainTextAsync("Ann");
            await Expect(guest.Standings).ToContainTextAsync("Bob");
            await Expect(guest.Page.Locator(".msg.private.own").Last).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(own[..20], default, TimeSpan.FromSeconds(1)));
            var everything = await guest.Page.ContentAsync();
            Assert.DoesNotContain(other[..20], everything, StringComparison.Ordinal);
            Assert.DoesNotContain("secret of the reference answer", everything, StringComparison.Ordinal);

            // Nor after a reload, when the page is made from what is stored.
            await guest.Page.ReloadAsync();
            await Expect(guest.Composer).ToBeEnabledAsync();
            everything = await guest.Page.ContentAsync();
            Assert.Contains(own[..20], everything, StringComparison.Ordinal);
            Assert.DoesNotContain(other[..20], everything, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_daily_arrives_at_its_minute_on_every_open_page()
    {
        await using var host = await StartAsync(now: "2026-03-02T08:55:00Z");
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await using var bob = await Guest.EnterAsync(chromium, host.Address, "Bob", Look.Phone);
        await ann.SayAsync("/daily on 9:00");
        await Expect(ann.LastFromBot).ToContainTextAsync("09:00");
        await host.PassAsync(TimeSpan.FromMinutes(4));
        await Expect(bob.Page.Locator(".msg.bot")).ToHaveCountAsync(0);
        await host.PassAsync(TimeSpan.FromMinutes(1));
        await Expect(ann.LastFromBot).ToContainTextAsync("Why does attention divide");
        await Expect(bob.LastFromBot).ToContainTextAsync("Why does attention divide");
        await Expect(bob.LastFromBot.Locator("time")).ToHaveTextAsync("09:00");
        Assert.Equal(1, await host.ReadAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task When_the_question_closes_everybody_sees_the_answer()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await AskAsync(host, ann);
        await ann.AnswerAsync(AnnsAnswer);
        await host.PassAsync(TimeSpan.FromHours(25));
        await Expect(ann.LastFromBot).ToContainTextAsync("secret of the reference answer");
        await Expect(ann.LastFromBot).Not.ToContainTextAsync("very own words");
    }

    [Fact]
    public async Task Ordinary_talk_is_heard_by_all_and_a_command_by_nobody_else()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await using var bob = await Guest.EnterAsync(chromium, host.Address, "Bob");
        await ann.SayAsync("/topics");
        await Expect(ann.LastFromBot).ToContainTextAsync("Attention");
        await ann.SayAsync("Good morning\neverybody");
        await Expect(bob.Page.Locator(".msg.talk .prose")).ToHaveTextAsync(["Good morning\neverybody"], new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        await Expect(bob.Page.Locator(".msg.bot")).ToHaveCountAsync(0);
        await Expect(bob.Page.Locator(".log").GetByText("/topics")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_in_the_private_chat_are_an_answer_that_the_room_never_hears_of()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await ann.Page.ClickAsync("nav a[href=private]");
        await ann.Page.ClickAsync(".empty .primary");
        await Expect(ann.LastFromBot).ToContainTextAsync("Why does attention divide");
        await ann.SayAsync(AnnsAnswer);
        await Expect(ann.LastFromBot).ToContainTextAsync("1 of 2 key points");
        await Expect(ann.Standings).Not.ToContainTextAsync("Ann");
        Assert.Equal(0, await host.ReadAsync(db => db.RoomEntries.CountAsync(e => e.Room == "room")));
    }

    [Fact]
    public async Task A_hostile_name_and_talk_are_shown_as_what_they_are()
    {
        const string Name = "<img src=x onerror=alert(1)> @everyone";
        const string Talk = "<script>alert(2)</script> **bold** [x](javascript:alert(3)) ||spoiler|| `code`";
        await using var host = await StartAsync();
        await using var mallory = await Guest.EnterAsync(chromium, host.Address, Name);
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await mallory.SayAsync(Talk);
        await Expect(ann.Page.Locator(".msg.talk .name")).ToHaveTextAsync(Name);
        await Expect(ann.Page.Locator(".msg.talk .prose")).ToHaveTextAsync(Talk);
        await AskAsync(host, mallory);
        await mallory.AnswerAsync("<b>The variance</b> of the product grows with the width, so the **softmax** saturates and its gradients vanish, @everyone.");
        await Expect(mallory.LastFromBot).ToContainTextAsync("All 2 key points covered");
        await Expect(ann.Standings).ToContainTextAsync("<img src=x");
        Assert.Equal(0, await ann.Page.Locator(".chat img, .side img, .msg script").CountAsync());
    }

    [Fact]
    public async Task An_answer_of_5000_characters_gets_a_clear_sentence_and_is_not_lost()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await AskAsync(host, ann);
        await ann.PressAsync("Answer");
        await ann.Box.FillAsync(new string('方', 5_000));
        await Expect(ann.Page.Locator(".count")).ToHaveClassAsync("count over");
        await ann.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(ann.LastFromBot).ToContainTextAsync("5,000 characters");
        await Expect(ann.Box).ToHaveValueAsync(new string('方', 5_000));
        Assert.Equal(0, await host.ReadAsync(db => db.Attempts.CountAsync()));
        await ann.Box.FillAsync("The variance grows.");
        await ann.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(ann.Box).ToBeHiddenAsync();
        await Expect(ann.LastFromBot).ToContainTextAsync("key points");
        Assert.Equal(1, await host.ReadAsync(db => db.Attempts.CountAsync()));
    }

    [Fact]
    public async Task A_button_pressed_twice_at_once_counts_once()
    {
        await using var host = await StartAsync();
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await AskAsync(host, ann);
        await ann.Button("Hint").DblClickAsync();
        await Expect(ann.LastFromBot).ToContainTextAsync("variance of a sum");
        Assert.Equal(1, await host.ReadAsync(db => db.Peeks.CountAsync()));
    }

    private static async Task AskAsync(DrillHostFixture host, Guest guest)
    {
        await guest.SayAsync("/question");
        await host.Ticks.DrainAsync(TestContext.Current.CancellationToken);
        await Expect(guest.LastFromBot).ToContainTextAsync("Why does attention divide");
    }

    private async Task<DrillHostFixture> StartAsync(string now = "2026-03-02T10:00:00Z")
    {
        var host = await DrillHostFixture.StartAsync(now, bank.Folder);
        await host.Engine.HandleAsync(
            new CommandCall("settings", "form open") { UpdateKey = "form", Chat = Room, Sender = new Sender("operator", "Operator") },
            TestContext.Current.CancellationToken);
        return host;
    }
}
