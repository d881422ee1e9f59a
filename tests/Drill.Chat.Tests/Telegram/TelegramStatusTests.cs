using Drill.Fakes.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What an operator is told about Telegram when somebody asks how the bot is.</summary>
public sealed class TelegramStatusTests
{
    [Fact]
    public async Task A_token_that_is_not_accepted_is_said_and_not_shown()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        telegram.Next("getMe", Trouble.Error(401, "Unauthorized"));
        await using var host = await TelegramHost.StartAsync(telegram: telegram, clock: clock);
        Assert.Contains("does not accept the bot's token", host.Status.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain(telegram.Token, host.Status.Trouble, StringComparison.Ordinal);
        await host.WhileTimePassesAsync(WellAsync(host));
    }

    [Fact]
    public async Task Another_program_with_the_same_token_is_said_for_as_long_as_it_is_heard()
    {
        await using var host = await TelegramHost.StartAsync();
        Assert.Null(host.Status.Trouble);
        host.Telegram.Next("getUpdates", Trouble.Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        host.Telegram.Person("Ann").Starts();
        await host.WhileTimePassesAsync(host.Log.ContainsAsync("Another program polls"));
        Assert.Contains("same token", host.Status.Trouble, StringComparison.Ordinal);
        await host.WhileTimePassesAsync(WellAsync(host));
    }

    [Fact]
    public async Task A_network_that_is_away_is_said_when_it_stays_so()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        await using var host = await TelegramHost.StartAsync(telegram: telegram, clock: clock);
        await telegram.StopListeningAsync();
        await host.WhileTimePassesAsync(host.Log.ContainsAsync("Telegram is away"));
        Assert.Null(host.Status.Trouble);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("has not answered for 5 minutes", host.Status.Trouble, StringComparison.Ordinal);
        await telegram.ListenAgainAsync();
        await host.WhileTimePassesAsync(WellAsync(host));
    }

    private static async Task WellAsync(TelegramHost host)
    {
        while (host.Status.Trouble is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
