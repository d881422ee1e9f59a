using BotHost.Tests.Hosting;
using Drill.Fakes.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Telegram;

public sealed class TelegramHealthTests
{
    [Fact]
    public async Task A_host_whose_telegram_token_is_not_accepted_is_less_than_well_and_goes_on()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var telegram = await FakeTelegram.StartAsync(clock);
        telegram.Next("getMe", Trouble.Error(401, "Unauthorized"));
        await using var host = await DrillHostFixture.StartAsync(clock: clock, settings: [("Telegram:Token", telegram.Token), ("Telegram:ApiUrl", telegram.Address.ToString())]);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var response = await client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("Degraded", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
