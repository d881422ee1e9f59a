using System.Net;
using System.Text.RegularExpressions;
using Drill.Content;
using Drill.Conversation;
using Drill.Rooms;
using Drill.WebChat;
using Drill.WebChat.Talking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Drill.Chat.Tests.WebChat;

/// <summary>The web chat over real HTTP, with a room log in memory and an engine that says nothing.</summary>
internal sealed partial class WebSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebSite(WebApplication app) => this.app = app;

    public Uri Address { get; private init; } = null!;

    /// <summary>What is said in the rooms.</summary>
    public MemoryRoomLog Log => (MemoryRoomLog)app.Services.GetRequiredService<IRoomLog>();

    public static async Task<WebSite> StartAsync(Action<WebChatOptions>? configure = null, QuestionBank? bank = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IRoomLog, MemoryRoomLog>();
        builder.Services.AddSingleton<BankLibrary>();
        builder.Services.AddSingleton<IncomingHandler>((_, _) => Task.FromResult<IReadOnlyList<Reply>>([]));
        builder.Services.AddSingleton<CommandMenu>(_ => []);
        builder.Services.AddWebChat();
        builder.Services.Configure<WebChatOptions>(o => configure?.Invoke(o));
        var site = builder.Build();
        site.Services.GetRequiredService<BankLibrary>().Swap(new Compilation(bank ?? QuestionBank.Empty, []));
        site.MapWebChat();
        await site.StartAsync(TestContext.Current.CancellationToken);
        return new WebSite(site) { Address = new Uri(site.Urls.Single()) };
    }

    /// <summary>A browser of its own: it keeps cookies and does not follow redirects.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync("/", TestContext.Current.CancellationToken);
        var token = Token().Match(page).Groups["token"].Value;
        return await PostAsync(browser, path, token, fields);
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, string token, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await browser.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
