using BotHost.Tests.Hosting;
using Drill.Data;
using Drill.Fakes.Discord;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Discord;

/// <summary>The whole host on the fake Discord: what people in a server see in a day.</summary>
public sealed class DiscordDayTests : IAsyncLifetime
{
    private static readonly FakeUser Ann = new("300000000000000001", "Ann <@1>"), Bob = new("300000000000000002", "Bob");

    private readonly string folder = Path.Combine(Path.GetTempPath(), "drill-discord-" + Guid.NewGuid().ToString("N"));
    private readonly DayBank bank = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 8, 55, 0, TimeSpan.Zero));
    private DiscordServer server = null!;

    private FakeChannel Channel => server.Channel;

    public async ValueTask InitializeAsync()
    {
        server = await DiscordServer.StartAsync(clock);
        server.People.Admins.Add(Ann.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        bank.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<DrillHostFixture> StartAsync()
    {
        var sessions = server.Sessions;
        var host = await DrillHostFixture.StartAsync(content: bank.Folder, folder: folder, clock: clock, settings: [.. server.Settings]);
        await server.ReadyAsync(sessions + 1);
        return host;
    }

    [Fact]
    public async Task A_day_in_a_server_from_the_first_command_to_the_closing_and_over_a_restart()
    {
        FakeMessage post;
        await using (var host = await StartAsync())
        {
            // Whoever does not manage the server cannot switch it on; a permission that is missing is named.
            Assert.Contains("admin", (await server.CommandAsync(Bob, "daily", ("action", "on"))).Text, StringComparison.OrdinalIgnoreCase);
            Channel.Permissions &= ~FakePermissions.AttachFiles;
            Assert.Contains("Attach Files", (await server.CommandAsync(Ann, "daily", ("action", "on"), ("value", "9:00 UTC"))).Text, StringComparison.Ordinal);
            Channel.Permissions = FakePermissions.All;
            var status = await server.CommandAsync(Ann, "daily", ("action", "on"), ("value", "9:00 UTC"));
            Assert.Contains("09:00", status.Text, StringComparison.Ordinal);
            await server.CommandAsync(Ann, "daily", ("action", "thread"), ("value", "on"));
            await server.CommandAsync(Ann, "daily", ("action", "pin"), ("value", "on"));

            await host.PassAsync(TimeSpan.FromMinutes(5));
            post = server.Public.Single();
            await host.PassAsync(TimeSpan.FromSeconds(10));
            await DiscordServer.UntilAsync(() => post.IsPinned && server.Discord.Channels.ContainsKey(post.Id));

            // A role that is taken away is named by the status, in the channel as in the thread below a post.
            Channel.Permissions &= ~(FakePermissions.SendMessages | FakePermissions.PinMessages);
            var thread = server.Discord.Channels[post.Id];
            thread.Permissions = Channel.Permissions;
            foreach (var place in new[] { Channel, thread })
            {
                var named = (await (await server.People.CommandAsync(Ann, place, "daily", ("action", "status"))).SaidAsync()).Text;
                Assert.Contains("Send Messages", named, StringComparison.Ordinal);
                Assert.Contains("Pin Messages", named, StringComparison.Ordinal);
                Assert.DoesNotContain("Attach Files", named, StringComparison.Ordinal);
            }

            Channel.Permissions = FakePermissions.All;

            // Each answers in private, in a form.
            Assert.Contains("10 points for the ranking", (await server.AnswerAsync(Ann, post, DayBank.Whole + ". @everyone")).Text, StringComparison.Ordinal);
            Assert.Equal(Bob.Id, (await server.PressAsync(Bob, post, "how answer")).OnlyFor);
            Assert.Contains("Week", string.Concat((await server.CommandAsync(Bob, "leaderboard")).Buttons.Select(b => b.Label)), StringComparison.OrdinalIgnoreCase);
            Assert.All(Channel.Sent.Where(m => m.Id != post.Id), m => Assert.NotNull(m.OnlyFor));

            // The web chat of the same process goes on beside it.
            using var client = new HttpClient { BaseAddress = host.Address };
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        }

        await using (var again = await StartAsync())
        {
            // A restart posts nothing twice, registers nothing twice, and buttons on old messages work.
            await again.PassAsync(TimeSpan.FromMinutes(1));
            Assert.Single(server.Public);
            Assert.Equal(1, server.Discord.CommandPuts);
            Assert.Equal(Bob.Id, (await server.PressAsync(Bob, post, "how answer")).OnlyFor);

            // The next day: yesterday's is closed for all to see, today's is asked.
            await again.PassAsync(TimeSpan.FromHours(24));
            await DiscordServer.UntilAsync(() => server.Public.Count == 3);

            // Removed from the server, it says nothing more: neither the next question nor the answer to today's.
            await server.Discord.Gateway.DispatchAsync("GUILD_DELETE", new System.Text.Json.Nodes.JsonObject { ["id"] = server.Guild.Id });
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!await again.ReadAsync(db => db.Chats.AnyAsync(c => c.Platform == "discord" && c.Thread == Channel.Id && c.PausedReason != null, limit.Token)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            }

            await again.PassAsync(TimeSpan.FromHours(24));
            Assert.Equal(3, server.Public.Count);
        }
    }

    [Fact]
    public void The_readme_names_the_address_that_asks_for_what_is_needed() =>
        Assert.Contains(Drill.DiscordChat.DiscordChatSetup.InviteLink("ID").ToString(), File.ReadAllText(Path.Combine(DrillHostFixture.Root, "README.md")), StringComparison.Ordinal);
}
