using System.CommandLine;
using BotHost.CommandLine.Reports;
using Drill.Authoring;

namespace BotHost.CommandLine;

/// <summary><c>bank check</c>: what is wrong, before a learner sees it.</summary>
internal static class BankCheckCommand
{
    public static Command Create(TextWriter output, bool inColour)
    {
        var paths = BankPaths.Create();
        var format = new Option<string>("--format") { Description = "text for people; json; sarif for code forges and editors; github for lines in a pull request.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(CheckReport.Formats);
        var command = new Command(
            "check",
            """
            Finds everything that can be known of a bank before a learner sees it, and ends with the counts.

            Text is file:line:column severity code message. An error leaves a question out, a warning does not. Colours when a person looks and
            NO_COLOR is not set.

            Exit: 0 no errors; 1 errors; 2 wrong usage or a path that does not exist.
            Example: BotHost bank check content
            """)
        {
            paths,
            format,
        };
        command.SetAction(parsed =>
        {
            var compilation = BankCheck.Run(parsed.GetValue(paths)!, Previews.All());
            CheckReport.Write(compilation, parsed.GetValue(format)!, output, inColour);
            return compilation.HasErrors ? 1 : 0;
        });
        return command;
    }
}
