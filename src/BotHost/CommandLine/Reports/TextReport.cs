using System.Globalization;
using Drill.Content;

namespace BotHost.CommandLine.Reports;

/// <summary><c>file:line:column severity code message</c>, a line for each problem, and the counts.</summary>
internal static class TextReport
{
    private const string Red = "\e[31m", Yellow = "\e[33m", Bold = "\e[1m", Plain = "\e[0m";

    public static void Write(Compilation compilation, TextWriter output, bool inColour)
    {
        foreach (var problem in compilation.Problems)
        {
            output.WriteLine(inColour ? InColour(problem) : problem.ToString());
        }

        output.WriteLine(Counts(compilation));
    }

    /// <summary>How many there are of each.</summary>
    public static string Counts(Compilation compilation)
    {
        var errors = compilation.Problems.Count(p => p.Severity == Severity.Error);
        return string.Join(", ", Count(compilation.Bank.Questions.Length, "question"), Count(errors, "error"), Count(compilation.Problems.Length - errors, "warning"));
    }

    /// <summary>A number with its word, in the plural unless it is one.</summary>
    public static string Count(int number, string word) => string.Create(CultureInfo.InvariantCulture, $"{number} {word}{(number == 1 ? "" : "s")}");

    private static string InColour(Problem problem) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Bold}{problem.Path}:{problem.Line}:{problem.Column}{Plain} {(problem.Severity == Severity.Error ? Red + "error" : Yellow + "warning")} {problem.Code}{Plain} {problem.Message}");
}
