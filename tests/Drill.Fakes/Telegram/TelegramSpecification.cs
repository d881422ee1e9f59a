using System.Text.Json;
using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>The machine-readable specification of the Bot API, when it is at hand: every member must exist, be of its type, and be there when it is required.</summary>
public sealed class TelegramSpecification
{
    private const int MaximumDepth = 12;

    /// <summary>What came after version 10.1, the newest that the file tells of.</summary>
    private static readonly HashSet<string> Newer = new(StringComparer.Ordinal)
    {
        "sendMessage.ephemeral_message_parameters", "sendPhoto.ephemeral_message_parameters", "ReplyParameters.ephemeral_message_id", "BotCommand.is_ephemeral",
    };

    private static readonly HashSet<string> NewerMethods = new(StringComparer.Ordinal) { "editEphemeralMessageText", "deleteEphemeralMessage" };

    private readonly JsonObject methods;
    private readonly JsonObject types;

    private TelegramSpecification(JsonObject root)
    {
        methods = root["methods"]!.AsObject();
        types = root["types"]!.AsObject();
    }

    /// <summary>Reads the file, or returns null when it is not there.</summary>
    public static TelegramSpecification? TryRead(string path) =>
        File.Exists(path) ? new TelegramSpecification(JsonNode.Parse(File.ReadAllText(path))!.AsObject()) : null;

    /// <summary>What is wrong with a call.</summary>
    public IEnumerable<string> Check(string method, JsonObject parameters)
    {
        if (NewerMethods.Contains(method))
        {
            return [];
        }

        return methods[method] is JsonObject found
            ? CheckFields(method, found["fields"] as JsonArray, parameters, 0)
            : [$"the specification has no method {method}"];
    }

    private IEnumerable<string> CheckFields(string owner, JsonArray? fields, JsonObject given, int depth)
    {
        var known = (fields ?? []).ToDictionary(f => (string)f!["name"]!, f => f!, StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (!known.TryGetValue(name, out var field))
            {
                if (!Newer.Contains($"{owner}.{name}"))
                {
                    yield return $"the specification has no {owner}.{name}";
                }

                continue;
            }

            var allowed = field["types"]!.AsArray().Select(t => (string)t!).ToList();
            if (value is null || allowed.All(type => CheckValue(type, value, depth + 1).Any()))
            {
                yield return $"{owner}.{name} is no {string.Join(" or ", allowed)}: {value?.ToJsonString()} {string.Join("; ", value is null ? [] : allowed.SelectMany(t => CheckValue(t, value, depth + 1)).Take(3))}";
            }
        }

        foreach (var (name, _) in known.Where(f => (bool?)f.Value["required"] == true && !given.ContainsKey(f.Key) && !(owner == "ReplyParameters" && given.ContainsKey("ephemeral_message_id"))))
        {
            yield return $"{owner}.{name} is missing";
        }
    }

    private IEnumerable<string> CheckValue(string type, JsonNode value, int depth)
    {
        if (depth > MaximumDepth)
        {
            return ["nested too deep"];
        }

        const string List = "Array of ";
        if (type.StartsWith(List, StringComparison.Ordinal))
        {
            return value is JsonArray array ? array.SelectMany(v => v is null ? ["null in a list"] : CheckValue(type[List.Length..], v, depth + 1)) : ["no list"];
        }

        switch (type)
        {
            case "Integer":
                return value.GetValueKind() == JsonValueKind.Number ? [] : ["no number"];
            case "Float":
                return value.GetValueKind() == JsonValueKind.Number ? [] : ["no number"];
            case "String":
                return value.GetValueKind() == JsonValueKind.String ? [] : ["no text"];
            case "Boolean" or "True":
                return value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : ["no yes or no"];
            case "InputFile":
                return value.GetValueKind() == JsonValueKind.String ? [] : ["no file"];
        }

        if (types[type] is not JsonObject definition)
        {
            return [$"the specification has no type {type}"];
        }

        if (definition["subtypes"] is JsonArray { Count: > 0 } subtypes)
        {
            return subtypes.Any(s => !CheckValue((string)s!, value, depth + 1).Any()) ? [] : [$"no kind of {type}"];
        }

        return value is JsonObject given ? CheckFields(type, definition["fields"] as JsonArray, given, depth) : [$"no {type}"];
    }
}
