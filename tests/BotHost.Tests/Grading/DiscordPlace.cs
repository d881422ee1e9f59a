using System.Globalization;
using BotHost.Tests.Hosting;
using Drill.Fakes.Discord;
using Drill.Phrasing;
using Microsoft.Extensions.Time.Testing;

namespace BotHost.Tests.Grading;

/// <summary>A channel on the fake Discord.</summary>
internal sealed class DiscordPlace(FakeDiscord discord, FakeChannel channel, DrillHostFixture host, LoopWords words) : LoopPlace
{
    private int people;

    public override string Platform => "discord";

    public override DrillHostFixture Host => host;

    public static async Task<DiscordPlace> StartAsync(string content, LoopWords words)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        var discord = await FakeDiscord.StartAsync(clock);
        var channel = discord.AddChannel(discord.AddGuild());
        var host = await DrillHostFixture.StartAsync(content: content, clock: clock, settings: [("Discord:Token", FakeDiscord.Token), ("Discord:ApiUrl", discord.ApiUrl.ToString())]);
        await UntilAsync(() => discord.CommandPuts > 0 && discord.Gateway.Journal.Any(e => e.StartsWith("ready", StringComparison.Ordinal)));
        return new DiscordPlace(discord, channel, host, words);
    }

    public override Task<LoopPerson> JoinAsync(string name)
    {
        var user = new FakeUser((300000000000000001 + people++).ToString(CultureInfo.InvariantCulture), name);
        discord.Interactions.Locales[user.Id] = words.Locale;
        return Task.FromResult<LoopPerson>(new Person(discord.Interactions, user, channel, PhraseBook.For(words.Language).AnswerButton));
    }

    public override Task<string> PublicAsync() => Task.FromResult(string.Join('\n', channel.Sent.Where(m => m.OnlyFor is null).Select(m => m.Text)));

    public override Task ShownAsync(string text) => UntilAsync(() => channel.Sent.Any(m => m.OnlyFor is null && m.Text.Contains(text, StringComparison.Ordinal)));

    public override async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Assert.Empty(discord.Rest.Complaints);
        await discord.DisposeAsync();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private sealed class Person(FakeInteractions interactions, FakeUser user, FakeChannel channel, string answer) : LoopPerson
    {
        public override async Task AskAsync() => await (await interactions.CommandAsync(user, channel, "question")).SaidAsync();

        public override async Task<string> CommandAsync(string command, string expected, bool withPicture = false)
        {
            var told = await ToldAsync(await interactions.CommandAsync(user, channel, command), expected);
            Assert.Equal(withPicture, told.Files.Count > 0);
            return told.Text;
        }

        public override async Task<string> PressAsync(string label, string expected) => (await ToldAsync(await interactions.PressAsync(user, With(label), label), expected)).Text;

        public override async Task<string> AnswerAsync(string text, string expected)
        {
            var form = await interactions.PressAsync(user, With(answer), answer);
            return (await ToldAsync(await interactions.SubmitAsync(user, form, text), expected)).Text;
        }

        /// <summary>The last message that this person sees with such a button.</summary>
        private FakeMessage With(string label) => channel.Sent.Last(
            m => (m.OnlyFor is null || string.Equals(m.OnlyFor, user.Id, StringComparison.Ordinal)) && m.Buttons.Any(b => b.Label.Contains(label, StringComparison.Ordinal)));

        private async Task<FakeMessage> ToldAsync(FakeInteraction interaction, string expected)
        {
            var told = await interaction.SaidAsync();
            Assert.Equal(user.Id, told.OnlyFor);
            Assert.Contains(expected, told.Text, StringComparison.Ordinal);
            return told;
        }
    }
}
