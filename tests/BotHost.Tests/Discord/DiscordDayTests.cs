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
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 8, 55, 0, TimeSpan.Zero));
    private FakeDiscord discord = null!;
    private FakeGuild guild = null!;
    private FakeChannel channel = null!;

    private FakeInteractions People => discord.Interactions;

    public async ValueTask InitializeAsync()
    {
        discord = await FakeDiscord.StartAsync(clock);
        guild = discord.AddGuild();
        channel = discord.AddChannel(guild);
        People.Admins.Add(Ann.Id);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(discord.Rest.Complaints);
        await discord.DisposeAsync();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<DrillHostFixture> StartAsync()
    {
        var sessions = discord.Gateway.Journal.Count(e => e.StartsWith("ready", StringComparison.Ordinal));
        var host = await DrillHostFixture.StartAsync(folder: folder, clock: clock, settings: [("Discord:Token", FakeDiscord.Token), ("Discord:ApiUrl", discord.ApiUrl.ToString())]);
        await UntilAsync(() => discord.Gateway.Journal.Count(e => e.StartsWith("ready", StringComparison.Ordinal)) > sessions && discord.CommandPuts > 0);
        return host;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private async Task<FakeMessage> CommandAsync(FakeUser who, string name, params (string, object)[] options)
    {
        var said = await (await People.CommandAsync(who, channel, name, options)).SaidAsync();
        Assert.Equal(who.Id, said.OnlyFor);
        return said;
    }

    private async Task<FakeMessage> PressAsync(FakeUser who, FakeMessage message, string label) => await (await People.PressAsync(who, message, label)).SaidAsync();

    [Fact]
    public async Task A_day_in_a_server_from_the_first_command_to_the_closing_and_over_a_restart()
    {
        FakeMessage post;
        await using (var host = await StartAsync())
        {
            // Whoever does not manage the server cannot switch it on; a permission that is missing is named.
            Assert.Contains("admin", (await CommandAsync(Bob, "daily", ("action", "on"))).Text, StringComparison.OrdinalIgnoreCase);
            channel.Permissions &= ~FakePermissions.AttachFiles;
            Assert.Contains("Attach Files", (await CommandAsync(Ann, "daily", ("action", "on"), ("value", "9:00 UTC"))).Text, StringComparison.Ordinal);
            channel.Permissions = FakePermissions.All;
            var status = await CommandAsync(Ann, "daily", ("action", "on"), ("value", "9:00 UTC"));
            Assert.Contains("09:00", status.Text, StringComparison.Ordinal);
            await CommandAsync(Ann, "daily", ("action", "thread"), ("value", "on"));
            await CommandAsync(Ann, "daily", ("action", "pin"), ("value", "on"));

            await host.PassAsync(TimeSpan.FromMinutes(5));
            post = channel.Sent.Single(m => m.OnlyFor is null);
            await host.PassAsync(TimeSpan.FromSeconds(10));
            await UntilAsync(() => post.IsPinned && discord.Channels.ContainsKey(post.Id));

            // Each answers in private: in a form, or by choosing.
            var isOpen = post.Buttons.Any(b => b.Label.Contains("Answer", StringComparison.Ordinal));
            if (isOpen)
            {
                var form = await People.PressAsync(Ann, post, "Answer");
                Assert.Equal(9, (int)(await form.Responded)["type"]!);
                var verdict = await (await People.SubmitAsync(Ann, form, "Contrastive learning pulls matching pairs together and pushes others apart. @everyone")).SaidAsync();
                Assert.Equal(Ann.Id, verdict.OnlyFor);
            }

            Assert.Equal(Bob.Id, (await PressAsync(Bob, post, "how answer")).OnlyFor);
            Assert.Contains("Week", string.Concat((await CommandAsync(Bob, "leaderboard")).Buttons.Select(b => b.Label)), StringComparison.OrdinalIgnoreCase);
            Assert.All(channel.Sent.Where(m => m.Id != post.Id), m => Assert.NotNull(m.OnlyFor));

            // The web chat of the same process goes on beside it.
            using var client = new HttpClient { BaseAddress = host.Address };
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        }

        await using (var again = await StartAsync())
        {
            // A restart posts nothing twice, registers nothing twice, and buttons on old messages work.
            await again.PassAsync(TimeSpan.FromMinutes(1));
            Assert.Single(channel.Sent, m => m.OnlyFor is null);
            Assert.Equal(1, discord.CommandPuts);
            Assert.Equal(Bob.Id, (await PressAsync(Bob, post, "how answer")).OnlyFor);

            // The next day: yesterday's is closed for all to see, today's is asked.
            await again.PassAsync(TimeSpan.FromHours(24));
            await UntilAsync(() => channel.Sent.Count(m => m.OnlyFor is null) == 3);

            // Removed from the server, where it then may do nothing any more, it stops.
            channel.Permissions = 0;
            await discord.Gateway.DispatchAsync("GUILD_DELETE", new System.Text.Json.Nodes.JsonObject { ["id"] = guild.Id });
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!await again.ReadAsync(db => db.Chats.AnyAsync(c => c.Platform == "discord" && c.Thread == channel.Id && c.PausedReason != null, limit.Token)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            }

            await again.PassAsync(TimeSpan.FromHours(24));
            Assert.Equal(3, channel.Sent.Count(m => m.OnlyFor is null));
        }
    }

    [Fact]
    public void The_readme_names_the_address_that_asks_for_what_is_needed() =>
        Assert.Contains(Drill.DiscordChat.DiscordChatSetup.InviteLink("ID").ToString(), File.ReadAllText(Path.Combine(DrillHostFixture.Root, "README.md")), StringComparison.Ordinal);
}
