using System.CommandLine;
using System.Globalization;
using BotHost.Hosting;
using Drill;
using Drill.Content;
using Drill.Schedule;
using Drill.Standing;
using Drill.Storage;

namespace BotHost.CommandLine;

/// <summary><c>rescore</c>: grades the stored answers to a question again after its bank was corrected.</summary>
internal static class RescoreCommand
{
    private const int WrongUsage = 2;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var question = new Argument<string>("QUESTION") { Description = "The question's id, such as multimodal/clip." };
        var content = new Option<string[]>("--content") { Description = "Folders or Markdown files with the corrected bank.", HelpName = "PATH", AllowMultipleArgumentsPerToken = true };
        var database = new Option<string?>("--database") { Description = "The SQLite file.", HelpName = "FILE" };
        var command = new Command(
            "rescore",
            """
            Grades all stored answers to a question again, by the bank as it is now, and puts the standings right. The answers and their first verdicts are kept; running it
            again does nothing. Key points grade, also what a model had graded by an older text of the question. The bot may run meanwhile. Exit 0 when done, 1 when the bank has no such question, 2 when the database does not exist.
            """)
        {
            question,
            content,
            database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            if (parsed.GetValue(content) is { Length: > 0 } paths)
            {
                given[$"{DrillSettings.Section}:Content"] = string.Join(Path.PathSeparator, paths);
            }

            if (parsed.GetValue(database) is { } file)
            {
                given[$"{DrillSettings.Section}:Database"] = file;
            }

            return await RunAsync(parsed.GetValue(question)!, given, output, error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string question, Dictionary<string, string?> given, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        var settings = DrillSettings.Read(DrillHost.Configure(given), new ContentFolders(Directory.GetCurrentDirectory(), AppContext.BaseDirectory), mistakes);
        foreach (var mistake in mistakes)
        {
            await error.WriteLineAsync(mistake);
        }

        if (mistakes.Count > 0)
        {
            return WrongUsage;
        }

        if (!File.Exists(settings.Database))
        {
            await error.WriteLineAsync($"{settings.Database} does not exist. Name the bot's database with --database FILE.");
            return WrongUsage;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSqliteStorage(_ => settings.Database);
        services.AddDrillEngine();
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<BankLibrary>().Swap(BankCompiler.CompileFolders(settings.Content));
        await provider.GetRequiredService<Ticks>().MigrateAsync(cancellationToken);
        var rescorer = provider.GetRequiredService<Rescorer>();
        if (await rescorer.RunAsync(question, cancellationToken) is not { } report)
        {
            await error.WriteLineAsync($"The bank has no question {question}.{(rescorer.Nearest(question) is { } near ? $" Did you mean {near}?" : string.Empty)}");
            return 1;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Regraded} answers in {report.Chats} chats graded again, {report.Skipped} could not be; {report.Changed} attempts are worth something else now."));
        if (report.FromModel > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.FromModel} of them had a model's verdict; key points graded them now, and may miss a good paraphrase."));
        }

        if (report.LeftToModel > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.LeftToModel} keep a model's verdict: it judged by the bank as it is now."));
        }

        return 0;
    }
}
