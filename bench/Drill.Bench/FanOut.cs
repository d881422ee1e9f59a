using System.Globalization;
using Drill.Conversation;
using Drill.Schedule;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Bench;

/// <summary>A daily due in many chats in the same minute: how fast it is planned, and how fast the outbox hands it to a platform that answers at once.</summary>
internal static class FanOut
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var chats = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("drill-bench-");
        try
        {
            var clock = new BenchClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
            await using var services = BenchEngine.Build(Path.Combine(folder.FullName, "drill.db"), clock);
            var ticks = services.GetRequiredService<Ticks>();
            var engine = services.GetRequiredService<Engine>();
            await ticks.MigrateAsync(CancellationToken.None);
            for (var i = 0; i < chats; i++)
            {
                await engine.HandleAsync(
                    new CommandCall("daily", "on 9:00") { UpdateKey = $"on{i}", Chat = new ChatAddress("bench", $"chat{i}", null, IsPrivate: false), Sender = new Sender("admin", "Admin") },
                    CancellationToken.None);
            }

            clock.Now = clock.Now.AddHours(1);
            await Measurement.RunAsync("planned", chats, () => ticks.PlanAsync(CancellationToken.None));
            await Measurement.RunAsync("sent", chats, () => ticks.DrainAsync(CancellationToken.None));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return 0;
    }
}
