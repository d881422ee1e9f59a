using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotHost.Tests.Browser;

/// <summary>A person at a browser of their own. Whatever goes wrong on their page fails the test at its end.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Guest(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The last message of the bot.</summary>
    public ILocator LastFromBot => Page.Locator(".msg.bot").Last;

    public ILocator Standings => Page.Locator(".side .table");

    public ILocator Composer => Page.Locator("#say");

    public ILocator Box => Page.Locator("#answer");

    /// <summary>Set while the server is away on purpose, when failed requests are what the page is tested with.</summary>
    public bool ExpectsTrouble { get; set; }

    public static async Task<Guest> ArriveAsync(Chromium chromium, Uri address, Look look, string path = "/")
    {
        var browser = await chromium.StartAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            DeviceScaleFactor = look.IsPhone ? 2 : 1,
            HasTouch = look.IsPhone,
            IsMobile = look.IsPhone,
            Locale = look.Locale,
            TimezoneId = "Europe/London",
        });
        var guest = new Guest(context, await context.NewPageAsync());
        guest.Page.Console += (_, message) => guest.Complain(message.Type is "error" ? message.Text + " @" + message.Location : null);
        guest.Page.PageError += (_, error) => guest.Complain(error);
        guest.Page.Dialog += (_, dialog) => guest.Complain("dialog: " + dialog.Message);
        await guest.Page.GotoAsync(path);
        return guest;
    }

    public static async Task<Guest> EnterAsync(Chromium chromium, Uri address, string name, Look? look = null)
    {
        var guest = await ArriveAsync(chromium, address, look ?? Look.Desktop);
        await guest.Page.FillAsync("#name", name);
        await guest.Page.ClickAsync("#enter button");
        await Expect(guest.Composer).ToBeEnabledAsync();
        return guest;
    }

    /// <summary>Types into the composer and sends it, as with the keyboard.</summary>
    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Page.ClickAsync(".composer .send");
        await Expect(Composer).ToHaveValueAsync("");
    }

    public Task PressAsync(string label) => Button(label).ClickAsync();

    /// <summary>The last button below a message with exactly this label.</summary>
    public ILocator Button(string label) =>
        Page.Locator(".msg").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = label, Exact = true }).Last;

    public async Task AnswerAsync(string text)
    {
        await PressAsync("Answer");
        await Box.FillAsync(text);
        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Box).ToBeHiddenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    private void Complain(string? what)
    {
        if (what is not null && !ExpectsTrouble)
        {
            complaints.Add(what);
        }
    }
}

/// <summary>What somebody looks with.</summary>
internal sealed record Look(int Width, int Height, bool IsPhone, bool IsDark, string Locale)
{
    public static Look Desktop { get; } = new(1280, 800, IsPhone: false, IsDark: false, "en-GB");

    public static Look Phone { get; } = new(390, 844, IsPhone: true, IsDark: true, "en-GB");
}
