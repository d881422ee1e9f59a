using System.Globalization;
using Drill.Chat.Tests.Discord.Looks;
using Drill.Conversation;
using Drill.Fakes.Discord;

namespace Drill.Chat.Tests.Discord;

/// <summary>What every platform promises, on Discord, where people type slash commands and answer in a form.</summary>
public sealed class DiscordContractTests : PlatformContractTests
{
    protected override async Task<PlatformStage> StartAsync() => new Stage(await DiscordHost.StartAsync());

    private sealed class Stage : PlatformStage
    {
        private readonly DiscordHost host;
        private readonly FakeChannel channel;
        private readonly Dictionary<string, FakeUser> people = new(StringComparer.Ordinal);

        public Stage(DiscordHost host)
        {
            this.host = host;
            var guild = host.Discord.AddGuild();
            channel = host.Discord.AddChannel(guild);
            Group = new ChatAddress("discord", guild.Id, channel.Id, IsPrivate: false);
        }

        public override IChatPlatform Platform => host.Platform;

        public override ChatAddress Group { get; }

        public override ChatAddress Closed => Group with { Thread = "100000000000000099" };

        private FakeMessage Post => channel.Sent.Last(m => m is { OnlyFor: null, Buttons.Count: > 0 });

        public override async Task CallsAsync(string person, string command) => await (await host.Discord.Interactions.CommandAsync(Person(person), channel, command.TrimStart('/'))).Responded;

        public override async Task AsksAsync(string person, string topic)
        {
            await host.Discord.Interactions.CommandAsync(Person(person), channel, "question", ("topic", topic));
            await Clock.StillAsync(() => channel.Sent.Any(m => m is { OnlyFor: null, Buttons.Count: > 0 }));
        }

        public override async Task PressesAsync(string person, string label) => await (await host.Discord.Interactions.PressAsync(Person(person), Post, label)).Responded;

        public override async Task AnswersAsync(string person, string text)
        {
            var press = await host.Discord.Interactions.PressAsync(Person(person), Post, "Answer");
            await (await host.Discord.Interactions.SubmitAsync(Person(person), press, text)).Responded;
        }

        public override Task SeesAsync(string person, string text) => Clock.StillAsync(() => Reads(Person(person)).Any(t => t.Contains(text, StringComparison.Ordinal)));

        public override Task<IReadOnlyList<string>> ReadsAsync(string person) => Task.FromResult(Reads(Person(person)));

        public override Task<IReadOnlyList<string>> PublicAsync() => Task.FromResult<IReadOnlyList<string>>([.. channel.Sent.Where(m => m.OnlyFor is null).Select(Seen)]);

        public override Task<IReadOnlyList<string>> ButtonsAsync() => Task.FromResult<IReadOnlyList<string>>([.. Post.Buttons.Select(b => b.Label)]);

        public override ValueTask DisposeAsync() => host.DisposeAsync();

        private FakeUser Person(string name)
        {
            if (!people.TryGetValue(name, out var person))
            {
                people[name] = person = new FakeUser((300_000_000_000_000_001 + people.Count).ToString(CultureInfo.InvariantCulture), name);
            }

            return person;
        }

        private IReadOnlyList<string> Reads(FakeUser person) => [.. channel.Sent.Where(m => m.OnlyFor is null || m.OnlyFor == person.Id).Select(Seen)];

        // As a client shows it, to whom nothing else may have happened.
        private static string Seen(FakeMessage message)
        {
            var view = MarkdownView.Of(message.Text);
            Assert.Empty(view.Surprises);
            return view.Seen.Replace("\u200B", "", StringComparison.Ordinal);
        }
    }
}
