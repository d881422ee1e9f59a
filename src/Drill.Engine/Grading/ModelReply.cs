using System.Collections.Immutable;
using System.Text.Json;

namespace Drill.Grading;

/// <summary>Reads what a model said of an answer and believes only what the answer itself shows.</summary>
internal static class ModelReply
{
    private const int LongestReply = 50_000;

    /// <summary>One quotation may show two points, and hardly more.</summary>
    private const int MostPointsPerQuote = 2;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8, AllowTrailingCommas = true };

    /// <summary>Words of a passage that speaks to whoever grades rather than about the subject.</summary>
    private static readonly string[] Addressing =
    [
        "ignore the above", "ignore all", "ignore previous", "ignore your", "disregard", "system prompt", "your instructions", "these instructions", "key points are covered", "full marks",
        "full points", "give me", "mark me", "mark this", "grade this", "score this", "10 points", "10/10", "you are now", "as a grader", "to the grader", "\"state\"",
        "忽略以上", "忽略上面", "忽略之前", "无视以上", "系统提示", "满分", "给我打", "全部覆盖", "评分者", "请判",
    ];

    /// <summary>A verdict on every point, or what is wrong with the reply.</summary>
    public static (ImmutableArray<PointVerdict> Points, string? Problem) Read(string reply, int count, string answer, QuestionWords question)
    {
        var (start, end) = (reply.IndexOf('{', StringComparison.Ordinal), reply.LastIndexOf('}'));
        if (start < 0 || end < start || reply.Length > LongestReply)
        {
            return ([], "no JSON");
        }

        try
        {
            using var document = JsonDocument.Parse(reply.AsMemory(start, end - start + 1), Reading);
            return Read(document.RootElement, count, answer, question);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ([], "broken JSON");
        }
    }

    private static (ImmutableArray<PointVerdict> Points, string? Problem) Read(JsonElement root, int count, string answer, QuestionWords question)
    {
        if (!root.TryGetProperty("points", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != count)
        {
            return ([], "another number of points");
        }

        var read = new PointVerdict?[count];
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("n", out var n) || n.ValueKind != JsonValueKind.Number
                || !n.TryGetInt32(out var number) || number < 1 || number > count || read[number - 1] is not null)
            {
                return ([], "a point without its number");
            }

            PointState? state = Text(element, "state") switch
            {
                "covered" => PointState.Covered,
                "partly" => PointState.Partly,
                "missing" => PointState.NotRecognised,
                _ => null,
            };
            if (state is null)
            {
                return ([], "an unknown state");
            }

            var quote = Text(element, "quote").Trim();
            if (state != PointState.NotRecognised && !Shows(quote, answer, question))
            {
                return ([], "a quotation that shows nothing");
            }

            read[number - 1] = new PointVerdict(number - 1, state.Value, state == PointState.NotRecognised ? [] : [quote]);
        }

        var repeated = read.SelectMany(p => p!.Evidence).GroupBy(q => q, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > MostPointsPerQuote);
        return repeated ? ([], "one quotation for many points") : ([.. read.Select(p => p!)], null);
    }

    /// <summary>Whether a quotation stands in the answer as it is, says a word that the question does not, and speaks of the subject.</summary>
    private static bool Shows(string quote, string answer, QuestionWords question) =>
        quote.Length > 0
        && answer.Contains(quote, StringComparison.Ordinal)
        && TextUnit.Of(Tokenizer.Read(quote)).Any(u => !question.Holds(u))
        && !Array.Exists(Addressing, a => quote.Contains(a, StringComparison.OrdinalIgnoreCase));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? string.Empty : string.Empty;
}
