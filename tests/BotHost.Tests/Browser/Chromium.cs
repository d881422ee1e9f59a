using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BotHost.Tests.Browser.Chromium))]

namespace BotHost.Tests.Browser;

/// <summary>
/// The system's own Chromium, started once for all tests that ask for it, by the driver that comes inside the Playwright package; nothing is
/// downloaded. Where there is none, the tests are skipped and say so, or fail when <c>DRILL_REQUIRE_OPTIONAL_TESTS=1</c>.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser, or the end of the test when this machine has none.</summary>
    public async Task<IBrowser> StartAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (browser is not null)
            {
                return browser;
            }

            var path = Find();
            if (path is null)
            {
                const string Reason = "There is no Chromium on this machine: put one on the PATH or name it in CHROMIUM_PATH.";
                if (Environment.GetEnvironmentVariable("DRILL_REQUIRE_OPTIONAL_TESTS") is "1")
                {
                    Assert.Fail(Reason);
                }

                Assert.Skip(Reason);
            }

            playwright = await Playwright.CreateAsync();

            // How long a busy machine may take; nothing is measured by it.
            Assertions.SetDefaultExpectTimeout(45_000);
            browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args =
                [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--no-first-run",
                ],
            });
            return browser;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        gate.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix))).FirstOrDefault(File.Exists);
    }
}
