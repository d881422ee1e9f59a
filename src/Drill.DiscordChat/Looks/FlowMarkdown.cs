using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>Laid out blocks as Discord Markdown.</summary>
internal static class FlowMarkdown
{
    private const int MaximumHang = 16;
    private const int MaximumLanguage = 20;
    private const string QuoteSign = "> ";

    /// <summary>The Markdown of one block, without what parts it from others; empty when there is nothing to see.</summary>
    public static string Of(FlowBlock block)
    {
        var lines = new StringBuilder();
        switch (block.Kind)
        {
            case FlowKind.Rule:
                lines.Append("⎯⎯⎯");
                break;
            case FlowKind.Code:
                AppendCode(lines, block);
                break;
            default:
                AppendText(lines, block);
                break;
        }

        return block.Quotes > 0 && lines.Length > 0 ? QuoteSign + lines.Replace("\n", "\n" + QuoteSign) : lines.ToString();
    }

    /// <summary>What stands between two blocks.</summary>
    public static string Gap(FlowBlock? previous, FlowBlock next)
    {
        if (previous is null)
        {
            return "";
        }

        // Clients leave room around code and below headings themselves.
        var isTight = next.IsTight || previous.Kind == FlowKind.Code || next.Kind == FlowKind.Code || SignOf(previous).Length > 0;
        return (previous.Quotes > 0 && next.Quotes > 0, isTight) switch
        {
            (_, true) => "\n",
            (true, false) => "\n" + QuoteSign + "\n",
            (false, false) => "\n\n",
        };
    }

    private static string SignOf(FlowBlock block) => (block.HeadingLevel, block.Quotes + block.Lists) switch
    {
        (1, 0) => "## ",
        (2, 0) => "### ",
        _ => "",
    };

    /// <summary>
    /// Discord knows only fences of three back-ticks, so a run of them inside is parted. Code stands at the margin also within a list: indented, its lines
    /// would be shown indented.
    /// </summary>
    private static void AppendCode(StringBuilder lines, FlowBlock block)
    {
        var language = block.Language;
        var isKnown = language is { Length: > 0 and <= MaximumLanguage } && language.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '.' or '#');
        var code = ShownText.Clean(block.Text).TrimEnd('\n');
        if (string.IsNullOrWhiteSpace(code))
        {
            return;
        }

        lines.Append("```").Append(isKnown ? language : "").Append('\n');
        lines.Append(code.Replace("```", $"``{DiscordEscape.Joint}`", StringComparison.Ordinal).Replace("```", $"``{DiscordEscape.Joint}`", StringComparison.Ordinal));
        lines.Append("\n```");
    }

    private static void AppendText(StringBuilder lines, FlowBlock block)
    {
        var indent = new string(' ', Math.Min(block.Hang, MaximumHang));
        var sign = SignOf(block);
        lines.Append(indent).Append(sign).Append(block.Marker switch
        {
            { Checked: true } => "- ☑ ",
            { Checked: false } => "- ☐ ",
            { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"{number}. "),
            { } => "- ",
            null => "",
        });
        var writer = new SpanWriter(lines, sign.Length > 0, indent + new string(' ', block.Marker?.Width ?? 0));
        foreach (var span in block.Spans)
        {
            writer.Add(block.HeadingLevel > 0 && sign.Length == 0 ? span with { Styles = span.Styles | FlowStyles.Bold } : span);
        }

        writer.End();
        if (!writer.IsStarted && block.Marker is null)
        {
            lines.Clear();
        }
    }
}
