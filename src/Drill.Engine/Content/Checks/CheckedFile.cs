using Drill.Content.Own;

namespace Drill.Content.Checks;

/// <summary>A file that was read, with its text at hand, so that what is found can be shown where it stands.</summary>
internal sealed class CheckedFile
{
    private const int SnippetLength = 24;
    private readonly string[] lines;

    private CheckedFile(FileReading reading, string text)
    {
        Reading = reading;
        Text = text;
        lines = text.Split('\n');
    }

    public FileReading Reading { get; }

    public string Text { get; }

    /// <summary>The file with its text; null when it can no longer be read, which is reported elsewhere.</summary>
    public static CheckedFile? Open(FileReading reading) =>
        ContentReader.Read(reading.File, new ProblemList(reading.File.Path)) is { } text ? new CheckedFile(reading, text) : null;

    /// <summary>The file's Markdown tree.</summary>
    public MarkdownSource Parse() => new(Reading.File, Text, FrontMatter.Read(Text, null).End, new ProblemList(Reading.File.Path), Reading.IsOwn);

    /// <summary>A warning at a question, or at the line of it on which some words stand.</summary>
    public Problem Warn(ReadQuestion question, string code, string message, string? words = null)
    {
        var (line, column) = Find(question, words);
        return new Problem(Reading.File.Path, line, column, Severity.Warning, code, message);
    }

    private (int Line, int Column) Find(ReadQuestion question, string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return (question.Line, question.Column);
        }

        var snippet = words.AsSpan(0, Math.Min(words.Length, SnippetLength));
        var end = Reading.Questions.Where(q => q.Line > question.Line).Select(q => q.Line).DefaultIfEmpty(lines.Length + 1).Min();
        for (var line = question.Line; line < end; line++)
        {
            if (lines[line - 1].AsSpan().Contains(snippet, StringComparison.OrdinalIgnoreCase))
            {
                return (line, lines[line - 1].AsSpan().IndexOfAnyExcept(' ') + 1);
            }
        }

        return (question.Line, question.Column);
    }
}
