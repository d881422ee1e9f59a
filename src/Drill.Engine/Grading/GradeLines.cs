using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Drill.Questions;

namespace Drill.Grading;

/// <summary>
/// Grades one line of JSON at a time, so that the grader can be measured on any set of answers. A line holds
/// <c>{"question","reference","keyPoints"?,"answer","language"?}</c>; a key point is a string or
/// <c>{"text","weight"?,"terms"?}</c>, a term a string or <c>{"text","aliases"?}</c>. It becomes
/// <c>{"score","points":[{"text","state","evidence","asked"?}],"guard"?}</c>, or <c>{"error","line"}</c> when it cannot be read. Keeps nothing between lines.
/// </summary>
public static class GradeLines
{
    /// <summary>The longest line that is read, in UTF-16 units.</summary>
    public const int LongestLine = 1_000_000;

    private const int MostPoints = 100, MostTerms = 100;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16 };
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Grades a line.</summary>
    /// <param name="line">The JSON, or null for a line that was longer than <see cref="LongestLine"/>.</param>
    /// <param name="number">Its number from 1, for errors.</param>
    /// <returns>One line of JSON without its end, and whether it is an error.</returns>
    public static (string Json, bool IsError) Grade(string? line, long number)
    {
        try
        {
            if (line is null)
            {
                throw new LineException(string.Create(CultureInfo.InvariantCulture, $"The line is longer than {LongestLine:N0} characters."));
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                throw new LineException("The line is empty.");
            }

            using var document = JsonDocument.Parse(line, Reading);
            return (Grade(document.RootElement), false);
        }
        catch (JsonException exception)
        {
            // Its message ends with a line number of its own, which is always 0.
            var (message, at) = (exception.Message.Split(" LineNumber:", 2)[0], (exception.BytePositionInLine ?? 0) + 1);
            return (Error(string.Create(CultureInfo.InvariantCulture, $"This is no JSON object, at byte {at} of the line: {message}"), number), true);
        }
        catch (LineException exception)
        {
            return (Error(exception.Message, number), true);
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString refuses half a surrogate pair.
            return (Error("A text holds half of a character (a lone surrogate).", number), true);
        }
    }

    private static string Grade(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new LineException("The line is no JSON object.");
        }

        var question = Text(line, "question", isRequired: false);
        var answer = Text(line, "answer", isRequired: true);
        var language = Text(line, "language", isRequired: false) is { Length: > 0 } given ? given : "en";
        if (line.TryGetProperty("keyPoints", out var listed) && listed.ValueKind != JsonValueKind.Null && Points(listed) is { IsEmpty: false } points)
        {
            var guide = new GradingGuide(language, question, points);
            var verdict = guide.Grade(answer);
            return Write(points, verdict, verdict.IsGraded ? Score(guide, points, verdict, answer) : 0);
        }

        var grader = new ReferenceGrader(language, question, Text(line, "reference", isRequired: true));
        if (grader.Points.IsEmpty)
        {
            throw new LineException("\"reference\" holds no word that could be looked for.");
        }

        var graded = grader.Grade(answer);
        return Write(grader.Points, graded.Verdict, graded.Score);
    }

    /// <summary>The product's own coverage; a point without terms counts by how much of its text is there, which is finer than three states.</summary>
    private static double Score(GradingGuide guide, ImmutableArray<KeyPoint> points, Verdict verdict, string answer)
    {
        if (points.All(p => p.Terms.Length > 0))
        {
            return verdict.Coverage;
        }

        var words = new AnswerWords(Tokenizer.Read(answer));
        double whole = 0, said = 0;
        foreach (var point in verdict.Points)
        {
            var weight = points[point.KeyPoint].Weight;
            whole += weight;
            said += weight * (points[point.KeyPoint].Terms.Length > 0
                ? point.State switch { PointState.Covered => 1, PointState.Partly => 0.5, _ => 0 }
                : guide.RecallOf(point.KeyPoint, words) * (point.IsDenied ? 0.5 : 1));
        }

        return said / whole;
    }

    private static ImmutableArray<KeyPoint> Points(JsonElement list) => Each(list, "keyPoints", MostPoints, element => element.ValueKind switch
    {
        JsonValueKind.String => new KeyPoint(element.GetString()!, 1, []),
        JsonValueKind.Object => new KeyPoint(
            Text(element, "text", isRequired: true),
            Weight(element),
            element.TryGetProperty("terms", out var terms) && terms.ValueKind != JsonValueKind.Null ? Each(terms, "terms", MostTerms, Term) : []),
        _ => throw new LineException("A key point is neither a string nor an object with \"text\"."),
    });

    private static KeyTerm Term(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new KeyTerm(element.GetString()!, []),
        JsonValueKind.Object => new KeyTerm(
            Text(element, "text", isRequired: true),
            element.TryGetProperty("aliases", out var aliases) && aliases.ValueKind != JsonValueKind.Null
                ? Each(aliases, "aliases", MostTerms, a => a.ValueKind == JsonValueKind.String ? a.GetString()! : throw new LineException("An alias is no string."))
                : []),
        _ => throw new LineException("A term is neither a string nor an object with \"text\"."),
    };

    private static ImmutableArray<T> Each<T>(JsonElement list, string name, int most, Func<JsonElement, T> read)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new LineException($"\"{name}\" is no list.");
        }

        return list.GetArrayLength() <= most
            ? [.. list.EnumerateArray().Select(read)]
            : throw new LineException(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" has more than {most} members."));
    }

    private static int Weight(JsonElement point)
    {
        if (!point.TryGetProperty("weight", out var weight) || weight.ValueKind == JsonValueKind.Null)
        {
            return 1;
        }

        return weight.ValueKind == JsonValueKind.Number && weight.TryGetInt32(out var number) && number is >= 1 and <= 100
            ? number
            : throw new LineException("\"weight\" is no whole number from 1 to 100.");
    }

    private static string Text(JsonElement element, string name, bool isRequired)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return isRequired ? throw new LineException($"\"{name}\" is missing.") : string.Empty;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new LineException($"\"{name}\" is no string.");
    }

    private static string Write(ImmutableArray<KeyPoint> points, Verdict verdict, double score) => Write(json =>
    {
        json.WriteNumber("score", Math.Round(score, 4));
        json.WriteStartArray("points");
        foreach (var point in verdict.Points)
        {
            json.WriteStartObject();
            json.WriteString("text", points[point.KeyPoint].Text);
            json.WriteString("state", point.State switch { PointState.Covered => "covered", PointState.Partly => "partly", _ => "notRecognised" });
            json.WriteStartArray("evidence");
            foreach (var words in point.Evidence)
            {
                json.WriteStringValue(words);
            }

            json.WriteEndArray();
            if (point.IsDenied)
            {
                json.WriteBoolean("asked", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (verdict.Guard != Guard.None)
        {
            json.WriteString("guard", JsonNamingPolicy.CamelCase.ConvertName(verdict.Guard.ToString()));
        }
    });

    private static string Error(string message, long line) => Write(json =>
    {
        json.WriteString("error", message);
        json.WriteNumber("line", line);
    });

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private sealed class LineException(string message) : Exception(message);
}
