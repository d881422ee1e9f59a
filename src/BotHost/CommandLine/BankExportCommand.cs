using System.CommandLine;
using Drill.Authoring;

namespace BotHost.CommandLine;

/// <summary><c>bank export</c>: every question as JSON, for other programs.</summary>
internal static class BankExportCommand
{
    public static Command Create(TextWriter output)
    {
        var paths = BankPaths.Create();
        var format = new Option<string>("--format") { Description = "The form of the document.", HelpName = "json", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var command = new Command(
            "export",
            """
            Prints every question as one JSON document: {"banks":[{"path","dialect","language","title","questions":[…]}],"problems":[…]}.

            A bank for each file in which questions were found; prompt and answer are plain text, answerMarkdown is as written. What is wrong is in
            "problems" too, and nothing else is printed.

            Exit: 0 written, also with problems in it; 2 wrong usage or a path that does not exist.
            Example: BotHost bank export content --format json > questions.json
            """)
        {
            paths,
            format,
        };
        command.SetAction(parsed =>
        {
            BankExport.WriteJson(parsed.GetValue(paths)!, output);
            return 0;
        });
        return command;
    }
}
