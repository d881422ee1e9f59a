using System.Collections.Immutable;
using Drill.Content.Dialects;
using Drill.Content.Own;

namespace Drill.Content;

/// <summary>Reads one file, whatever its dialect.</summary>
internal static class FileReader
{
    /// <summary>The file's questions; null when the file has none or cannot be read.</summary>
    public static FileResult Read(ContentFile file)
    {
        var problems = new ProblemList(file.Path);
        var text = ContentReader.Read(file, problems);
        return text is null ? new FileResult(null, problems.ToImmutable(), ImmutableDictionary<string, string>.Empty) : Read(file, text, problems);
    }

    /// <summary>The questions of a text as if it stood in a file.</summary>
    public static FileResult Read(ContentFile file, string text) => Read(file, text, new ProblemList(file.Path));

    private static FileResult Read(ContentFile file, string text, ProblemList problems)
    {
        var front = FrontMatter.Read(text, null);
        return FileHead.IsOwn(front, text) ? ReadOwn(file, text, problems) : ReadForeign(file, text, problems);
    }

    private static FileResult ReadOwn(ContentFile file, string text, ProblemList problems)
    {
        var front = FrontMatter.Read(text, problems);
        var head = FileHead.Read(front, problems);
        if (head is null)
        {
            return new FileResult(null, problems.ToImmutable(), ImmutableDictionary<string, string>.Empty);
        }

        var source = new MarkdownSource(file, text, front.End, problems, isOwn: true);
        var figures = new FigureCheck(file, problems, isFatal: true);
        using var reader = new OwnFormatReader(source, head, problems, figures);
        var questions = reader.Read();
        if (questions.IsEmpty && problems.Count == 0)
        {
            problems.Warning(1, 1, ProblemCodes.NoQuestions, "The file has no question; a question is a heading of the second level ('##').");
        }

        var reading = new FileReading
        {
            File = file,
            Dialect = FileReading.OwnDialect,
            Bank = head.Bank,
            Language = head.Language,
            Title = head.Title,
            Licence = head.Licence,
            Source = head.Source,
            Questions = questions,
        };
        return new FileResult(reading, problems.ToImmutable(), figures.Found);
    }

    private static FileResult ReadForeign(ContentFile file, string text, ProblemList problems)
    {
        var figures = new FigureCheck(file, problems, isFatal: false);
        if (ForeignReader.Read(file, text, problems, figures) is { } reading)
        {
            return new FileResult(reading, problems.ToImmutable(), figures.Found);
        }

        if (file.WasNamed || !(file.IsReadme || file.IsAboutTheRepository))
        {
            problems.Warning(1, 1, ProblemCodes.NoQuestions, "No question was recognised in this file.");
        }

        return new FileResult(null, problems.ToImmutable(), ImmutableDictionary<string, string>.Empty);
    }
}

/// <summary>What reading a file gave.</summary>
/// <param name="Reading">Its questions, or null.</param>
/// <param name="Problems">Everything wrong in it, by line.</param>
/// <param name="Figures">The pictures it shows: path relative to the root, and where each lies.</param>
internal sealed record FileResult(FileReading? Reading, ImmutableArray<Problem> Problems, IReadOnlyDictionary<string, string> Figures);
