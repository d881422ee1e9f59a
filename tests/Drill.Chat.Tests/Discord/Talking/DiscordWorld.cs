using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Drill.Commands;
using Drill.Content;
using Drill.Conversation;
using Drill.DiscordChat;
using Drill.DiscordChat.Commands;
using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Endpoint;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Talking;
using Drill.Fakes.Discord;
using Drill.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Drill.Chat.Tests.Discord.Talking;

/// <summary>The fake Discord with a server, and our adapter on it whose engine says what a test tells it to say.</summary>
internal sealed class DiscordWorld : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ServiceProvider services;
    private readonly WebApplication? endpoint;
    private Task running = Task.CompletedTask;

    private DiscordWorld(FakeDiscord discord, Clock clock, ServiceProvider services, WebApplication? endpoint)
    {
        Discord = discord;
        Clock = clock;
        this.services = services;
        this.endpoint = endpoint;
        Guild = discord.AddGuild();
        Channel = discord.AddChannel(Guild);
        discord.Rest.Inspect = OpenApi.Check;
    }

    public static FakeUser Ann { get; } = new("300000000000000001", "Ann *the* @everyone");

    public static FakeUser Bob { get; } = new("300000000000000002", "Bob");

    public FakeDiscord Discord { get; }

    public Clock Clock { get; }

    public FakeGuild Guild { get; }

    public FakeChannel Channel { get; }

    public LogBook Log { get; private init; } = new();

    public ConcurrentQueue<Incoming> Heard { get; } = new();

    public ConcurrentQueue<ChatChange> Changes { get; } = new();

    /// <summary>What the engine says.</summary>
    public Func<Incoming, Task<IReadOnlyList<Reply>>> Engine { get; set; } = _ => Task.FromResult(Say(ReplyTarget.AskerOnly, "hello"));

    /// <summary>The boxes that the engine has at once.</summary>
    public Func<ButtonPress, TextRequest?> BoxFor { get; set; } = _ => null;

    public DiscordPlatform Platform => (DiscordPlatform)services.GetRequiredService<IChatPlatform>();

    /// <summary>Interactions that came and never began.</summary>
    public long Dropped => Desk.Dropped;

    /// <summary>Waits until the bot, too, knows that whatever came has its first response.</summary>
    public Task UntilRespondedAsync() => Clock.UntilAsync(Discord, () => Desk.Unanswered == 0);

    public CommandTable Table => services.GetRequiredService<CommandTable>();

    public BankLibrary Library => services.GetRequiredService<BankLibrary>();

    public ChatAddress Address => new("discord", Guild.Id, Channel.Id, IsPrivate: false);

    public static IReadOnlyList<Reply> Say(ReplyTarget target, string text, params ButtonRow[] buttons) => [new MessageReply(target, new ChatMessage(Body.Plain(text), [.. buttons]))];

    public static Button ButtonOf(string label, string verb = "verb", string argument = "") => new(label, new ActionToken(verb, 1, argument));

    public static async Task<DiscordWorld> StartAsync(bool isEndpoint = false, IPlatformMemory? memory = null, Action<FakeDiscord, DiscordOptions>? change = null)
    {
        var clock = new Clock();
        var discord = await FakeDiscord.StartAsync(clock);
        var log = new LogBook();
        DiscordWorld? world = null;
        var options = new DiscordOptions
        {
            Token = FakeDiscord.Token,
            ApplicationId = FakeDiscord.ApplicationId,
            ApiUrl = discord.ApiUrl,
            Mode = isEndpoint ? DiscordMode.Interactions : DiscordMode.Gateway,
            PublicKey = discord.Interactions.PublicKey,

            // Longer than a busy machine may take to begin with something while this clock goes on.
            AcknowledgeAfter = TimeSpan.FromMilliseconds(500),
        };
        change?.Invoke(discord, options);
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton(memory ?? new MemoryMemory());
        collection.AddSingleton(typeof(ILogger<>), typeof(BookLogger<>)).AddSingleton(log);
        collection.AddDrillEngine();
        collection.AddDiscordChat(options);
        collection.AddSingleton(s => ActivatorUtilities.CreateInstance<InteractionHandler>(
            s,
            (Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>>)((incoming, _) => world!.HearAsync(incoming)),
            (Func<ButtonPress, TextRequest?>)(press => world!.BoxFor(press))));
        collection.AddSingleton(s => ActivatorUtilities.CreateInstance<ChatEvents>(
            s,
            (Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>>)((incoming, _) => world!.HearAsync(incoming)),
            (Func<ChatChange, CancellationToken, Task<IReadOnlyList<Reply>>>)((change, _) =>
            {
                world!.Changes.Enqueue(change);
                return Task.FromResult(change is ChatChange.Joined ? Say(ReplyTarget.Chat, "welcome") : []);
            })));
        var services = collection.BuildServiceProvider();
        WebApplication? app = null;
        if (isEndpoint)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Services.AddRouting();
            app = builder.Build();
            app.UseRouting();
            app.MapInteractions(services.GetRequiredService<EndpointConnection>(), options.PublicKey);
            await app.StartAsync();
            discord.Interactions.Endpoint = new Uri(app.Urls.First() + InteractionsEndpoint.Path);
        }

        world = new DiscordWorld(discord, clock, services, app) { Log = log };
        world.running = services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<DiscordService>().Single().StartAsync(world.stop.Token);
        if (!isEndpoint)
        {
            await clock.UntilAsync(discord, () => discord.Gateway.Journal.Any(e => e.StartsWith("ready", StringComparison.Ordinal)));
        }

        await clock.UntilAsync(discord, () => discord.CommandPuts > 0 || memory is not null);
        return world;
    }

    public Task<FakeMessage> SaidAsync(FakeInteraction interaction, int count = 1) => Clock.RunAsync(Discord, interaction.SaidAsync(count), step: 5);

    public Task<T> Run<T>(Task<T> task) => Clock.RunAsync(Discord, task);

    /// <summary>Every message that was sent anywhere must switch mentions off, and nothing may have been refused.</summary>
    public void AssertClean()
    {
        Assert.Empty(Discord.Rest.Complaints);
        foreach (var request in Discord.Rest.Requests.Where(r => r.Body is JsonObject && (r.Route.EndsWith("/messages", StringComparison.Ordinal) || r.Route.StartsWith("webhooks", StringComparison.Ordinal))))
        {
            Assert.Equal("""{"parse":[]}""", request.Body!["allowed_mentions"]?.ToJsonString());
        }

        foreach (var data in Discord.Rest.Requests.Where(r => r.Route.EndsWith("callback", StringComparison.Ordinal)).Select(r => r.Body?["data"]).Where(d => d?["components"] is not null && d["custom_id"] is null))
        {
            Assert.Equal("""{"parse":[]}""", data!["allowed_mentions"]?.ToJsonString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        foreach (var service in services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<DiscordService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        if (endpoint is not null)
        {
            await endpoint.StopAsync();
            await endpoint.DisposeAsync();
        }

        await Discord.DisposeAsync();
        await services.DisposeAsync();
        stop.Dispose();
        Assert.DoesNotContain(Log.Lines, l => l.Contains(FakeDiscord.Token, StringComparison.Ordinal));
        AssertClean();
    }

    private InteractionDesk Desk => ((RestConnection)services.GetRequiredService<IDiscordConnection>()).Desk;

    private Task<IReadOnlyList<Reply>> HearAsync(Incoming incoming)
    {
        Heard.Enqueue(incoming);
        return Engine(incoming);
    }
}

/// <summary>Facts of an adapter, in memory.</summary>
internal sealed class MemoryMemory : IPlatformMemory
{
    private readonly ConcurrentDictionary<string, string> facts = new(StringComparer.Ordinal);

    public Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken) => Task.FromResult(facts.GetValueOrDefault(key));

    public Task StoreAsync(string platform, string key, string value, CancellationToken cancellationToken)
    {
        facts[key] = value;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string platform, string key, CancellationToken cancellationToken)
    {
        facts.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}

internal sealed class BookLogger<T>(LogBook book) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        book.Log(logLevel, eventId, state, exception, formatter);
}
