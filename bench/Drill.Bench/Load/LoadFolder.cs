namespace Drill.Bench.Load;

/// <summary>A folder for the bot's database and log, gone afterwards; what the log warns of is shown, since a run with warnings measures something else.</summary>
internal sealed class LoadFolder : IDisposable
{
    private const int MostLines = 10;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-bench-");

    public string Path => folder.FullName;

    public void Dispose()
    {
        var log = System.IO.Path.Combine(Path, "bot.log");
        foreach (var line in File.Exists(log) ? File.ReadLines(log).Where(l => l.Contains(" WRN]", StringComparison.Ordinal) || l.Contains(" ERR]", StringComparison.Ordinal)).Take(MostLines) : [])
        {
            Console.WriteLine("the bot's log: " + line);
        }

        folder.Delete(recursive: true);
    }
}
