using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Drill.Text;

/// <summary>Bodies as lines for a terminal, wrapped at its width, with colours and styles when asked for. No control character of the text gets through.</summary>
public static class TerminalRenderer
{
    private const string Reset = "\u001B[0m";

    /// <summary>The text with lines parted by \n, each at most <paramref name="width"/> columns; with none at the end.</summary>
    /// <param name="body">What to show.</param>
    /// <param name="width">The columns of the terminal, at least 20.</param>
    /// <param name="useStyles">Whether the terminal understands ANSI escape sequences.</param>
    public static string Render(Body body, int width = 80, bool useStyles = false)
    {
        width = Math.Max(width, 20);
        var text = new StringBuilder();
        FlowBlock? previous = null;
        foreach (var block in BodyFlow.Of(body, new FlowOptions { TableWidth = width - 4, ReadableMath = true, ImageSign = "▣ " }))
        {
            if (previous is not null)
            {
                text.Append(block.IsTight ? "\n" : "\n\n");
            }

            Append(text, block, width, useStyles);
            previous = block;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, FlowBlock block, int width, bool useStyles)
    {
        var quote = string.Concat(Enumerable.Repeat("│ ", Math.Min(block.Quotes, width / 8)));
        var hang = Math.Min(block.Hang, width / 3);
        var marker = block.Marker switch
        {
            { Checked: true } => "[x] ",
            { Checked: false } => "[ ] ",
            { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"{number}. "),
            { } => "• ",
            null => block.HeadingLevel switch { 0 => "", 1 => "# ", _ => "## " },
        };
        var first = quote + new string(' ', hang) + marker;
        var next = quote + new string(' ', hang + (block.Marker is null ? 0 : marker.Length));
        switch (block.Kind)
        {
            case FlowKind.Rule:
                text.Append(quote).Append('─', Math.Max(3, width - quote.Length));
                break;
            case FlowKind.Code:
                AppendCode(text, block.Text, next + "  ", useStyles);
                break;
            default:
                var wrapper = new LineWrapper(text, width, first, next, useStyles);
                foreach (var span in block.Spans)
                {
                    wrapper.Add(span, block.HeadingLevel > 0);
                }

                wrapper.End();
                break;
        }
    }

    private static void AppendCode(StringBuilder text, string code, string prefix, bool useStyles)
    {
        // Code is never wrapped: its lines mean something.
        var isFirst = true;
        foreach (var line in code.Replace("\t", "    ", StringComparison.Ordinal).Split('\n'))
        {
            text.Append(isFirst ? "" : "\n").Append(line.Length == 0 ? prefix.TrimEnd() : prefix).Append(useStyles && line.Length > 0 ? "\u001B[36m" + line + Reset : line);
            isFirst = false;
        }
    }

    /// <summary>Fills lines with words; what is wider than a line is cut between characters.</summary>
    private sealed class LineWrapper(StringBuilder text, int width, string first, string next, bool useStyles)
    {
        private readonly List<(string Text, string Codes)> word = [];
        private int wordWidth;
        private int column;
        private bool isStarted;
        private int spaces;

        public void Add(FlowSpan span, bool isHeading)
        {
            var codes = useStyles ? CodesOf(span, isHeading) : "";
            var rest = span.Text.AsSpan();
            while (!rest.IsEmpty)
            {
                var length = TextWidth.NextGrapheme(rest);
                var grapheme = rest[..length];
                rest = rest[length..];
                switch (grapheme[0])
                {
                    case '\n':
                        EndWord();
                        NewLine();
                        break;
                    case ' ' or '\t' when length == 1:
                        EndWord();
                        spaces = column > 0 ? 1 : 0;
                        break;
                    default:
                        AddCharacter(grapheme, codes);
                        break;
                }
            }

            if (span.Url is { } url && !span.Text.Contains(url, StringComparison.Ordinal))
            {
                Add(new FlowSpan($" <{url}>"), isHeading: false);
            }
        }

        public void End()
        {
            EndWord();
            Start();
        }

        private int Room { get; } = width - Math.Max(TextWidth.Of(first), TextWidth.Of(next));

        private void AddCharacter(ReadOnlySpan<char> grapheme, string codes)
        {
            var characterWidth = TextWidth.OfGrapheme(grapheme);
            if (characterWidth == 2 && TextWidth.IsUnspaced(grapheme[0]) && !IsClosing(grapheme[0]))
            {
                // Chinese and Japanese may be broken before any character that does not close something.
                EndWord();
            }
            else if (wordWidth + characterWidth > Room)
            {
                EndWord();
            }

            if (word is [.., var last] && string.Equals(last.Codes, codes, StringComparison.Ordinal))
            {
                word[^1] = (last.Text + grapheme.ToString(), codes);
            }
            else
            {
                word.Add((grapheme.ToString(), codes));
            }

            wordWidth += characterWidth;
        }

        private static bool IsClosing(char c) => c is '。' or '，' or '、' or '；' or '：' or '？' or '！' or '）' or '」' or '』' or '》' or '】' or '”' or '…';

        private void EndWord()
        {
            if (word.Count == 0)
            {
                return;
            }

            if (column > 0 && column + spaces + wordWidth > Room)
            {
                NewLine();
            }

            Start();
            text.Append(' ', spaces);
            column += spaces;
            foreach (var (part, codes) in word)
            {
                text.Append(codes).Append(part).Append(codes.Length > 0 ? Reset : "");
            }

            column += wordWidth;
            word.Clear();
            (wordWidth, spaces) = (0, 0);
        }

        private void NewLine()
        {
            Start();
            text.Append('\n').Append(next);
            (column, spaces) = (0, 0);
        }

        private void Start()
        {
            if (!isStarted)
            {
                text.Append(first);
                isStarted = true;
            }
        }

        private static string CodesOf(FlowSpan span, bool isHeading)
        {
            var codes = new StringBuilder();
            Add(isHeading || span.Styles.HasFlag(FlowStyles.Bold), "1");
            Add(span.Styles.HasFlag(FlowStyles.Italic), "3");
            Add(span.Url is not null, "4");
            Add(span.Styles.HasFlag(FlowStyles.Strike), "9");
            Add(span.Styles.HasFlag(FlowStyles.Code), "36");
            Add(span.Styles.HasFlag(FlowStyles.Spoiler), "7");
            return codes.Length == 0 ? "" : $"\u001B[{codes}m";

            void Add(bool isUsed, string code)
            {
                if (isUsed)
                {
                    codes.Append(codes.Length > 0 ? ";" : "").Append(code);
                }
            }
        }
    }
}
