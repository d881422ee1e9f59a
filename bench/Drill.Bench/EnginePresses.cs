using System.Globalization;
using Drill.Conversation;
using Drill.Schedule;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Bench;

/// <summary>A press on a button, from the engine's door and back: repeat check, look-up, the reveal recorded durably, the answer composed.</summary>
internal static class EnginePresses
{
    private const int Users = 200;
    private static readonly ChatAddress Room = new("bench", "room", null, IsPrivate: false);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20_000;
        var atOnce = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 64;
        var folder = Directory.CreateTempSubdirectory("drill-bench-");
        try
        {
            await using var services = BenchEngine.Build(Path.Combine(folder.FullName, "drill.db"), TimeProvider.System);
            await MeasureAsync(services, count, atOnce);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(ServiceProvider services, int count, int atOnce)
    {
        var ticks = services.GetRequiredService<Ticks>();
        var engine = services.GetRequiredService<Engine>();
        await ticks.MigrateAsync(CancellationToken.None);
        var posts = (count + Users - 1) / Users;
        for (var i = 0; i < posts; i++)
        {
            await engine.HandleAsync(new CommandCall("question", string.Empty) { UpdateKey = $"q{i}", Chat = Room, Sender = new Sender("asker", "Asker") }, CancellationToken.None);
        }

        await PressAllAsync(engine, "hint", 0, Math.Min(count, 2_000), atOnce);
        await Measurement.RunAsync($"presses, {atOnce} at once", count, async () =>
        {
            await PressAllAsync(engine, "show", 0, count, atOnce);
            return count;
        });
    }

    private static Task PressAllAsync(Engine engine, string verb, int from, int count, int atOnce) => Parallel.ForEachAsync(
        Enumerable.Range(from, count),
        new ParallelOptions { MaxDegreeOfParallelism = atOnce },
        async (i, token) =>
        {
            var user = $"u{i % Users}";
            await engine.HandleAsync(
                new ButtonPress(new ActionToken(verb, 1 + i / Users).ToString()) { UpdateKey = $"{verb}{i}", Chat = Room, Sender = new Sender(user, user), Language = "en" },
                token);
        });
}
