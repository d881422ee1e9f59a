using System.Text.Json.Nodes;
using Drill.Fakes.Discord;
using NJsonSchema;

namespace Drill.Chat.Tests.Discord;

/// <summary>
/// Discord's own specification, when a copy lies beside the checkout (<c>../shared/specs/discord-openapi.json</c>): every body is validated against it with objects closed, so that a
/// misspelt member is found.
/// </summary>
internal static class OpenApi
{
    private static readonly (string Method, string Route, string Path)[] Known =
    [
        ("POST", "channels/{id}/messages", "/channels/{channel_id}/messages"),
        ("POST", "channels/{id}/messages/{id}/threads", "/channels/{channel_id}/messages/{message_id}/threads"),
        ("POST", "users/@me/channels", "/users/@me/channels"),
        ("POST", "interactions/{id}/{id}/callback", "/interactions/{interaction_id}/{interaction_token}/callback"),
        ("POST", "webhooks/{id}/{id}", "/webhooks/{webhook_id}/{webhook_token}"),
        ("PATCH", "webhooks/{id}/{id}/messages/@original", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
        ("PUT", "applications/{id}/commands", "/applications/{application_id}/commands"),
    ];

    private static readonly Lazy<JsonSchema?> Specification = new(Load);

    public static bool IsAtHand => Specification.Value is not null;

    /// <summary>What is wrong with a request; nothing when there is no specification or it says nothing about the request.</summary>
    public static IReadOnlyList<string> Check(FakeRequest request)
    {
        var name = request.Method + " " + request.Route;
        return Specification.Value?.Definitions.TryGetValue(name, out var schema) is true
            ? [.. schema.ActualSchema.Validate(request.Body!.ToJsonString()).Select(Explain)]
            : [];
    }

    /// <summary>An error with the errors within it, down to the member that is wrong.</summary>
    private static string Explain(NJsonSchema.Validation.ValidationError error) => error is NJsonSchema.Validation.ChildSchemaValidationError { Errors: { } inner }
        ? $"{error.Path}: {string.Join(" | ", inner.Values.SelectMany(e => e).Select(Explain).Take(12))}"
        : $"{error.Path}: {error.Kind}";

    private static JsonSchema? Load()
    {
        var file = Path.Combine(Checkout.Root, "..", "shared", "specs", "discord-openapi.json");
        file = Environment.GetEnvironmentVariable("DRILL_DISCORD_OPENAPI") ?? file;
        if (!File.Exists(file))
        {
            return null;
        }

        var document = JsonNode.Parse(File.ReadAllText(file))!;
        var definitions = document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (method, route, path) in Known)
        {
            definitions[method + " " + route] = document["paths"]![path]![method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["schema"]!.DeepClone();
        }

        // The specification says a number; Discord's pages, and every client, write permissions as text.
        definitions["ApplicationCommandUpdateRequest"]!["properties"]!["default_member_permissions"] = new JsonObject { ["type"] = "string" };
        Close(definitions);
        var root = new JsonObject { ["definitions"] = definitions };
        return JsonSchema.FromJsonAsync(root.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal)).GetAwaiter().GetResult();
    }

    /// <summary>Objects take no members they do not name; a constant is an enumeration of one, which the validator knows.</summary>
    private static void Close(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                if (json["properties"] is JsonObject && !json.ContainsKey("additionalProperties"))
                {
                    json["additionalProperties"] = false;
                }

                if (json["const"] is JsonValue constant)
                {
                    json.Remove("const");
                    json["enum"] = new JsonArray(constant.DeepClone());
                }

                foreach (var member in json.ToList())
                {
                    Close(member.Value);
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    Close(item);
                }

                break;
        }
    }
}
