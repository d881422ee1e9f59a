using Drill.Content;
using Drill.Conversation;
using Drill.DiscordChat;
using Drill.Fakes.Discord;
using Drill.Schedule;
using Drill.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord;

/// <summary>The engine on a SQLite file of its own, with Discord as its only platform: a server on this machine. The clock stands unless a test moves it.</summary>
internal sealed class DiscordHost : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "drill-discord-" + Guid.NewGuid().ToString("N"));
    private readonly PlatformBank bank = new();
    private readonly CancellationTokenSource sending = new();
    private readonly IHost host;
    private Task sender = Task.CompletedTask;

    private DiscordHost(FakeDiscord discord, FakeTimeProvider clock)
    {
        (Discord, Clock) = (discord, clock);
        Discord.Rest.Inspect = OpenApi.Check;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddLogging();
        builder.Services.AddSqliteStorage(_ => Path.Combine(folder, "drill.db"));
        builder.Services.AddDrillEngine();
        builder.Services.AddDiscordChat(new DiscordOptions { Token = FakeDiscord.Token, ApplicationId = FakeDiscord.ApplicationId, ApiUrl = discord.ApiUrl });
        host = builder.Build();
        host.Services.GetRequiredService<BankLibrary>().Swap(bank.Compilation);
    }

    public FakeDiscord Discord { get; }

    public FakeTimeProvider Clock { get; }

    public IChatPlatform Platform => host.Services.GetRequiredService<IChatPlatform>();

    private Ticks Ticks => host.Services.GetRequiredService<Ticks>();

    public static async Task<DiscordHost> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var started = new DiscordHost(await FakeDiscord.StartAsync(clock), clock);
        await started.Ticks.MigrateAsync(CancellationToken.None);
        await started.host.StartAsync();
        started.sender = started.Ticks.SendAsync(started.sending.Token);
        await Drill.Chat.Tests.Discord.Clock.StillAsync(() => started.Discord.CommandPuts > 0);
        return started;
    }

    /// <summary>Moves the clock, and looks what is due.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Ticks.PlanAsync(TestContext.Current.CancellationToken);
        await Ticks.CloseAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await sending.CancelAsync();
        await sender;
        await host.StopAsync();
        host.Dispose();
        await Discord.DisposeAsync();
        bank.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Assert.Empty(Discord.Rest.Complaints);
    }
}
