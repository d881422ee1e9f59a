using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Drill.Fakes.Telegram;

/// <summary>Reads a request as the server does: JSON, or a form whose fields are texts, numbers and JSON.</summary>
internal static class BotRequest
{
    public static async Task<(JsonObject Parameters, IReadOnlyDictionary<string, byte[]> Files)> ReadAsync(HttpRequest request, MethodRules? rules)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            var parameters = new JsonObject();
            foreach (var (name, value) in form)
            {
                parameters[name] = Parse(value.ToString(), rules?.TypeOf(name));
            }

            foreach (var file in form.Files)
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes);
                files[file.Name] = bytes.ToArray();
                if (rules?.TypeOf(file.Name) == "file")
                {
                    parameters[file.Name] = "attach://" + file.Name;
                }
            }

            return (parameters, files);
        }

        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        {
            return ([], files);
        }

        return (await JsonNode.ParseAsync(request.Body) as JsonObject ?? [], files);
    }

    private static JsonNode? Parse(string text, string? type) => type switch
    {
        "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text),
        "bool" => JsonValue.Create(text is "true" or "True" or "1"),
        "chat" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? JsonValue.Create(id) : JsonValue.Create(text),
        "object" or "array" => ParseJson(text),
        _ => JsonValue.Create(text),
    };

    private static JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
