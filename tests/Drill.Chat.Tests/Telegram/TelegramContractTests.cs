using System.Globalization;
using Drill.Conversation;
using Drill.Fakes.Telegram;

namespace Drill.Chat.Tests.Telegram;

/// <summary>What every platform promises, on Telegram, where people answer by a reply and the bot is an admin.</summary>
public sealed class TelegramContractTests : PlatformContractTests
{
    protected override async Task<PlatformStage> StartAsync() => new Stage(await TelegramHost.StartAsync());

    private sealed class Stage : PlatformStage
    {
        private readonly TelegramHost host;
        private readonly FakeChat group;
        private readonly Dictionary<string, FakePerson> people = new(StringComparer.Ordinal);

        public Stage(TelegramHost host)
        {
            this.host = host;
            group = host.Telegram.Group("Study").PromoteBot();
            foreach (var name in new[] { "Ann", "Bob" })
            {
                Person(name);
            }
        }

        public override IChatPlatform Platform => host.Platform;

        public override ChatAddress Group => new("telegram", group.Id.ToString(CultureInfo.InvariantCulture), null, IsPrivate: false);

        public override ChatAddress Closed => new("telegram", "-1001", null, IsPrivate: false);

        public override Task CallsAsync(string person, string command)
        {
            Person(person).Says(group, command);
            return host.SettledAsync();
        }

        public override Task AsksAsync(string person, string topic) => TelegramGroupTests.AskAsync(host, Person(person), group, topic);

        public override async Task PressesAsync(string person, string label) => await Person(person).Presses(Post, label).AnswerAsync();

        public override Task AnswersAsync(string person, string text)
        {
            Person(person).Replies(Post, text);
            return host.SettledAsync();
        }

        public override Task SeesAsync(string person, string text) => Person(person).SeesAsync(text);

        public override Task<IReadOnlyList<string>> ReadsAsync(string person) => Task.FromResult<IReadOnlyList<string>>([.. Person(person).Visible().Select(m => m.Text)]);

        public override Task<IReadOnlyList<string>> PublicAsync() => Task.FromResult<IReadOnlyList<string>>([.. group.FromBot.Select(m => m.Text)]);

        public override Task<IReadOnlyList<string>> ButtonsAsync() => Task.FromResult(Post.Labels);

        public override ValueTask DisposeAsync() => host.DisposeAsync();

        private FakeMessage Post => group.FromBot.Last(m => m.Labels.Count > 0);

        private FakePerson Person(string name)
        {
            if (!people.TryGetValue(name, out var person))
            {
                people[name] = person = host.Telegram.Person(name);
                group.Joins(person);
            }

            return person;
        }
    }
}
