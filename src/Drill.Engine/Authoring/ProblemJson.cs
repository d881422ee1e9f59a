using System.Text.Json;
using Drill.Content;

namespace Drill.Authoring;

/// <summary>A problem as JSON, the same wherever one is written.</summary>
public static class ProblemJson
{
    /// <summary>Writes an object with <c>path</c>, <c>line</c>, <c>column</c>, <c>severity</c>, <c>code</c>, <c>message</c>.</summary>
    public static void Write(Utf8JsonWriter json, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(problem);
        json.WriteStartObject();
        json.WriteString("path", problem.Path);
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        json.WriteString("severity", problem.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("code", problem.Code);
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    }
}
