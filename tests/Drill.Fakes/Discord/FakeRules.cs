using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Drill.Fakes.Discord;

/// <summary>What Discord refuses: members it does not know, lengths it does not take. Written from its pages, apart from the code under test.</summary>
public static partial class FakeRules
{
    private const int ComponentsV2 = 1 << 15;

    private static readonly string[] MessageMembers =
    [
        "content", "nonce", "tts", "embeds", "allowed_mentions", "message_reference", "components", "sticker_ids", "attachments", "flags", "enforce_nonce", "poll",
        // discord.js sends these in responses.
        "choices", "custom_id", "title", "username", "avatar_url", "thread_name", "applied_tags", "shared_client_theme",
    ];

    private static readonly Dictionary<int, string[]> ComponentMembers = new()
    {
        [1] = ["components"],
        [2] = ["style", "label", "emoji", "custom_id", "sku_id", "url", "disabled"],
        [3] = ["custom_id", "options", "placeholder", "min_values", "max_values", "required", "disabled"],
        [4] = ["custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder"],
        [9] = ["components", "accessory"],
        [10] = ["content"],
        [11] = ["media", "description", "spoiler"],
        [12] = ["items"],
        [13] = ["file", "spoiler"],
        [14] = ["divider", "spacing"],
        [17] = ["components", "accent_color", "spoiler"],
        [18] = ["label", "description", "component"],
    };

    /// <summary>What is wrong with a message, each in a few words.</summary>
    public static IReadOnlyList<string> Check(JsonObject? message, IReadOnlyDictionary<string, int> files)
    {
        var wrong = new List<string>();
        if (message is null)
        {
            return ["no body"];
        }

        wrong.AddRange(message.Select(m => m.Key).Except(MessageMembers, StringComparer.Ordinal).Select(k => "unknown member " + k));
        if (message["nonce"] is { } nonce && nonce.ToString().Length > 25)
        {
            wrong.Add("nonce too long");
        }

        var flags = (int?)message["flags"] ?? 0;
        var components = message["components"] as JsonArray;
        if ((flags & ComponentsV2) == 0)
        {
            var content = (string?)message["content"] ?? "";
            Require(content.Length <= 2000, "content too long");
            Require(content.Length > 0 || (message["embeds"] as JsonArray)?.Count > 0 || components?.Count > 0 || files.Count > 0, "empty message");
            Require((components ?? []).OfType<JsonObject>().All(c => (int?)c["type"] == 1), "components need the flag");
        }
        else
        {
            Require(message["content"] is null && message["embeds"] is null && message["poll"] is null, "content beside components");
            Require(components?.Count > 0, "no components");
        }

        CheckComponents(components, files, wrong, depth: 0);
        var all = FakeMessage.All(components).ToList();
        Require(all.Count <= 40, "more than 40 components");
        Require(all.Where(c => (int?)c["type"] == 10).Sum(c => ((string?)c["content"] ?? "").Length) <= 4000, "more than 4000 characters");
        var ids = all.Select(c => (string?)c["custom_id"]).OfType<string>().ToList();
        Require(ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "a custom_id twice");
        var numbers = all.Select(c => (long?)c["id"]).Where(n => n is not null and not 0).ToList();
        Require(numbers.Distinct().Count() == numbers.Count, "a component id twice");
        foreach (var attachment in (message["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Require(files.ContainsKey((string?)attachment["filename"] ?? ""), "an attachment without a file");
            Require(((string?)attachment["description"] ?? "").Length <= 1024, "an attachment's description too long");
        }

        Require(files.Values.All(size => size <= 10 * 1024 * 1024) && files.Count <= 10, "files too large or too many");
        return wrong;

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                wrong.Add(what);
            }
        }
    }

    /// <summary>What is wrong with a modal.</summary>
    public static IReadOnlyList<string> CheckModal(JsonObject? data)
    {
        var wrong = new List<string>();
        if ((string?)data?["custom_id"] is not { Length: > 0 and <= 100 })
        {
            wrong.Add("a modal's custom_id");
        }

        if ((string?)data?["title"] is not { Length: > 0 and <= 45 })
        {
            wrong.Add("a modal's title");
        }

        if (data?["components"] is not JsonArray { Count: > 0 and <= 5 } components || components.OfType<JsonObject>().Any(c => (int?)c["type"] is not (1 or 10 or 18)))
        {
            wrong.Add("a modal's components");
            return wrong;
        }

        CheckComponents(components, new Dictionary<string, int>(StringComparer.Ordinal), wrong, depth: 0);
        return wrong;
    }

