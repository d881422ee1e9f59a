using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Drill.Content;
using Drill.Conversation;
using Drill.Delivery;
using Drill.Fakes.Telegram;
using Drill.Schedule;
using Drill.Storage;
using Drill.TelegramChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Telegram;

/// <summary>The engine on a SQLite file of its own, with Telegram as its only platform: a server on this machine, whose clock tests move.</summary>
internal sealed class TelegramHost : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly WebApplication app;
    private readonly CancellationTokenSource sending = new();
    private readonly Task sender;
    private readonly bool ownsTelegram;

    private TelegramHost(WebApplication app, FakeTelegram telegram, bool ownsTelegram, FakeTimeProvider clock, string folder, bool ownsFolder, PlatformBank bank, LogCapture log, FakeTimeProvider patience)
    {
        this.app = app;
        this.ownsTelegram = ownsTelegram;
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        (Telegram, Clock, Bank, Log, Patience) = (telegram, clock, bank, log, patience);
        sender = Ticks.SendAsync(sending.Token);
    }

    public FakeTelegram Telegram { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>The clock by which calls are given up, which moves only when a test moves it.</summary>
    public FakeTimeProvider Patience { get; }

    public PlatformBank Bank { get; }

    public LogCapture Log { get; }

    public Ticks Ticks => app.Services.GetRequiredService<Ticks>();

    public Engine Engine => app.Services.GetRequiredService<Engine>();

    public IChatPlatform Platform => app.Services.GetRequiredService<IChatPlatform>();

    public TelegramStatus Status => app.Services.GetRequiredService<TelegramStatus>();

    public IPlatformMemory Memory => app.Services.GetRequiredService<IPlatformMemory>();

    public static async Task<TelegramHost> StartAsync(
        Action<TelegramOptions>? change = null, string now = "2026-03-02T08:00:00Z", FakeTelegram? telegram = null, FakeTimeProvider? clock = null, string? folder = null, bool webhook = false)
    {
        clock ??= new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var server = telegram ?? await FakeTelegram.StartAsync(clock, specification: Specification());
        var own = folder ?? Path.Combine(Path.GetTempPath(), "drill-telegram-" + Guid.NewGuid().ToString("N"));
        var bank = new PlatformBank();
        var log = new LogCapture();
        var patience = new FakeTimeProvider();
        var port = webhook ? FreePort() : 0;
        var options = new TelegramOptions
        {
            Token = server.Token,
            ApiUrl = server.Address,
            Ephemeral = true,
            MessagesPerSecond = 0,
            MessagesPerSecondInChat = 0,
            MessagesPerMinuteInGroup = 0,
            Mode = webhook ? TelegramMode.Webhook : TelegramMode.Polling,
            WebhookUrl = webhook ? new Uri($"http://127.0.0.1:{port}/telegram") : null,
        };
        change?.Invoke(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(new CallClock(patience));
        builder.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.Services.AddSqliteStorage(_ => Path.Combine(own, "drill.db"));
        builder.Services.AddDrillEngine();
        builder.Services.AddSingleton(new OutboxOptions { Lease = TimeSpan.FromSeconds(30), SendTimeout = TimeSpan.FromSeconds(20) });
        builder.Services.AddTelegramChat(options);
        var app = builder.Build();
        app.UseRouting();
        app.MapTelegramChat();
        app.Services.GetRequiredService<BankLibrary>().Swap(bank.Compilation);
        await app.Services.GetRequiredService<Ticks>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        if (telegram is null && options.Token == server.Token && options.ApiUrl == server.Address)
        {
            // Clients learn from the menus which commands are ephemeral.
            await server.CallsReachAsync("setMyCommands", 6);
        }

        return new TelegramHost(app, server, telegram is null, clock, own, folder is null, bank, log, patience);
    }

    /// <summary>Lets the jobs look what is due.</summary>
    public async Task TickAsync()
    {
        await Ticks.PlanAsync(TestContext.Current.CancellationToken);
        await Ticks.CloseAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Moves the clock, and looks.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await TickAsync();
    }

    /// <summary>Moves the clock in small steps until something has happened, and gives each step a moment to happen in.</summary>
    public async Task WhileTimePassesAsync(Task happens, int millisecondsForAStep = 10)
    {
        while (!happens.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(happens, Task.Delay(TimeSpan.FromMilliseconds(millisecondsForAStep), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        await happens;
    }

    /// <summary>Everything that the bot was told has been dealt with.</summary>
    public Task SettledAsync() => Telegram.World.SettledAsync();

    /// <summary>Returns once the adapter has stored something under a key.</summary>
    public async Task MemoryHasAsync(string key)
    {
        while (await Memory.FindAsync("telegram", key, TestContext.Current.CancellationToken) is null)
        {
            await Task.Yield();
        }
    }

    /// <summary>Stops the host and keeps its file and the server, as a restart does.</summary>
    public async Task StopAsync()
    {
        await sending.CancelAsync();
        await sender;
        await app.StopAsync();
        await app.DisposeAsync();
        Bank.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsFolder)
        {
            Directory.Delete(folder, recursive: true);
        }

        if (ownsTelegram)
        {
            await Telegram.DisposeAsync();
        }
    }

    /// <summary>The machine-readable specification, when it lies beside the checkout.</summary>
    public static TelegramSpecification? Specification()
    {
        var file = Path.Combine("specs", "telegram-bot-api-10.1.json");
        var folders = new[] { Environment.GetEnvironmentVariable("DRILL_SHARED"), Path.Combine(Rendering.ShippedBank.Folder, "..", "..", "shared") };
        return folders.OfType<string>().Select(f => TelegramSpecification.TryRead(Path.Combine(f, file))).FirstOrDefault(s => s is not null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Keeps every line that is logged, at every level.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>Returns once something was logged so many times.</summary>
    public async Task ContainsAsync(string text, int times = 1)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (lines.Count(l => l.Contains(text, StringComparison.Ordinal)) < times)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Writer(lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
