using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>The parameters of a method: which there are, of what type, which are needed.</summary>
internal sealed class MethodRules(string text)
{
    private readonly FrozenDictionary<string, (string Type, bool IsNeeded)> parameters = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p =>
    {
        var parts = p.TrimEnd('!').Split(':');
        return KeyValuePair.Create(parts[0], (Type: parts.ElementAtOrDefault(1) ?? "text", IsNeeded: p.EndsWith('!')));
    }).ToFrozenDictionary(StringComparer.Ordinal);

    public string? TypeOf(string name) => parameters.TryGetValue(name, out var found) ? found.Type : null;

    public IEnumerable<string> Check(JsonObject given)
    {
        foreach (var (name, value) in given)
        {
            if (!parameters.TryGetValue(name, out var rule))
            {
                yield return $"there is no parameter {name}";
            }
            else if (value is null || !Fits(rule.Type, value))
            {
                yield return $"{name} is no {rule.Type}: {value?.ToJsonString() ?? "null"}";
            }
        }

        foreach (var (name, rule) in parameters.Where(p => p.Value.IsNeeded && !given.ContainsKey(p.Key)))
        {
            yield return $"{name} is missing";
        }
    }

    private static bool Fits(string type, JsonNode value) => type switch
    {
        "int" => value.GetValueKind() == JsonValueKind.Number,
        "bool" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "chat" => value.GetValueKind() is JsonValueKind.Number || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().StartsWith('@')),
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        _ => value.GetValueKind() == JsonValueKind.String,
    };
}

/// <summary>What the documentation says of each method that a bot like ours needs. https://core.telegram.org/bots/api, version 10.3</summary>
internal static class Rules
{
    private const string Sending = " business_connection_id message_thread_id:int direct_messages_topic_id:int disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id "
        + "suggested_post_parameters:object reply_parameters:object reply_markup:object";

    private static readonly FrozenDictionary<string, MethodRules> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["getMe"] = "",
        ["getUpdates"] = "offset:int limit:int timeout:int allowed_updates:array",
        ["setWebhook"] = "url! certificate:file ip_address max_connections:int allowed_updates:array drop_pending_updates:bool secret_token",
        ["deleteWebhook"] = "drop_pending_updates:bool",
        ["getWebhookInfo"] = "",
        ["sendMessage"] = "chat_id:chat! text! parse_mode entities:array link_preview_options:object ephemeral_message_parameters:object" + Sending,
        ["sendPhoto"] = "chat_id:chat! photo:file! caption parse_mode caption_entities:array show_caption_above_media:bool has_spoiler:bool ephemeral_message_parameters:object" + Sending,
        ["sendPoll"] = "chat_id:chat! question! question_parse_mode question_entities:array options:array! is_anonymous:bool type allows_multiple_answers:bool allows_revoting:bool shuffle_options:bool "
            + "allow_adding_options:bool hide_results_until_closes:bool members_only:bool country_codes:array correct_option_ids:array explanation explanation_parse_mode explanation_entities:array explanation_media:object "
            + "open_period:int close_date:int is_closed:bool description description_parse_mode description_entities:array media:object" + Sending,
        ["editMessageText"] = "business_connection_id chat_id:chat message_id:int inline_message_id text! parse_mode entities:array link_preview_options:object reply_markup:object",
        ["editMessageCaption"] = "business_connection_id chat_id:chat message_id:int inline_message_id caption parse_mode caption_entities:array show_caption_above_media:bool reply_markup:object",
        ["editMessageReplyMarkup"] = "business_connection_id chat_id:chat message_id:int inline_message_id reply_markup:object",
        ["editEphemeralMessageText"] = "chat_id:chat! receiver_user_id:int! ephemeral_message_id:int! text! parse_mode entities:array link_preview_options:object reply_markup:object",
        ["deleteEphemeralMessage"] = "chat_id:chat! receiver_user_id:int! ephemeral_message_id:int!",
        ["deleteMessage"] = "chat_id:chat! message_id:int!",
        ["answerCallbackQuery"] = "callback_query_id! text show_alert:bool url cache_time:int",
        ["getChat"] = "chat_id:chat!",
        ["getChatMember"] = "chat_id:chat! user_id:int!",
        ["getChatAdministrators"] = "chat_id:chat! return_bots:bool",
        ["pinChatMessage"] = "business_connection_id chat_id:chat! message_id:int! disable_notification:bool",
        ["setMyCommands"] = "commands:array! scope:object language_code",
        ["sendChatAction"] = "business_connection_id chat_id:chat! message_thread_id:int action!",
    }.ToFrozenDictionary(p => p.Key, p => new MethodRules(p.Value), StringComparer.Ordinal);

    public static MethodRules? For(string method) => All.GetValueOrDefault(method);

    public static IEnumerable<string> Check(string method, JsonObject parameters)
    {
        if (For(method) is not { } rules)
        {
            return ["there is no such method"];
        }

        var problems = rules.Check(parameters);
        return parameters.Any(p => p.Key.EndsWith("parse_mode", StringComparison.Ordinal)) ? problems.Append("a parse mode is used where entities belong") : problems;
    }
}
