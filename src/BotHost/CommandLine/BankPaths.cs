using System.CommandLine;

namespace BotHost.CommandLine;

/// <summary>The argument that every <c>bank</c> command begins with.</summary>
internal static class BankPaths
{
    /// <summary>One or more files or folders; one that does not exist is a mistake of usage.</summary>
    public static Argument<string[]> Create() => Create("Folders or Markdown files.", ArgumentArity.OneOrMore);

    public static Argument<string[]> Create(string description, ArgumentArity arity)
    {
        var paths = new Argument<string[]>("PATH") { Description = description, Arity = arity };
        paths.Validators.Add(result =>
        {
            foreach (var path in result.Tokens.Select(t => t.Value).Where(p => !File.Exists(p) && !Directory.Exists(p)))
            {
                result.AddError($"'{path}' does not exist.");
            }
        });
        return paths;
    }
}
