using Drill.Content;

namespace BotHost.CommandLine.Reports;

/// <summary>Writes what <c>bank check</c> found in one of its formats.</summary>
internal static class CheckReport
{
    public static readonly string[] Formats = ["text", "json", "sarif", "github"];

    public static void Write(Compilation compilation, string format, TextWriter output, bool inColour)
    {
        switch (format)
        {
            case "json":
                JsonReport.Write(compilation, output);
                break;
            case "sarif":
                SarifReport.Write(compilation, output);
                break;
            case "github":
                GitHubReport.Write(compilation, output);
                break;
            default:
                TextReport.Write(compilation, output, inColour);
                break;
        }
    }
}
