using BotHost.Tests.Browser;
using BotHost.Tests.Hosting;
using Drill.Phrasing;
using static Microsoft.Playwright.Assertions;

namespace BotHost.Tests.Grading;

/// <summary>The web chat's room, seen in browsers.</summary>
internal sealed class WebPlace(Chromium chromium, DrillHostFixture host, LoopWords words) : LoopPlace
{
    private readonly List<Guest> guests = [];
    private Guest? onlooker;

    public override string Platform => "web";

    public override DrillHostFixture Host => host;

    public static async Task<WebPlace> StartAsync(Chromium chromium, string content, LoopWords words) =>
        new(chromium, await DrillHostFixture.StartAsync("2026-03-02T10:00:00Z", content), words);

    public override async Task<LoopPerson> JoinAsync(string name) => new Person(await EnterAsync(name), words);

    public override async Task<string> PublicAsync() => string.Join('\n', await (await OnlookerAsync()).Page.Locator(".msg.bot").AllInnerTextsAsync());

    public override async Task ShownAsync(string text) => await Expect((await OnlookerAsync()).LastFromBot).ToContainTextAsync(text);

    public override async ValueTask DisposeAsync()
    {
        foreach (var guest in guests)
        {
            await guest.DisposeAsync();
        }

        await host.DisposeAsync();
    }

    private async Task<Guest> OnlookerAsync() => onlooker ??= await EnterAsync("Onlooker");

    private async Task<Guest> EnterAsync(string name)
    {
        var guest = await Guest.EnterAsync(chromium, host.Address, name, Look.Desktop with { Locale = words.Locale });
        guests.Add(guest);
        return guest;
    }

    private sealed class Person(Guest guest, LoopWords words) : LoopPerson
    {
        public override Task AskAsync() => guest.SayAsync("/question");

        public override async Task<string> CommandAsync(string command, string expected, bool withPicture = false)
        {
            await guest.SayAsync("/" + command);
            var told = await ToldAsync(expected);
            if (withPicture)
            {
                var picture = guest.LastFromBot.Locator("img.drawn");
                await Expect(picture).ToHaveAttributeAsync("alt", new System.Text.RegularExpressions.Regex(".+", default, TimeSpan.FromSeconds(1)));
                await picture.ScrollIntoViewIfNeededAsync();
                await Expect(picture).ToHaveJSPropertyAsync("complete", true);
                Assert.True(await picture.EvaluateAsync<int>("p => p.naturalWidth") > 100);
            }

            return told;
        }

        public override async Task<string> PressAsync(string label, string expected)
        {
            await guest.PressAsync(label);
            return await ToldAsync(expected);
        }

        public override async Task<string> AnswerAsync(string text, string expected)
        {
            await guest.PressAsync(PhraseBook.For(words.Language).AnswerButton);
            await guest.Box.FillAsync(text);
            await guest.Page.Keyboard.PressAsync("Control+Enter");
            await Expect(guest.Box).ToBeHiddenAsync();
            return await ToldAsync(expected);
        }

        private async Task<string> ToldAsync(string expected)
        {
            await Expect(guest.LastFromBot).ToContainTextAsync(expected);
            return await guest.LastFromBot.InnerTextAsync();
        }
    }
}
