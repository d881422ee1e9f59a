using System.Text;
using System.Text.RegularExpressions;

namespace Drill.Chat.Tests.Discord.Looks;

/// <summary>
/// Reads Discord Markdown as clients show it, rule by rule in their order: what a person sees, and what they would be surprised by. It shares nothing
/// with the code that writes it.
/// </summary>
internal sealed partial class MarkdownView
{
    private const int Patience = 30_000;

    private readonly StringBuilder seen = new();

    private MarkdownView() { }

    /// <summary>The text without markup.</summary>
    public string Seen => seen.ToString();

    /// <summary>Mentions, timestamps, emoji, addresses that became links by themselves: whatever a text can turn into.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Code blocks with their languages.</summary>
    public List<(string Language, string Code)> CodeBlocks { get; } = [];

    /// <summary>Stretches that are hidden until touched.</summary>
    public List<string> Spoilers { get; } = [];

    /// <summary>Addresses of links.</summary>
    public List<string> Links { get; } = [];

    public static MarkdownView Of(string markdown)
    {
        var view = new MarkdownView();
        view.ReadBlocks(markdown, isQuoted: false);
        return view;
    }

    private void ReadBlocks(string text, bool isQuoted)
    {
        while (text.Length > 0)
        {
            if (CodeBlock().Match(text) is { Success: true } code)
            {
                AddCode(code);
                text = text[code.Length..];
                continue;
            }

            if (!isQuoted && BlockQuote().Match(text) is { Success: true } quote)
            {
                ReadBlocks(QuotePrefix().Replace(quote.Value, ""), isQuoted: true);
                text = text[quote.Length..];
                continue;
            }

            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var line = end < 0 ? text : text[..end];
            if (line.Contains("```", StringComparison.Ordinal) && CodeBlock().IsMatch(text[line.IndexOf("```", StringComparison.Ordinal)..]))
            {
                Surprises.Add("code block within a line");
            }

            ReadLine(line);
            seen.Append('\n');
            text = end < 0 ? "" : text[(end + 1)..];
        }
    }

    private void AddCode(Match code)
    {
        CodeBlocks.Add((code.Groups["one"].Value, code.Groups["two"].Value));
        seen.Append(code.Groups["two"].Value).Append('\n');
    }

    private void ReadLine(string line)
    {
        if (Subtext().IsMatch(line))
        {
            Surprises.Add("subtext");
        }

        line = Heading().Match(line) is { Success: true } heading ? TrailingSigns().Replace(line[heading.Length..], "") : line;
        while (ListMarker().Match(line) is { Success: true } marker)
        {
            line = line[marker.Length..];
        }

        ReadInlines(line);
    }

    private void ReadInlines(string text)
    {
        while (text.Length > 0)
        {
            text = text[ReadOne(text)..];
        }
    }

    private int ReadOne(string text)
    {
        Match match;
        if ((match = Escape().Match(text)).Success)
        {
            seen.Append(match.Groups["one"].Value);
        }
        else if ((match = Surprise().Match(text)).Success)
        {
            Surprises.Add(match.Value);
            seen.Append(match.Value);
        }
        else if ((match = AutoLink().Match(text)).Success)
        {
            Links.Add(match.Groups["one"].Value);
            seen.Append(match.Groups["one"].Value);
        }
        else if ((match = MaskedLink().Match(text)).Success)
        {
            Links.Add(match.Groups["two"].Value);
            ReadInlines(match.Groups["one"].Value);
        }
        else if ((match = BareLink().Match(text)).Success)
        {
            Surprises.Add(match.Value);
            seen.Append(match.Value);
        }
        else if ((match = Strong().Match(text)).Success || (match = Underline().Match(text)).Success || (match = Italic().Match(text)).Success
            || (match = StarItalic().Match(text)).Success || (match = Strike().Match(text)).Success)
        {
            if (text.StartsWith("__", StringComparison.Ordinal) || (text[0] == '*' && text[1] != '*'))
            {
                Surprises.Add(match.Value);
            }

            ReadInlines(match.Groups["one"].Value);
        }
        else if ((match = Spoiler().Match(text)).Success)
        {
            var before = seen.Length;
            ReadInlines(match.Groups["one"].Value);
            Spoilers.Add(seen.ToString(before, seen.Length - before));
        }
        else if ((match = InlineCode().Match(text)).Success)
        {
            seen.Append(match.Groups["two"].Value);
        }
        else
        {
            seen.Append(text[0]);
            return 1;
        }

        return match.Length;
    }

    [GeneratedRegex(@"\A```(?:(?<one>[A-Za-z0-9_+\-.#]+?)\n)?\n*(?<two>[^\n][\s\S]*?)\n*```", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A(?: *>>> [\s\S]*| *> [^\n]*(?:\n *> [^\n]*)*)\n?", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex BlockQuote();

    [GeneratedRegex(@"^ *>(?:>>)? ?", RegexOptions.Multiline, matchTimeoutMilliseconds: Patience)]
    private static partial Regex QuotePrefix();

    [GeneratedRegex(@"\A *-# ", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Subtext();

    [GeneratedRegex(@"\A *#{1,3} ", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!\\)#+\s*\z", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex TrailingSigns();

    [GeneratedRegex(@"\A *(?:[-*]|[0-9]+\.)(?: |\z)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex ListMarker();

    [GeneratedRegex(@"\A\\(?<one>[^0-9A-Za-z\s])", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A(?:<(?:@[!&]?|#)[0-9]+>|@everyone|@here|<t:-?[0-9]+(?::[tTdDfFsSR])?>|<a?:\w+:[0-9]+>|</[^>]+:[0-9]+>|<id:\w+>|:[A-Za-z0-9+\-](?:[A-Za-z0-9_+\-]*[A-Za-z0-9+\-])?:)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Surprise();

    [GeneratedRegex(@"\A<(?<one>(?:https?|steam)://[^ >]+)>", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"\A\[(?<one>(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?(?<two>(?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex MaskedLink();

    [GeneratedRegex(@"\A(?:https?|steam)://[^\s<]+[^<.,:;""'\]\s]", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex BareLink();

    [GeneratedRegex(@"\A\*\*(?<one>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Strong();

    [GeneratedRegex(@"\A__(?<one>(?:\\[\s\S]|[^\\])+?)__(?!_)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Underline();

    [GeneratedRegex(@"\A_(?<one>(?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Italic();

    [GeneratedRegex(@"\A\*(?=\S)(?<one>(?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex StarItalic();

    [GeneratedRegex(@"\A~~(?<one>[\s\S]+?)~~(?!_)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Strike();

    [GeneratedRegex(@"\A\|\|(?<one>[\s\S]+?)\|\|", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Spoiler();

    [GeneratedRegex(@"\A(?<one>`+)(?<two>[\s\S]*?[^`])\k<one>(?!`)", RegexOptions.None, matchTimeoutMilliseconds: Patience)]
    private static partial Regex InlineCode();
}
