using System.CommandLine;
using System.Text;
using Drill.Grading;

namespace BotHost.CommandLine;

/// <summary><c>grade</c>: grades JSON lines, so that the grader can be measured on any set of answers.</summary>
internal static class GradeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var format = new Option<string>("--format") { Description = "The form of input and output.", HelpName = "json", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var file = new Argument<string?>("FILE") { Description = "A file to read; standard input when none is given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "grade",
            """
            Grades answers without a bot: a line of JSON in, a line out, in the same order.
            In:  {"question", "reference", "keyPoints"?, "answer", "language"?}; a key point is a string or {"text", "weight"?, "terms"?},
                 a term a string or {"text", "aliases"?}. Without key points the reference's sentences serve.
            Out: {"score": 0..1, "points": [{"text", "state": covered|partly|notRecognised, "evidence", "asked"?}], "guard"?},
                 or {"error", "line"} for a line that cannot be read; then the exit code is 1.
            """)
        {
            format,
            file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file);
            if (path is not null && !File.Exists(path))
            {
                await error.WriteLineAsync(Directory.Exists(path) ? $"{path} is a folder; name a file in it." : $"{path} does not exist.");
                return 2;
            }

            using var reader = path is null ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(path, Encoding.UTF8);
            return await GradeAsync(new LineReader(reader, GradeLines.LongestLine), output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> GradeAsync(LineReader lines, TextWriter output, CancellationToken cancellationToken)
    {
        var anyError = false;
        for (var number = 1L; await lines.MoveNextAsync(cancellationToken); number++)
        {
            var (json, isError) = GradeLines.Grade(lines.Current, number);
            anyError |= isError;
            await output.WriteAsync((json + "\n").AsMemory(), cancellationToken);

            // Whoever feeds us line by line waits for each.
            await output.FlushAsync(cancellationToken);
        }

        return anyError ? 1 : 0;
    }
}

/// <summary>Reads lines one by one and never keeps more of one than a limit, however long it is.</summary>
internal sealed class LineReader(TextReader reader, int longest)
{
    private readonly char[] buffer = new char[16 * 1024];
    private int next;
    private int end;

    /// <summary>The line without its end; null when it was too long.</summary>
    public string? Current { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var isTooLong = false;
        var any = false;
        while (true)
        {
            if (next == end)
            {
                (next, end) = (0, await reader.ReadAsync(buffer, cancellationToken));
                if (end == 0)
                {
                    Current = isTooLong ? null : WithoutReturn(line);
                    return any;
                }
            }

            any = true;
            var at = Array.IndexOf(buffer, '\n', next, end - next);
            var stop = at < 0 ? end : at;
            isTooLong |= line.Length + stop - next > longest;
            if (!isTooLong)
            {
                line.Append(buffer, next, stop - next);
            }

            next = stop;
            if (at >= 0)
            {
                next++;
                Current = isTooLong ? null : WithoutReturn(line);
                return true;
            }
        }
    }

    private static string WithoutReturn(StringBuilder line) => line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
}
