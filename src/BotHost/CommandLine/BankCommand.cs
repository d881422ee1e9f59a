using System.CommandLine;

namespace BotHost.CommandLine;

/// <summary><c>bank …</c>: what authors do with their files.</summary>
internal static class BankCommand
{
    public static Command Create(TextWriter output, TextWriter error) => new("bank", "Works on question banks: Markdown files, in the bot's own format or another.")
    {
        BankCheckCommand.Create(output, IsSeenInColour(output)),
        BankImportCommand.Create(output, error),
        BankPreviewCommand.Create(output, error),
        BankExportCommand.Create(output),
        BankStatsCommand.Create(output, error),
    };

    // https://no-color.org
    private static bool IsSeenInColour(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
}
