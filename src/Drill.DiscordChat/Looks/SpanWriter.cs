using System.Text;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>
/// Writes spans with as few markers as their styles need. Styles never reach over a line end, nor over white space at their edges, and never touch a
/// marker of the same character: clients read those differently from each other.
/// </summary>
internal sealed class SpanWriter(StringBuilder markdown, bool isHeading, string indent)
{
    private const string Arrow = "↗";

    /// <summary>From the outermost to the innermost.</summary>
    private static readonly (FlowStyles Style, string Marker)[] Order =
    [
        (FlowStyles.Spoiler, "||"), (FlowStyles.Bold, "**"), (FlowStyles.Strike, "~~"), (FlowStyles.Italic, "_"),
    ];

    private readonly List<string> open = [];
    private readonly StringBuilder spaces = new();
    private FlowStyles styles;
    private bool isLineStart = true;
    private int lines;
    private int italicEnd = -1;

    /// <summary>Whether there was anything to see.</summary>
    public bool IsStarted { get; private set; }

    public void Add(FlowSpan span)
    {
        var rest = span.Text.AsSpan();
        for (; ; )
        {
            var end = rest.IndexOf('\n');
            AddLine(end < 0 ? rest : rest[..end], span);
            if (end < 0)
            {
                return;
            }

            EndLine();
            rest = rest[(end + 1)..];
        }
    }

    public void End() => Close(FlowStyles.None);

    private void EndLine()
    {
        if (isHeading)
        {
            spaces.Append(' ');
            return;
        }

        Close(FlowStyles.None);
        spaces.Clear();
        lines++;
        isLineStart = true;
    }

    private void AddLine(ReadOnlySpan<char> line, FlowSpan span)
    {
        var core = line.Trim(" \t");
        if (core.IsEmpty)
        {
            spaces.Append(line);
            return;
        }

        var start = line.Length - line.TrimStart(" \t").Length;
        spaces.Append(line[..start]);
        var text = ShownText.Clean(core.ToString());
        if (text.Length > 0)
        {
            Write(text, span);
        }

        spaces.Append(line[(start + core.Length)..]);
    }

    private void Write(string text, FlowSpan span)
    {
        var wanted = span.Styles & ~FlowStyles.Code;
        var isCode = span.Styles.HasFlag(FlowStyles.Code);
        if (isCode && text.AsSpan().ContainsAny("*_~|"))
        {
            // Clients look for the end of a style without minding code: what is hidden stays hidden, other looks give way to code.
            isCode = !wanted.HasFlag(FlowStyles.Spoiler);
            wanted &= FlowStyles.Spoiler;
        }

        Close(wanted);
        StartLine();
        Open(wanted);
        if (span.Url is { } url)
        {
            WriteLink(text, AddressIn(url, wanted), url, isCode);
        }
        else
        {
            WritePlain(text, isCode);
        }

        isLineStart = false;
    }

    /// <summary>Empty lines at the ends of a block are dropped: of a quotation they would leave a bare sign.</summary>
    private void StartLine()
    {
        for (; IsStarted && lines > 0; lines--)
        {
            markdown.Append('\n').Append(indent);
        }

        markdown.Append(isLineStart ? null : spaces);
        spaces.Clear();
        lines = 0;
        IsStarted = true;
    }

    private void WritePlain(string text, bool isCode)
    {
        if (isCode)
        {
            AppendCode(text);
            return;
        }

        if (markdown.Length == italicEnd && char.IsAsciiLetterOrDigit(text[0]))
        {
            // An underscore ends italics only where a word ends.
            markdown.Append(DiscordEscape.Joint);
        }

        DiscordEscape.Append(markdown, text, isLineStart, isHeading);
    }

