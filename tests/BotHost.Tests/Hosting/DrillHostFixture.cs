using System.Globalization;
using BotHost.Hosting;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Hosting;

/// <summary>The whole host on a free port of this machine, with a SQLite file of its own and a clock that tests move. The shipped bank is in use.</summary>
internal sealed class DrillHostFixture : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly WebApplication app;

    private DrillHostFixture(string folder, bool ownsFolder, FakeTimeProvider clock, WebApplication app)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        this.app = app;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    public Ticks Ticks => Services.GetRequiredService<Ticks>();

    public Engine Engine => Services.GetRequiredService<Engine>();

    public string Database => Path.Combine(folder, "drill.db");

    /// <summary>The checkout, found from where the tests run.</summary>
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "BotHost.sln")))
            {
                directory = directory.Parent;
            }

            return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout.");
        }
    }

    public static async Task<DrillHostFixture> StartAsync(
        string now = "2026-03-02T08:55:00Z", string? content = null, string? folder = null, Action<WebApplicationBuilder>? change = null, FakeTimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var own = folder ?? Path.Combine(Path.GetTempPath(), "drill-host-" + Guid.NewGuid().ToString("N"));
        clock ??= new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Drill:Url", "http://127.0.0.1:0"),
            new("Drill:Database", Path.Combine(own, "drill.db")),
            new("Drill:Content", content ?? Path.Combine(Root, "content")),
            .. settings.Select(s => new KeyValuePair<string, string?>("Drill:" + s.Key, s.Value)),
        ]).Build();
        var mistakes = new List<string>();
        var read = DrillSettings.Read(configuration, new ContentFolders(Root, Root), mistakes);
        Assert.Empty(mistakes);
        var app = DrillHost.Build(read, configuration, BankCompiler.CompileFolders(read.Content), builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            change?.Invoke(builder);
        });
        await app.Services.GetRequiredService<Ticks>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        return new DrillHostFixture(own, folder is null, clock, app);
    }

    /// <summary>Moves the clock, lets the jobs look what is due, and sends.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Ticks.PlanAsync(CancellationToken.None);
        await Ticks.CloseAsync(CancellationToken.None);
        await Ticks.DrainAsync(CancellationToken.None);

        // The host's own loop may have claimed something a moment before: wait until it has recorded it.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await ReadAsync(db => db.Deliveries.AnyAsync(d => d.State == DeliveryState.Claimed, limit.Token)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    public async Task<T> ReadAsync<T>(Func<DrillDb, Task<T>> read)
    {
        await using var db = Services.GetRequiredService<IDrillDbFactory>().Create();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
