using System.Globalization;
using BotHost.Hosting;
using Drill.Content;
using Drill.Conversation;
using Drill.Schedule;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Drill.CrashHost;

/// <summary>
/// The real host with Telegram, until it is killed: <c>DATABASE CONTENT telegram URL TOKEN CHATS</c>. With a file of chat ids, one a line, it asks a question in each of them.
/// </summary>
internal static class TelegramFanOut
{
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Drill:Url", "http://127.0.0.1:0"),
            new("Drill:Database", args[0]),
            new("Drill:Content", args[1]),
            new("Drill:OutboxLease", "5"),
            new("Drill:Telegram:ApiUrl", args[3]),
            new("Drill:Telegram:Token", args[4]),
            new("Drill:Telegram:MessagesPerSecond", "0"),
            new("Drill:Telegram:MessagesPerSecondInChat", "0"),
            new("Drill:Telegram:MessagesPerMinuteInGroup", "0"),
        ]).Build();
        var mistakes = new List<string>();
        var settings = DrillSettings.Read(configuration, new ContentFolders(Path.GetDirectoryName(args[1])!, AppContext.BaseDirectory), mistakes);
        await using var app = DrillHost.Build(settings, configuration, BankCompiler.CompileFolders([args[1]]));
        await app.Services.GetRequiredService<Ticks>().MigrateAsync(CancellationToken.None);
        var engine = app.Services.GetRequiredService<Engine>();
        var chats = args.Length > 5 ? await File.ReadAllLinesAsync(args[5]) : [];

        // Before anything is sent all is written down, so that the fan-out has its full width.
        foreach (var (chat, i) in chats.Select((c, i) => (c, i)))
        {
            await engine.HandleAsync(
                new CommandCall("question", string.Empty)
                {
                    UpdateKey = "ask-" + i.ToString(CultureInfo.InvariantCulture),
                    Chat = new ChatAddress("telegram", chat, null, IsPrivate: false),
                    Sender = new Sender("1", "Ann"),
                },
                CancellationToken.None);
        }

        await app.StartAsync();
        Console.WriteLine("started");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
