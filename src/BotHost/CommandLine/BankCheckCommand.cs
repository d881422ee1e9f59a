using System.CommandLine;
using System.Globalization;
using Drill.Content;

namespace BotHost.CommandLine;

/// <summary><c>bank check</c>: what is wrong, before a learner sees it.</summary>
internal static class BankCheckCommand
{
    public static Command Create(TextWriter output)
    {
        var paths = BankPaths.Create();
        var command = new Command("check", "Prints what is wrong as file:line:column severity code message. Exit 0 without errors, 1 with errors, 2 when a path does not exist.") { paths };
        command.SetAction(async (parsed, _) =>
        {
            var compilation = BankCompiler.CompileFolders(parsed.GetValue(paths)!);
            foreach (var problem in compilation.Problems)
            {
                await output.WriteLineAsync(problem.ToString());
            }

            var errors = compilation.Problems.Count(p => p.Severity == Severity.Error);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{compilation.Bank.Questions.Length} questions, {errors} errors, {compilation.Problems.Length - errors} warnings"));
            return errors > 0 ? 1 : 0;
        });
        return command;
    }
}