    /// <summary>What is wrong with a command.</summary>
    public static IEnumerable<string> CheckCommand(JsonObject command)
    {
        var name = (string?)command["name"] ?? "";
        string[] known = ["id", "type", "name", "name_localizations", "description", "description_localizations", "options", "default_member_permissions", "dm_permission", "default_permission", "nsfw", "integration_types", "contexts", "handler"];
        foreach (var key in command.Select(m => m.Key).Except(known, StringComparer.Ordinal))
        {
            yield return $"{name}: unknown member {key}";
        }

        if (!CommandName().IsMatch(name))
        {
            yield return $"{name}: its name";
        }

        if ((string?)command["description"] is not { Length: > 0 and <= 100 } || TooLong(command["description_localizations"]))
        {
            yield return $"{name}: its description";
        }

        var options = (command["options"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (options.Count > 25)
        {
            yield return $"{name}: too many options";
        }

        var sawOptional = false;
        foreach (var option in options)
        {
            var isRequired = (bool?)option["required"] ?? false;
            if (isRequired && sawOptional)
            {
                yield return $"{name}: a required option after an optional one";
            }

            sawOptional |= !isRequired;
            if (!CommandName().IsMatch((string?)option["name"] ?? "") || (string?)option["description"] is not { Length: > 0 and <= 100 } || TooLong(option["description_localizations"]))
            {
                yield return $"{name}: an option's name or description";
            }

            var choices = option["choices"] as JsonArray ?? [];
            if (choices.Count > 25 || (choices.Count > 0 && (bool?)option["autocomplete"] == true))
            {
                yield return $"{name}: an option's choices";
            }
        }
    }

    private static bool TooLong(JsonNode? localizations) => (localizations as JsonObject)?.Any(l => (string?)l.Value is not { Length: > 0 and <= 100 } || !Locale().IsMatch(l.Key)) ?? false;

    private static void CheckComponents(JsonArray? components, IReadOnlyDictionary<string, int> files, List<string> wrong, int depth)
    {
        foreach (var component in (components ?? []).OfType<JsonObject>())
        {
            CheckOne(component, files, wrong, depth);
        }
    }

    private static void CheckOne(JsonObject component, IReadOnlyDictionary<string, int> files, List<string> wrong, int depth)
    {
        var type = (int?)component["type"] ?? 0;
        if (!ComponentMembers.TryGetValue(type, out var members) || depth > 4)
        {
            wrong.Add($"component type {type}");
            return;
        }

        wrong.AddRange(component.Select(m => m.Key).Where(k => k is not ("type" or "id")).Except(members, StringComparer.Ordinal).Select(k => $"unknown member {k} of component {type}"));
        var custom = (string?)component["custom_id"];
        if ((custom is not null && custom.Length is 0 or > 100) || ((string?)component["label"] ?? "x").Length is 0 || ((string?)component["placeholder"] ?? "").Length > 150)
        {
            wrong.Add($"lengths of component {type}");
        }

        var children = component["components"] as JsonArray;
        switch (type)
        {
            case 1 when children is null or { Count: 0 or > 5 }:
                wrong.Add("a row of none or more than 5");
                break;
            case 2 when ((string?)component["label"] ?? "").Length > 80 || (custom is null && component["url"] is null):
                wrong.Add("a button's label or id");
                break;
            case 3 when component["options"] is not JsonArray { Count: > 0 and <= 25 } options
                || options.OfType<JsonObject>().Any(o => ((string?)o["label"] ?? "").Length is 0 or > 100 || ((string?)o["value"] ?? "").Length is 0 or > 100):
                wrong.Add("a select's options");
                break;
            case 4 when ((int?)component["max_length"] ?? 1) is < 1 or > 4000 || ((string?)component["placeholder"] ?? "").Length > 100:
                wrong.Add("a field's lengths");
                break;
            case 10 when string.IsNullOrEmpty((string?)component["content"]):
                wrong.Add("an empty text");
                break;
            case 12:
                CheckGallery(component, files, wrong);
                break;
            case 18 when ((string?)component["label"] ?? "").Length is 0 or > 45 || ((string?)component["description"] ?? "").Length > 100 || component["component"] is not JsonObject:
                wrong.Add("a label");
                break;
        }

        CheckComponents(children, files, wrong, depth + 1);
        if (component["component"] is JsonObject inner)
        {
            CheckOne(inner, files, wrong, depth + 1);
        }
    }

    private static void CheckGallery(JsonObject gallery, IReadOnlyDictionary<string, int> files, List<string> wrong)
    {
        if (gallery["items"] is not JsonArray { Count: > 0 and <= 10 } items)
        {
            wrong.Add("a gallery of none or more than 10");
            return;
        }

        foreach (var item in items.OfType<JsonObject>())
        {
            var url = (string?)item["media"]?["url"] ?? "";
            if (url.StartsWith("attachment://", StringComparison.Ordinal) ? !files.ContainsKey(url["attachment://".Length..]) : !url.StartsWith("https://", StringComparison.Ordinal))
            {
                wrong.Add("a picture that is not there");
            }

            if (((string?)item["description"] ?? "").Length > 1024 || item["description"] is not null && (string?)item["description"] == "")
            {
                wrong.Add("a picture's description");
            }
        }
    }

    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CommandName();

    [GeneratedRegex(@"^(?:id|da|de|en-GB|en-US|es-ES|es-419|fr|hr|it|lt|hu|nl|no|pl|pt-BR|ro|fi|sv-SE|vi|tr|cs|el|bg|ru|uk|hi|th|zh-CN|ja|zh-TW|ko)$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Locale();
}
