using System.CommandLine;
using System.Globalization;
using BotHost.CommandLine.Reports;
using Drill;
using Drill.Authoring;
using Drill.Storage;
using Drill.Text;

namespace BotHost.CommandLine;

/// <summary><c>bank stats</c>: what banks hold, and what to repair first.</summary>
internal static class BankStatsCommand
{
    private const int MostRepairs = 50;
    private const int LongestNote = 200;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = BankPaths.Create();
        var database = new Option<string?>("--database") { Description = "The bot's SQLite file: adds how often each question was asked, how it was answered, and what people reported.", HelpName = "FILE" };
        database.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }, ..] && !File.Exists(path))
            {
                result.AddError($"'{path}' does not exist.");
            }
        });
        var command = new Command(
            "stats",
            """
            Counts levels, topics, languages and key points, and names the questions to repair first as file:line: those that were reported, that hardly
            anybody answers, or whose own reference answer lacks a key point. Below a reported one stand the latest three notes that people wrote with /report.

            Exit: 0 counted; 1 the database cannot be read; 2 wrong usage or a path that does not exist.
            Example: BotHost bank stats content --database data/drill.db
            """)
        {
            paths,
            database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            IReadOnlyDictionary<string, QuestionUse>? uses = null;
            if (parsed.GetValue(database) is { } file)
            {
                try
                {
                    uses = await ReadAsync(file, cancellationToken);
                }
                catch (System.Data.Common.DbException exception)
                {
                    await error.WriteLineAsync($"'{file}' cannot be read as the bot's database: {exception.Message} Start the bot once to bring it up to date.");
                    return 1;
                }
            }

            Write(output, BankStats.Read(parsed.GetValue(paths)!, uses), uses);
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyDictionary<string, QuestionUse>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddSqliteStorage(_ => file).AddDrillEngine().BuildServiceProvider();
        return await services.GetRequiredService<QuestionUses>().ReadAsync(cancellationToken);
    }

    private static void Write(TextWriter output, BankStatistics statistics, IReadOnlyDictionary<string, QuestionUse>? uses)
    {
        foreach (var bank in statistics.Banks)
        {
            Line($"{bank.Id}: {TextReport.Count(bank.Questions, "question")}");
            Line($"  languages   {List(bank.Languages)}");
            Line($"  levels      {List(bank.Levels)}");
            Line($"  topics      {List(bank.Topics)}");
            Line($"  forms       open {bank.Open}, choice {bank.Choice}, with figures {bank.WithFigures}");
            Line($"  key points  {bank.KeyPoints} in {TextReport.Count(bank.WithKeyPoints, "question")}");
            if (bank.ReferenceCoverage is { } coverage)
            {
                Line($"  reference answers say {coverage:P0} of their key points");
            }

            if (uses is not null)
            {
                var own = uses.Where(u => u.Key.StartsWith(bank.Id + "/", StringComparison.Ordinal)).Select(u => u.Value).ToList();
                Line($"  use         asked {own.Sum(u => u.Asked)} times, {own.Sum(u => u.Answers)} first answers, {own.Sum(u => u.Reports)} reports; {Math.Max(0, bank.Questions - own.Count)} questions never asked");
            }
        }

        if (statistics.Repairs.Length > 0)
        {
            Line($"Repair first:");
            foreach (var repair in statistics.Repairs.Take(MostRepairs))
            {
                Line($"{repair.Path}:{repair.Line} {repair.Id}: {Why(repair)}");
                foreach (var note in repair.Use?.Notes ?? [])
                {
                    Line($"    {note.At:yyyy-MM-dd} {Shown.Line(note.Text, LongestNote)}");
                }
            }
        }

        void Line(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Why(QuestionRepair repair)
    {
        List<FormattableString> reasons = [];
        if (repair.Use is { Reports: > 0 } reported)
        {
            reasons.Add($"{reported.Reports} reports");
        }

        if (repair.Use is { MeanCoverage: { } mean } answered)
        {
            reasons.Add($"{mean:P0} covered in the mean of {answered.Answers} answers");
        }

        if (repair.ReferenceCoverage is { } coverage and < 1)
        {
            reasons.Add($"the reference answer says {coverage:P0} of the key points");
        }

        return string.Join(", ", reasons.Select(r => r.ToString(CultureInfo.InvariantCulture)));
    }

    private static string List(IEnumerable<Counted> counts) => string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Count}")));
}
