using System.CommandLine;

namespace BotHost.CommandLine;

/// <summary><c>bank …</c>: what authors do with their files.</summary>
internal static class BankCommand
{
    public static Command Create(TextWriter output, TextWriter error) => new("bank", "Works on question banks: Markdown files, in the bot's own format or another.")
    {
        BankCheckCommand.Create(output),
        BankExportCommand.Create(output),
    };
}
