using System.Collections.Immutable;
using Drill.Questions;
using Drill.Text;

namespace Drill.Content;

/// <summary>One file as it was read, whatever its dialect; the compiler merges these into a bank.</summary>
internal sealed record FileReading
{
    public required ContentFile File { get; init; }

    /// <summary>A short stable word: <c>drill</c> for our own format, else the name of the dialect.</summary>
    public required string Dialect { get; init; }

    /// <summary>The id of the bank; a foreign file is a bank of its own.</summary>
    public required string Bank { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public string? Licence { get; init; }

    public string? Source { get; init; }

    public required ImmutableArray<ReadQuestion> Questions { get; init; }

    public bool IsOwn => string.Equals(Dialect, OwnDialect, StringComparison.Ordinal);

    public const string OwnDialect = "drill";
}

/// <summary>A question as one file gives it, in one language.</summary>
internal sealed record ReadQuestion
{
    /// <summary>Within the bank.</summary>
    public required string Id { get; init; }

    public required int Line { get; init; }

    public int Column { get; init; } = 1;

    /// <summary>The heading as one line of plain text, without numbering.</summary>
    public required string Title { get; init; }

    public required Body Prompt { get; init; }

    public Body Answer { get; init; } = Body.Empty;

    public MarkdownSlice AnswerMarkdown { get; init; }

    public ImmutableArray<KeyPoint> KeyPoints { get; init; } = [];

    public Body? Hint { get; init; }

    public ImmutableArray<ReadChoices> Choices { get; init; } = [];

    public ImmutableArray<SourceLink> Sources { get; init; } = [];

    public ImmutableArray<Figure> Figures { get; init; } = [];

    /// <summary>The topic's id; null when the file says nothing.</summary>
    public string? Topic { get; init; }

    /// <summary>How people see the topic in this file's language; null when the file does not say.</summary>
    public string? TopicTitle { get; init; }

    public int? Level { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public bool HasCode { get; init; }

    public required string Revision { get; init; }

    /// <summary>Whether it has nothing but choices: no key points and no answer beyond their explanation.</summary>
    public bool IsChoiceOnly { get; init; }
}

/// <summary>Choices as they were written; what is too long for a platform is still here.</summary>
internal sealed record ReadChoices(Body? Stem, ImmutableArray<ChoiceOption> Options, string? Explanation)
{
    public bool HasRight => Options.Any(o => o.IsRight);
}

/// <summary>A piece of a file's text, cut out only when somebody asks for it.</summary>
internal readonly record struct MarkdownSlice(string? Text, int Start, int End, int Indent = 0)
{
    public bool IsEmpty => Text is null || End <= Start;

    /// <summary>The Markdown, trimmed, and without the indentation of the list item it stood in.</summary>
    public override string ToString()
    {
        if (IsEmpty)
        {
            return "";
        }

        var slice = Text.AsSpan(Start, End - Start).Trim("\n\r").TrimEnd().ToString();
        return Indent == 0 ? slice.Trim() : Outdent(slice, Indent);
    }

    private static string Outdent(string text, int indent)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var blank = 0;
            while (blank < indent && blank < lines[i].Length && lines[i][blank] == ' ')
            {
                blank++;
            }

            lines[i] = lines[i][blank..];
        }

        return string.Join('\n', lines).Trim();
    }
}
