using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Drill.Content;
using Drill.Text;

namespace Drill.Authoring;

/// <summary>Writes what was read of Markdown files as one JSON document, for other programs.</summary>
public static class BankExport
{
    private const int ChunkBytes = 64 * 1024;

    // Chinese stays readable; nobody puts this document into a web page without escaping it for that.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Reads folders and files and writes <c>{"banks":[…],"problems":[…]}</c>: one bank for each file in which questions were found, in the order of
    /// paths, and everything that is wrong, as <see cref="BankCompiler.CompileFolders"/> reports it. The document is written piece by piece.
    /// </summary>
    /// <param name="paths">Folders and files, as a person named them.</param>
    /// <param name="output">Where the document goes; it ends with a line feed.</param>
    public static void WriteJson(IReadOnlyList<string> paths, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(output);
        var readings = BankCompiler.ReadFolders(paths);
        var problems = BankCompiler.Assemble(readings).Problems;
        using var pieces = new Pieces(output);
        var json = pieces.Json;
        json.WriteStartObject();
        json.WriteStartArray("banks");
        foreach (var reading in readings.Results.Select(r => r.Reading).OfType<FileReading>())
        {
            WriteBank(pieces, reading);
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            ProblemJson.Write(json, problem);
            pieces.Pass();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        pieces.Finish();
    }

    private static void WriteBank(Pieces pieces, FileReading file)
    {
        var json = pieces.Json;
        json.WriteStartObject();
        json.WriteString("path", file.File.Path);
        json.WriteString("dialect", file.Dialect);
        json.WriteString("language", file.Language);
        json.WriteString("title", file.Title);
        json.WriteStartArray("questions");
        foreach (var question in file.Questions)
        {
            Write(json, question);
            pieces.Pass();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadQuestion question)
    {
        var asked = question.Choices.IsEmpty ? null : question.Choices[0];
        var isChoice = question.IsChoiceOnly;
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteNumber("line", question.Line);
        json.WriteString("prompt", PlainText.Of(isChoice && asked?.Stem is { } stem ? question.Prompt.Then(stem) : question.Prompt));
        json.WriteString("answer", AnswerOf(question, asked));
        json.WriteString("answerMarkdown", question.AnswerMarkdown.ToString());
        json.WriteString("kind", isChoice ? "choice" : "open");
        json.WriteStartArray("choices");
        foreach (var option in asked?.Options ?? [])
        {
            json.WriteStartObject();
            json.WriteString("label", option.Label);
            json.WriteString("text", option.Text);
            json.WriteBoolean("correct", option.IsRight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("topic", question.Topic);
        WriteNumber(json, "level", question.Level);
        json.WriteBoolean("hasCode", question.HasCode);
        json.WriteStartArray("figures");
        foreach (var figure in question.Figures)
        {
            json.WriteStringValue(figure.Source);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Whoever chooses is answered by the explanation.
    private static string AnswerOf(ReadQuestion question, ReadChoices? asked) =>
        question.Answer.IsEmpty && question.IsChoiceOnly ? asked?.Explanation ?? "" : PlainText.Of(question.Answer);

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Passes JSON on to a text writer whenever enough has gathered, so that a large bank is never held twice.</summary>
    private sealed class Pieces : IDisposable
    {
        private readonly ArrayBufferWriter<byte> buffer = new(2 * ChunkBytes);
        private readonly TextWriter output;

        public Pieces(TextWriter output)
        {
            this.output = output;
            Json = new Utf8JsonWriter(buffer, Options);
        }

        public Utf8JsonWriter Json { get; }

        /// <summary>Called between values, where no character is cut.</summary>
        public void Pass()
        {
            if (Json.BytesPending + buffer.WrittenCount >= ChunkBytes)
            {
                Write();
            }
        }

        public void Finish()
        {
            Write();
            output.Write('\n');
            output.Flush();
        }

        public void Dispose() => Json.Dispose();

        private void Write()
        {
            Json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
        }
    }
}
