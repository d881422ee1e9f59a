using System.Globalization;
using Drill.Content;

namespace BotHost.CommandLine.Reports;

/// <summary>
/// Workflow commands that GitHub shows at the line in a pull request:
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
/// </summary>
internal static class GitHubReport
{
    public static void Write(Compilation compilation, TextWriter output)
    {
        foreach (var problem in compilation.Problems)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"::{(problem.Severity == Severity.Error ? "error" : "warning")} file={Property(problem.Path)},line={problem.Line},col={problem.Column},title={Property(problem.Code)}::{Data(problem.Message)}"));
        }

        output.WriteLine(TextReport.Counts(compilation));
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
