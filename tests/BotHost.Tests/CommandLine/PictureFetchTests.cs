using System.Net;
using BotHost.CommandLine;
using Drill.Authoring;
using Drill.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotHost.Tests.CommandLine;

/// <summary>Pictures from the web, over real HTTP.</summary>
public sealed class PictureFetchTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 20, 0, 0, 0, 10];

    private readonly TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? server;
    private Uri root = new("http://127.0.0.1/");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/a.png", () => Results.Bytes(Png, "image/png"));
        server.MapGet("/moved.png", () => Results.Redirect("/a.png"));
        server.MapGet("/round", () => Results.Redirect("/round"));
        server.MapGet("/page.png", () => Results.Text("<p>not a picture</p>", "text/html"));
        server.MapGet("/large.png", () => Results.Bytes(new byte[ContentLimits.FigureBytes + 1], "image/png"));
        server.MapGet("/endless.png", async (HttpContext context) =>
        {
            // No length is said, and it never ends.
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });
        server.MapGet("/silent.png", () => never.Task);
        await server.StartAsync(TestContext.Current.CancellationToken);
        root = new Uri(server.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        never.TrySetResult();
        await server!.DisposeAsync();
    }

    private async Task<FetchedPicture> GetAsync(string path, TimeSpan? patience = null)
    {
        using var fetch = new PictureFetch(patience, _ => true);
        return await fetch.GetAsync(new Uri(root, path), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("/a.png")]
    [InlineData("/moved.png")]
    public async Task A_picture_comes_also_behind_a_redirect(string path) => Assert.Equal(Png, (await GetAsync(path)).Bytes);

    [Theory]
    [InlineData("/round", "the server answered 302")]
    [InlineData("/nowhere.png", "the server answered 404")]
    [InlineData("/large.png", "it is larger than 5 MB")]
    [InlineData("/endless.png", "it is larger than 5 MB")]
    public async Task What_is_no_picture_or_too_much_is_refused_and_said_why(string path, string reason)
    {
        var got = await GetAsync(path);

        Assert.Null(got.Bytes);
        Assert.Equal(reason, got.Reason);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for() => Assert.Equal("the server took too long", (await GetAsync("/silent.png", TimeSpan.FromMilliseconds(300))).Reason);

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so()
    {
        using var fetch = new PictureFetch(mayReach: _ => true);

        var got = await fetch.GetAsync(new Uri("http://127.0.0.1:1/a.png"), TestContext.Current.CancellationToken);

        Assert.Equal("the server could not be reached", got.Reason);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://2130706433")]
    public async Task The_importers_own_machine_is_not_asked_under_whatever_name(string host)
    {
        using var fetch = new PictureFetch();

        var got = await fetch.GetAsync(new UriBuilder(host) { Port = root.Port, Path = "/a.png" }.Uri, TestContext.Current.CancellationToken);

        Assert.Equal("the address is not a public one", got.Reason);
    }

    [Fact]
    public async Task A_redirect_into_the_network_behind_the_router_is_not_followed()
    {
        // The first address counts as public here, what it leads to does not.
        using var fetch = new PictureFetch(mayReach: IPAddress.IsLoopback);
        await using var outside = await RedirectToAsync("http://192.168.0.1/a.png");

        var got = await fetch.GetAsync(new Uri(outside.Urls.First() + "/x"), TestContext.Current.CancellationToken);

        Assert.Equal("the address is not a public one", got.Reason);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.png")]
    public async Task Only_web_addresses_are_fetched(string address)
    {
        using var fetch = new PictureFetch(mayReach: _ => true);

        Assert.Equal("only http and https are fetched", (await fetch.GetAsync(new Uri(address), TestContext.Current.CancellationToken)).Reason);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void An_address_is_public_or_not(string address, bool isPublic) => Assert.Equal(isPublic, PictureFetch.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task An_import_stores_what_is_a_picture_and_says_of_the_others_why_they_stay_links()
    {
        using var shell = new Shell();
        var path = shell.Write("questions.md", $"# Interview questions\n\n## What is a heap?\n\nA tree. ![Heap]({root}a.png)\n\n## What is a trie?\n\nA tree, too. ![Trie]({root}page.png)\n");
        using var fetch = new PictureFetch(mayReach: _ => true);

        var outcome = await BankImport.RunAsync(new ImportOptions([path], shell.PathOf("out")) { Licence = "MIT", Fetch = fetch.GetAsync }, TestContext.Current.CancellationToken);

        Assert.Equal(Png, await File.ReadAllBytesAsync(shell.PathOf("out/figures/questions-a.png"), TestContext.Current.CancellationToken));
        var text = shell.Read("out/questions.en.md");
        Assert.Contains("![Heap](figures/questions-a.png)", text, StringComparison.Ordinal);
        Assert.Contains($"![Trie]({root}page.png)", text, StringComparison.Ordinal);
        var problem = Assert.Single(outcome.Problems, p => p.Code == ProblemCodes.FigureNotCopied);
        Assert.Contains("it is no PNG, JPEG, WebP or GIF", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> RedirectToAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/x", () => Results.Redirect(address));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
