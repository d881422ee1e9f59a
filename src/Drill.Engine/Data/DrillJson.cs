using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Drill.Conversation;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Data;

/// <summary>How values lie in JSON columns.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(QuestionVariant))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(Verdict))]
internal sealed partial class DrillJson : JsonSerializerContext
{
    // Columns are never pasted into HTML, so Chinese may stay readable.
    public static DrillJson Columns { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A list within a list takes four levels of JSON, and a body may nest as deep as MarkdownReader.MaximumDepth.
        MaxDepth = 256,
    });
}
