using BotHost.Tests.Hosting;
using Drill.Content;
using Drill.Content.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotHost.Tests.Browser;

/// <summary>The author's page beside the editor: each platform side by side, following what is saved.</summary>
public sealed class BankPreviewTests(Chromium chromium) : IDisposable
{
    private static readonly string[] Titles = ["Discord", "Telegram, light", "Telegram, dark", "Web, on a phone"];
    private readonly SmallBank bank = new();

    public void Dispose() => bank.Dispose();

    [Fact]
    public async Task The_page_of_a_question_shows_every_platform_and_follows_the_editor_without_being_loaded_again()
    {
        await using var host = await DrillHostFixture.StartAsync(content: bank.Folder);
        await using var author = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await author.Page.ClickAsync("nav a[href=bank]");
        await author.Page.ClickAsync(".cards a");
        await author.Page.ClickAsync(".cards a");
        var looks = author.Page.Locator(".looks .look");
        await Expect(looks).ToHaveCountAsync(Titles.Length);
        await Expect(looks.Locator("h3")).ToHaveTextAsync(Titles);
        await Expect(looks.First).ToContainTextAsync("square root of the key width");
        await author.Page.EvaluateAsync("() => { window.stayed = true; }");

        await SaveAsync(host, "square root of the key width", "square root of d_k");

        await Expect(looks.First).ToContainTextAsync("square root of d_k");
        await Expect(looks.Last).ToContainTextAsync("square root of d_k");
        Assert.True(await author.Page.EvaluateAsync<bool>("() => window.stayed === true"));
    }

    [Fact]
    public async Task An_answer_that_is_open_stays_open_while_its_words_change()
    {
        await using var host = await DrillHostFixture.StartAsync(content: bank.Folder);
        await using var author = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await author.Page.GotoAsync("/question/small/scale");
        await author.Page.ClickAsync(".curtain button");
        await author.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Answer", Exact = true }).ClickAsync();
        var look = author.Page.Locator(".looks .look").First;
        await Expect(look).ToContainTextAsync("The secret of the reference answer");

        await SaveAsync(host, "The secret of the reference answer", "What the author has just written");

        await Expect(look).ToContainTextAsync("What the author has just written");
    }

    [Fact]
    public async Task A_save_that_breaks_the_bank_leaves_the_last_good_version_and_says_where_to_look()
    {
        await using var host = await DrillHostFixture.StartAsync(content: bank.Folder);
        await using var author = await Guest.EnterAsync(chromium, host.Address, "Ann");
        await author.Page.GotoAsync("/question/small/scale");
        await Expect(author.Page.Locator(".looks .look").First).ToContainTextAsync("square root of the key width");

        await SaveAsync(host, "`level: 2`", "`level: 9`");

        await Expect(author.Page.Locator(".kept")).ToContainTextAsync("small");
        await Expect(author.Page.Locator(".looks .look").First).ToContainTextAsync("square root of the key width");
        await author.Page.ClickAsync(".kept a");
        await Expect(author.Page.Locator(".problems").First).ToContainTextAsync("small.en.md:");
    }

    // Saves as an editor does, and lets the watcher's clock run until it has read the file again.
    private async Task SaveAsync(DrillHostFixture host, string old, string replacement)
    {
        var library = host.Services.GetRequiredService<BankLibrary>();
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        library.Changed += (_, _) => changed.TrySetResult();
        var path = Path.Combine(bank.Folder, "small.en.md");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, replacement, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!changed.Task.IsCompleted)
        {
            host.Clock.Advance(BankWatcher.Poll);
            await Task.WhenAny(changed.Task, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
