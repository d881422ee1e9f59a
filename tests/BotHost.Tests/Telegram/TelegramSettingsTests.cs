using BotHost.Hosting;
using Microsoft.Extensions.Configuration;

namespace BotHost.Tests.Telegram;

public sealed class TelegramSettingsTests
{
    private const string Token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    [Fact]
    public void Without_a_token_telegram_is_off() => Assert.Null(Read(out _, ("Mode", "polling")));

    [Fact]
    public void With_a_token_it_polls_at_telegrams_own_pace()
    {
        var options = Read(out var mistakes, ("Token", Token));
        Assert.Empty(mistakes);
        Assert.Equal((30, 1, 20), (options!.MessagesPerSecond, options.MessagesPerSecondInChat, options.MessagesPerMinuteInGroup));
        Assert.Equal(Drill.TelegramChat.TelegramMode.Polling, options.Mode);
    }

    [Fact]
    public void All_mistakes_are_named_at_once_and_no_secret_is_repeated()
    {
        Assert.Null(Read(out var mistakes, ("Token", "not-a-token-but-secret"), ("Mode", "magic"), ("Secret", "with space"), ("MessagesPerSecond", "many"), ("Concurrency", "0"), ("Ephemeral", "perhaps"), ("Colour", "blue")));
        foreach (var key in new[] { "Token", "Mode", "Secret", "MessagesPerSecond", "Concurrency", "Ephemeral", "Colour" })
        {
            Assert.Contains(mistakes, m => m.StartsWith("Telegram:" + key + " ", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(mistakes, m => m.Contains("not-a-token", StringComparison.Ordinal) || m.Contains("with space", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("http://bot.example.org/telegram", "https")]
    [InlineData("https://bot.example.org/", "path")]
    [InlineData("nonsense", "web address")]
    public void A_webhook_needs_an_address_that_telegram_can_call(string? url, string word)
    {
        Assert.Null(Read(out var mistakes, ("Token", Token), ("Mode", "webhook"), ("WebhookUrl", url)));
        Assert.Contains(mistakes, m => m.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void With_a_server_of_ones_own_ephemeral_messages_are_off_until_they_are_turned_on()
    {
        Assert.False(Read(out _, ("Token", Token), ("ApiUrl", "http://127.0.0.1:8081"))!.UsesEphemeral);
        Assert.True(Read(out _, ("Token", Token), ("ApiUrl", "http://127.0.0.1:8081"), ("Ephemeral", "true"))!.UsesEphemeral);
        Assert.True(Read(out _, ("Token", Token))!.UsesEphemeral);
    }

    private static Drill.TelegramChat.TelegramOptions? Read(out List<string> mistakes, params (string Key, string? Value)[] given)
    {
        var found = new List<string>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given.Select(g => new KeyValuePair<string, string?>("Telegram:" + g.Key, g.Value))).Build();
        var options = TelegramSettings.Read(configuration, (key, what, mend) => found.Add($"{key} {what} {mend}"));
        mistakes = found;
        return options;
    }
}