    /// <summary>
    /// A text that is itself the address is shown as one. Discord does not make a link of a text with brackets or with another address in it, so there
    /// an arrow behind it is the link.
    /// </summary>
    private void WriteLink(string text, string address, string url, bool isCode)
    {
        if (string.Equals(text, url, StringComparison.Ordinal) && styles == FlowStyles.None)
        {
            markdown.Append('<').Append(url).Append('>');
        }
        else if (text.AsSpan().ContainsAny('[', ']') || text.Contains("://", StringComparison.Ordinal))
        {
            WritePlain(text, isCode);
            markdown.Append(" [" + Arrow + "](<").Append(address).Append(">)");
        }
        else
        {
            markdown.Append('[');
            isLineStart = false;
            WritePlain(text, isCode);
            markdown.Append("](<").Append(address).Append(">)");
        }
    }

    /// <summary>The address without characters at which clients would end the link or a style around it.</summary>
    private static string AddressIn(string url, FlowStyles styles)
    {
        var address = url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        return styles == FlowStyles.None
            ? address
            : address.Replace("*", "%2A", StringComparison.Ordinal).Replace("_", "%5F", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
    }

    /// <summary>One back-tick around code without any, two around other code, in which they are parted from each other.</summary>
    private void AppendCode(string code)
    {
        if (markdown.Length > 0 && markdown[^1] == '`')
        {
            markdown.Append(DiscordEscape.Joint);
        }

        // As in text: nothing here may end a link that stands before.
        code = code.Replace("](", $"]{DiscordEscape.Joint}(", StringComparison.Ordinal);
        if (!code.Contains('`', StringComparison.Ordinal))
        {
            markdown.Append('`').Append(code).Append('`');
            return;
        }

        markdown.Append("``").Append(code[0] == '`' ? " " : "");
        for (var i = 0; i < code.Length; i++)
        {
            markdown.Append(code[i]);
            if (code[i] == '`' && i + 1 < code.Length && code[i + 1] == '`')
            {
                markdown.Append(DiscordEscape.Joint);
            }
        }

        markdown.Append(code[^1] == '`' ? " " : "").Append("``");
    }

    /// <summary>Closes what is open and not wanted, and everything within it.</summary>
    private void Close(FlowStyles wanted)
    {
        var keep = 0;
        while (keep < open.Count && IsWanted(open[keep], wanted) && !MissesOuter(open[keep], wanted))
        {
            keep++;
        }

        for (var i = open.Count - 1; i >= keep; i--)
        {
            AppendMarker(open[i]);
            italicEnd = open[i] is "_" ? markdown.Length : italicEnd;
        }

        open.RemoveRange(keep, open.Count - keep);
        styles = open.Aggregate(FlowStyles.None, (all, marker) => all | StyleOf(marker));
    }

    private void Open(FlowStyles wanted)
    {
        foreach (var (style, marker) in Order)
        {
            if (wanted.HasFlag(style) && !styles.HasFlag(style))
            {
                if (marker is "_" && markdown.Length > 0 && (char.IsAsciiLetterOrDigit(markdown[^1]) || markdown[^1] == '~'))
                {
                    markdown.Append(DiscordEscape.Joint);
                }

                AppendMarker(marker);
                open.Add(marker);
                styles |= style;
                isLineStart = false;
            }
        }
    }

    private void AppendMarker(string marker)
    {
        if (markdown.Length > 0 && markdown[^1] == marker[0])
        {
            markdown.Append(DiscordEscape.Joint);
        }

        markdown.Append(marker);
    }

    private static bool IsWanted(string marker, FlowStyles wanted) => wanted.HasFlag(StyleOf(marker));

    /// <summary>Whether a wanted style that is not open yet belongs around this one.</summary>
    private bool MissesOuter(string marker, FlowStyles wanted)
    {
        foreach (var (style, other) in Order)
        {
            if (string.Equals(other, marker, StringComparison.Ordinal))
            {
                return false;
            }

            if (wanted.HasFlag(style) && !styles.HasFlag(style))
            {
                return true;
            }
        }

        return false;
    }

    private static FlowStyles StyleOf(string marker) => Order.First(o => string.Equals(o.Marker, marker, StringComparison.Ordinal)).Style;
}
