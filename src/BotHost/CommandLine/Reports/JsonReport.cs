using Drill.Authoring;
using Drill.Content;

namespace BotHost.CommandLine.Reports;

/// <summary>One JSON document: <c>{"problems":[…],"questions":n,"errors":n,"warnings":n}</c>.</summary>
internal static class JsonReport
{
    public static void Write(Compilation compilation, TextWriter output)
    {
        var errors = compilation.Problems.Count(p => p.Severity == Severity.Error);
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("problems");
            foreach (var problem in compilation.Problems)
            {
                ProblemJson.Write(json, problem);
            }

            json.WriteEndArray();
            json.WriteNumber("questions", compilation.Bank.Questions.Length);
            json.WriteNumber("errors", errors);
            json.WriteNumber("warnings", compilation.Problems.Length - errors);
            json.WriteEndObject();
        });
    }
}
