using BotHost.Hosting;
using Drill.Content;
using Drill.Conversation;
using Drill.CrashHost;
using Drill.Schedule;
using Drill.WebChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

if (args is ["discord", .. var rest])
{
    return await DiscordFanOut.RunAsync(rest);
}

// The real host in a real process that a test lets die, as by kill -9, at a named moment of its first send:
//   Drill.CrashHost DATABASE CONTENT before-send|after-send|never
// It asks one question in the room of the web chat and, when it lives that long, ends once nothing is left in the outbox.
var (database, content, moment) = (args[0], args[1], args[2]);
if (moment is "telegram")
{
    return await TelegramFanOut.RunAsync(args);
}

var configuration = new ConfigurationBuilder().AddInMemoryCollection(
[
    new("Drill:Url", "http://127.0.0.1:0"),
    new("Drill:Database", database),
    new("Drill:Content", content),
    new("Drill:OutboxLease", "5"),
]).Build();
var mistakes = new List<string>();
var settings = DrillSettings.Read(configuration, new ContentFolders(Path.GetDirectoryName(content)!, AppContext.BaseDirectory), mistakes);
await using var app = DrillHost.Build(settings, configuration, BankCompiler.CompileFolders([content]), builder =>
{
    var web = builder.Services.Single(s => s.ServiceType == typeof(IChatPlatform));
    builder.Services.Remove(web);
    builder.Services.AddSingleton<IChatPlatform>(s => new MortalPlatform((IChatPlatform)ActivatorUtilities.CreateInstance(s, web.ImplementationType!), moment));
});
var ticks = app.Services.GetRequiredService<Ticks>();
await ticks.MigrateAsync(CancellationToken.None);
await app.StartAsync();
var room = new ChatAddress("web", "room", null, IsPrivate: false);
await app.Services.GetRequiredService<Engine>().HandleAsync(
    new CommandCall("question", string.Empty) { UpdateKey = "the-one-question", Chat = room, Sender = new Sender("ann", "Ann") }, CancellationToken.None);
Console.WriteLine("asked");
await Task.Delay(TimeSpan.FromSeconds(9), TimeProvider.System, CancellationToken.None);
await app.StopAsync();
return 0;
