using Drill.Fakes.Discord;

namespace BotHost.Tests.Discord;

/// <summary>A Discord with one server and one channel, on this machine: what people do there, and what they see.</summary>
internal sealed class DiscordServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private DiscordServer(FakeDiscord discord, string name)
    {
        Discord = discord;
        Guild = discord.AddGuild(name);
        Channel = discord.AddChannel(Guild);
    }

    public FakeDiscord Discord { get; }

    public FakeGuild Guild { get; }

    public FakeChannel Channel { get; }

    public FakeInteractions People => Discord.Interactions;

    /// <summary>The settings of a host that speaks with it.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings => [("Discord:Token", FakeDiscord.Token), ("Discord:ApiUrl", Discord.ApiUrl.ToString())];

    /// <summary>What everybody in the channel sees.</summary>
    public IReadOnlyList<FakeMessage> Public => [.. Channel.Sent.Where(m => m.OnlyFor is null)];

    public static async Task<DiscordServer> StartAsync(TimeProvider clock, string name = "server") => new(await FakeDiscord.StartAsync(clock), name);

    /// <summary>Returns once something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Returns once the bot has connected so often, and its commands are there.</summary>
    public Task ReadyAsync(int sessions = 1) => UntilAsync(() => Sessions >= sessions && Discord.CommandPuts > 0);

    public int Sessions => Discord.Gateway.Journal.Count(e => e.StartsWith("ready", StringComparison.Ordinal));

    /// <summary>Returns the newest of so many messages that everybody sees.</summary>
    public async Task<FakeMessage> ShowsCountAsync(int count)
    {
        await UntilAsync(() => Public.Count >= count);
        return Public[count - 1];
    }

    /// <summary>Somebody types a command; the answer is for them alone.</summary>
    public async Task<FakeMessage> CommandAsync(FakeUser who, string name, params (string, object)[] options)
    {
        var said = await (await People.CommandAsync(who, Channel, name, options)).SaidAsync();
        Assert.Equal(who.Id, said.OnlyFor);
        return said;
    }

    public async Task<FakeMessage> PressAsync(FakeUser who, FakeMessage message, string label) => await (await People.PressAsync(who, message, label)).SaidAsync();

    /// <summary>Somebody answers in the form that the button opens; the verdict is for them alone.</summary>
    public async Task<FakeMessage> AnswerAsync(FakeUser who, FakeMessage post, string text)
    {
        var form = await People.PressAsync(who, post, "Answer");
        Assert.Equal(9, (int)(await form.Responded)["type"]!);
        var verdict = await (await People.SubmitAsync(who, form, text)).SaidAsync();
        Assert.Equal(who.Id, verdict.OnlyFor);
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        await Discord.DisposeAsync();
        Assert.Empty(Discord.Rest.Complaints);
    }
}
