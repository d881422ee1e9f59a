using System.Net;
using BotHost.Hosting;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotHost.Tests.Hosting;

public sealed class HostTests
{
    private static readonly ChatAddress Room = new("web", "room", null, IsPrivate: false);

    [Fact]
    public async Task A_newcomer_finds_a_page_without_any_token_and_the_host_says_it_is_well()
    {
        await using var host = await DrillHostFixture.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task The_daily_arrives_in_the_room_at_its_minute_and_survives_a_restart()
    {
        var folder = Path.Combine(Path.GetTempPath(), "drill-restart-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var host = await DrillHostFixture.StartAsync(folder: folder))
            {
                await host.Engine.HandleAsync(new CommandCall("daily", "on 9:00") { UpdateKey = "1", Chat = Room, Sender = new Sender("ann", "Ann") }, CancellationToken.None);
                await host.PassAsync(TimeSpan.FromMinutes(4));
                Assert.Equal(0, await host.ReadAsync(db => db.RoomEntries.CountAsync()));
                await host.PassAsync(TimeSpan.FromMinutes(1));
                Assert.Equal(1, await host.ReadAsync(db => db.RoomEntries.CountAsync()));
            }

            await using var again = await DrillHostFixture.StartAsync(now: "2026-03-02T09:30:00Z", folder: folder);
            await again.PassAsync(TimeSpan.FromMinutes(5));
            Assert.Equal(1, await again.ReadAsync(db => db.RoomEntries.CountAsync()));
            await again.PassAsync(TimeSpan.FromHours(24));
            Assert.Equal(2, await again.ReadAsync(db => db.Posts.CountAsync(p => p.Slot != null)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_host_that_is_asked_to_stop_while_it_starts_ends_without_a_complaint()
    {
        var folder = Directory.CreateTempSubdirectory("drill-stop-").FullName;
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Drill:Url", "http://127.0.0.1:0"), new("Drill:Database", Path.Combine(folder, "drill.db")), new("Drill:Content", Path.Combine(DrillHostFixture.Root, "content"))]).Build();
            var settings = DrillSettings.Read(configuration, new ContentFolders(DrillHostFixture.Root, DrillHostFixture.Root), []);
            await using var app = DrillHost.Build(settings, configuration, BankCompiler.CompileFolders(settings.Content), builder => builder.Services.AddHostedService<StopsAtOnce>());
            using var output = new StringWriter();
            await DrillHost.RunAsync(app, output, CancellationToken.None);
            Assert.Equal("", output.ToString());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_database_is_exactly_what_the_migrations_make()
    {
        await using var host = await DrillHostFixture.StartAsync();
        Assert.False(await host.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    [Fact]
    public async Task The_database_keeps_a_write_ahead_log()
    {
        await using var host = await DrillHostFixture.StartAsync();
        Assert.Equal("wal", await host.ReadAsync(async db => (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()).Single()));
    }

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
