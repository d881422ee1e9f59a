using BotHost.Tests.Hosting;
using Drill.Fakes.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Grading;

/// <summary>A supergroup on the fake Telegram.</summary>
internal sealed class TelegramPlace(FakeTelegram telegram, FakeChat group, DrillHostFixture host, LoopWords words) : LoopPlace
{
    public override string Platform => "telegram";

    public override DrillHostFixture Host => host;

    public static async Task<TelegramPlace> StartAsync(string content, LoopWords words)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        var telegram = await FakeTelegram.StartAsync(clock);
        var host = await DrillHostFixture.StartAsync(content: content, clock: clock, settings:
        [
            ("Telegram:Token", telegram.Token), ("Telegram:ApiUrl", telegram.Address.ToString()), ("Telegram:Ephemeral", "true"), ("Telegram:MessagesPerSecond", "0"),
            ("Telegram:MessagesPerSecondInChat", "0"), ("Telegram:MessagesPerMinuteInGroup", "0"),
        ]);

        // Clients learn from the menus which commands one person alone sees.
        await telegram.CallsReachAsync("setMyCommands", 6, TimeSpan.FromSeconds(60));
        var group = telegram.Group("Study");
        group.PromoteBot();
        return new TelegramPlace(telegram, group, host, words);
    }

    public override Task<LoopPerson> JoinAsync(string name)
    {
        var person = telegram.Person(name, words.Language is "zh" ? "zh-hans" : "en");
        group.Joins(person);
        person.Starts();
        return Task.FromResult<LoopPerson>(new Person(telegram, person, group));
    }

    public override Task<string> PublicAsync() => Task.FromResult(string.Join('\n', group.FromBot.Select(m => m.Text)));

    public override async Task ShownAsync(string text) => await group.ShowsAsync(text);

    public override async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await telegram.DisposeAsync();
    }

    private sealed class Person(FakeTelegram telegram, FakePerson person, FakeChat group) : LoopPerson
    {
        public override Task AskAsync()
        {
            person.Says(group, "/question");
            return telegram.World.SettledAsync();
        }

        public override Task<string> CommandAsync(string command, string expected, bool withPicture = false) =>
            ToldAsync(() => person.Says(group, "/" + command), expected, withPicture);

        public override Task<string> PressAsync(string label, string expected) =>
            ToldAsync(() => person.Presses(person.Visible().Last(m => m.Labels.Any(l => l.Contains(label, StringComparison.Ordinal))), label), expected);

        public override Task<string> AnswerAsync(string text, string expected) => CommandAsync("answer " + text, expected);

        private async Task<string> ToldAsync(Action deed, string expected, bool withPicture = false)
        {
            var before = person.Visible().ToDictionary(m => m, m => m.Edits);
            deed();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                var told = person.Visible().Where(m => !before.TryGetValue(m, out var edits) || edits != m.Edits).ToList();
                if (told.Find(m => m.Text.Contains(expected, StringComparison.Ordinal)) is { } found && (!withPicture || told.Exists(m => m.Photo is not null)))
                {
                    Assert.True(found.ReceiverId == person.Id || found.Chat == person.Private, $"Everybody sees: {found}");
                    return found.Text;
                }

                Assert.False(limit.IsCancellationRequested, $"{person.Name} is not told '{expected}' but: {string.Join('\n', told)}");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
