using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Drill.Content.Own;

/// <summary>The front matter of a file: flat keys and values with the line each stands on.</summary>
internal sealed class FrontMatter
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Where the Markdown begins.</summary>
    public int End { get; private init; }

    /// <summary>Whether there is front matter at all.</summary>
    public bool Exists { get; private init; }

    /// <summary>Whether the YAML could not be read; its problem is reported.</summary>
    public bool IsBroken { get; private set; }

    public IEnumerable<KeyValuePair<string, Entry>> Entries => entries;

    public string? this[string key] => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    public int LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Line : 1;

    public int ColumnOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Column : 1;

    /// <summary>
    /// Reads the front matter of a text. Problems of a foreign file's front matter are nobody's business, so they are reported only
    /// when <paramref name="problems"/> is given.
    /// </summary>
    public static FrontMatter Read(string text, ProblemList? problems)
    {
        var (start, end, after) = Find(text);
        var front = new FrontMatter { Exists = after > 0, End = after };
        if (front.Exists)
        {
            front.ReadYaml(text[start..end], problems);
        }

        return front;
    }

    /// <summary>The bounds of the YAML and where the Markdown goes on; all 0 without front matter.</summary>
    private static (int Start, int End, int After) Find(string text)
    {
        if (!text.StartsWith("---", StringComparison.Ordinal))
        {
            return default;
        }

        var firstEnd = text.IndexOf('\n', StringComparison.Ordinal);
        if (firstEnd < 0 || !text.AsSpan(3, firstEnd - 3).IsWhiteSpace())
        {
            return default;
        }

        var start = firstEnd + 1;
        var position = start;
        while (position < text.Length && position - start <= ContentLimits.FrontMatter)
        {
            var lineEnd = text.IndexOf('\n', position);
            lineEnd = lineEnd < 0 ? text.Length : lineEnd;
            var line = text.AsSpan(position, lineEnd - position).TrimEnd();
            if (line is "---" or "...")
            {
                return LooksLikeYaml(text.AsSpan(start, position - start)) ? (start, position, Math.Min(lineEnd + 1, text.Length)) : default;
            }

            position = lineEnd + 1;
        }

        return default;
    }

    // A rule above a paragraph and a rule below it is not front matter: some line of YAML has a key and a colon.
    private static bool LooksLikeYaml(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (line.Length > 0 && line[0] is not ('#' or ' ' or '\t') && colon > 0 && line[..colon].IndexOfAny(" \t") < 0
                && (colon + 1 == line.Length || line[colon + 1] is ' ' or '\t'))
            {
                return true;
            }
        }

        return text.IsWhiteSpace();
    }

    private void ReadYaml(string yaml, ProblemList? problems)
    {
        try
        {
            // Events rather than objects: nothing is built of aliases, tags or depth that a stranger chose.
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return;
            }

            parser.Consume<DocumentStart>();
            if (!parser.TryConsume<MappingStart>(out _))
            {
                IsBroken = true;
                problems?.Error(2, 1, ProblemCodes.FrontMatterSyntax, "Front matter must be lines of 'key: value'.");
                return;
            }

            while (!parser.TryConsume<MappingEnd>(out _))
            {
                ReadEntry(parser, problems);
            }
        }
        catch (YamlException e)
        {
            IsBroken = true;
            var message = e.InnerException is null ? e.Message : e.InnerException.Message;
            problems?.Error((int)e.Start.Line + 1, Math.Max(1, (int)e.Start.Column), ProblemCodes.FrontMatterSyntax, $"Front matter is not YAML: {OneLine(message)}");
        }
    }

    private void ReadEntry(Parser parser, ProblemList? problems)
    {
        if (!parser.TryConsume<Scalar>(out var key))
        {
            parser.SkipThisAndNestedEvents();
            parser.SkipThisAndNestedEvents();
            return;
        }

        // The parser counts from the line after the first three hyphens.
        var line = (int)key.Start.Line + 1;
        var column = (int)key.Start.Column;
        string? value = null;
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            value = scalar.Value.Trim();
        }
        else
        {
            parser.SkipThisAndNestedEvents();
        }

        if (!entries.TryAdd(key.Value, new Entry(value, line, column)))
        {
            problems?.Error(line, column, ProblemCodes.BadValue, $"The key '{key.Value}' stands twice in front matter.");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>A value and where its key stands; null when the value is a list or a map.</summary>
    public sealed record Entry(string? Value, int Line, int Column);
}
