using System.CommandLine;
using System.Globalization;
using BotHost.CommandLine.Reports;
using Drill.Authoring;
using Drill.Content;

namespace BotHost.CommandLine;

/// <summary><c>bank import</c>: other people's Markdown in our own format.</summary>
internal static class BankImportCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = BankPaths.Create();
        var folder = new Option<string>("--out") { Description = "Where the files go; made when missing.", HelpName = "FOLDER", Required = true };
        var licence = new Option<string?>("--licence") { Description = "The licence of the text, such as CC-BY-4.0; default: what the file or a licence file beside it says.", HelpName = "NAME" };
        var source = new Option<string?>("--source") { Description = "Where the text is from; default: what the file or its repository says.", HelpName = "ADDRESS" };
        var fetch = new Option<bool>("--fetch") { Description = "Copies pictures from the web, too; without it they stay links." };
        var force = new Option<bool>("--force") { Description = "Writes over files that no import made." };
        var command = new Command(
            "import",
            """
            Writes the questions of other kinds of Markdown in the bot's own format, one file for each file read, with ids and pictures.

            What was not understood, or could not be kept as it was, is said on standard error as file:line:column. Importing again renews questions,
            answers and choices, and keeps ids, levels, tags, key points, hints and sections that were written by hand.

            Exit: 0 written; 1 something could not be read or was not written; 2 wrong usage or a path that does not exist.
            Example: BotHost bank import questions.md --out my-bank --licence CC-BY-4.0
            """)
        {
            paths,
            folder,
            licence,
            source,
            fetch,
            force,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var pictures = new PictureFetch();
            var outcome = await BankImport.RunAsync(
                new ImportOptions(parsed.GetValue(paths)!, parsed.GetValue(folder)!)
                {
                    Licence = parsed.GetValue(licence),
                    Source = parsed.GetValue(source),
                    Force = parsed.GetValue(force),
                    Fetch = parsed.GetValue(fetch) ? pictures.GetAsync : null,
                },
                cancellationToken);
            foreach (var problem in outcome.Problems)
            {
                await error.WriteLineAsync(problem.ToString());
            }

            foreach (var file in outcome.Files)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file.To}: {TextReport.Count(file.Questions, "question")} of {file.From} ({file.Dialect}), {(file.IsNew ? "new" : "renewed")}"));
            }

            if (outcome.Files.IsEmpty)
            {
                await error.WriteLineAsync("Nothing was imported.");
            }

            return outcome.Files.IsEmpty || outcome.Problems.Any(p => p.Severity == Severity.Error) ? 1 : 0;
        });
        return command;
    }
}
