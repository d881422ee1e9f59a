using BotHost.Tests.Hosting;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotHost.Tests.Browser;

/// <summary>
/// What the README shows, taken from the running bot with the shipped bank. <c>DRILL_UPDATE_SCREENSHOTS=1</c> writes the pictures to <c>docs/images</c>.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    private static readonly string Bank = Path.Combine(DrillHostFixture.Root, "content", "multimodal", "vision-language.en.md");
    private static readonly ChatAddress Room = new("web", "room", null, IsPrivate: false);

    [Fact]
    public async Task A_room_on_a_desktop_with_question_verdict_and_standings()
    {
        await using var host = await DrillHostFixture.StartAsync("2026-03-02T08:58:00Z", Bank);
        await OperatorAsync(host, "settings", "form open");
        await using var ann = await Guest.EnterAsync(chromium, host.Address, "Ann", new Look(1280, 1040, IsPhone: false, IsDark: false, "en-GB"));
        await using var lin = await Guest.EnterAsync(chromium, host.Address, "小林");
        await lin.SayAsync("Good morning! Two more minutes 🙂");
        await ann.SayAsync("/daily on 9:00");
        await host.PassAsync(TimeSpan.FromMinutes(2));
        await Expect(lin.LastFromBot).ToContainTextAsync("Question of the day");
        var sentences = await KeyPointsAsync(host);
        await lin.AnswerAsync(string.Join(" ", sentences.Take(4)));
        await Expect(lin.LastFromBot).ToContainTextAsync("key points");
        await ann.AnswerAsync(string.Join(" ", sentences.Take(2)));
        await Expect(ann.LastFromBot).ToContainTextAsync("key points");
        await Expect(ann.Standings).ToContainTextAsync("小林");
        await TakeAsync(ann, "room-desktop.png");
    }

    [Fact]
    public async Task A_private_chat_on_a_phone_at_night_in_Chinese()
    {
        await using var host = await DrillHostFixture.StartAsync("2026-03-02T21:04:00Z", Path.Combine(DrillHostFixture.Root, "content", "multimodal"));
        await using var lin = await Guest.EnterAsync(chromium, host.Address, "小林", Look.Phone with { Locale = "zh-CN" });
        await lin.Page.ClickAsync("nav a[href=private]");
        await Expect(lin.Composer).ToBeEnabledAsync();
        await lin.SayAsync("/settings form choice");
        await lin.SayAsync("/question vision");
        await Expect(lin.LastFromBot.Locator(".buttons button, button").First).ToBeVisibleAsync();
        await TakeAsync(lin, "private-phone.png");
    }

    private static async Task OperatorAsync(DrillHostFixture host, string command, string arguments) => await host.Engine.HandleAsync(
        new CommandCall(command, arguments) { UpdateKey = command + arguments, Chat = Room, Sender = new Sender("operator", "Operator") },
        TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> KeyPointsAsync(DrillHostFixture host)
    {
        var json = await host.ReadAsync(db => db.Posts.Join(db.QuestionCopies, p => p.CopyId, c => c.Id, (p, c) => c.Variant).SingleAsync());
        var variant = System.Text.Json.JsonSerializer.Deserialize(json, DrillJson.Columns.QuestionVariant)!;
        return [.. variant.KeyPoints.Select(p => p.Text)];
    }

    private static async Task TakeAsync(Guest guest, string name)
    {
        // Nothing may be cut off at the side, whatever the screen.
        Assert.True(await guest.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await guest.Page.EvaluateAsync("() => document.fonts.ready");
        var png = await guest.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
        Assert.True(png.Length > 20_000, "The picture is all but empty.");
        if (Environment.GetEnvironmentVariable("DRILL_UPDATE_SCREENSHOTS") is "1")
        {
            var folder = Directory.CreateDirectory(Path.Combine(DrillHostFixture.Root, "docs", "images"));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), png, TestContext.Current.CancellationToken);
        }
    }
}
