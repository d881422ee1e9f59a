using System.CommandLine;
using System.Globalization;
using Drill.Content;

namespace BotHost.CommandLine;

/// <summary><c>bank …</c>: what authors do with their files.</summary>
internal static class BankCommand
{
    public static Command Create(TextWriter output, TextWriter error) => new("bank", "Works on question banks.") { Check(output, error) };

    private static Command Check(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Folders or Markdown files.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Prints what is wrong as file:line:column severity code message. Exit 0 without errors, 1 with errors, 2 when a path does not exist.") { paths };
        command.SetAction(async (parsed, _) =>
        {
            var missing = parsed.GetValue(paths)!.Where(p => !Directory.Exists(p) && !File.Exists(p)).ToList();
            foreach (var path in missing)
            {
                await error.WriteLineAsync($"{path} does not exist.");
            }

            if (missing.Count > 0)
            {
                return 2;
            }

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
