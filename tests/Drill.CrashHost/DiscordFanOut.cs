using BotHost.Hosting;
using Drill.Content;
using Drill.Conversation;
using Drill.Schedule;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.CrashHost;

/// <summary>
/// The real host with Discord in a real process that a test kills while it sends:
///   Drill.CrashHost discord DATABASE CONTENT API TOKEN GUILD CHANNEL…
/// It asks one question in each channel, each with an update key of its own, so that asking again after a crash asks nothing new.
/// </summary>
internal static class DiscordFanOut
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (database, content, api, token, guild) = (args[0], args[1], args[2], args[3], args[4]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Drill:Url", "http://127.0.0.1:0"),
            new("Drill:Database", database),
            new("Drill:Content", content),
            new("Drill:OutboxLease", "5"),
            new("Drill:Discord:Token", token),
            new("Drill:Discord:ApiUrl", api),
        ]).Build();
        var mistakes = new List<string>();
        var settings = DrillSettings.Read(configuration, new ContentFolders(Path.GetDirectoryName(content)!, AppContext.BaseDirectory), mistakes);
        await using var app = DrillHost.Build(settings, configuration, BankCompiler.CompileFolders([content]));
        await app.Services.GetRequiredService<Ticks>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var engine = app.Services.GetRequiredService<Engine>();
        foreach (var channel in args[5..])
        {
            var chat = new ChatAddress("discord", guild, channel, IsPrivate: false);
            await engine.HandleAsync(new CommandCall("question", string.Empty) { UpdateKey = "ask-" + channel, Chat = chat, Sender = new Sender("ann", "Ann") }, CancellationToken.None);
        }

        // Whoever started this kills it.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        return 0;
    }
}
