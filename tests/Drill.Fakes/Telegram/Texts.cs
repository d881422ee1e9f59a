using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Drill.Fakes.Telegram;

/// <summary>What is wrong with a text, its entities or its buttons; in the words of the real server where they are known.</summary>
internal static partial class Texts
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
    };

    public static string? Check(string text, JsonArray? entities, int limit, string tooLong)
    {
        if (text.Length > limit)
        {
            return tooLong;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return "strings must be encoded in UTF-8";
            }
        }

        if (entities is { Count: > 100 })
        {
            return "more than 100 entities: the rest would be dropped";
        }

        var open = new Stack<(int End, string Kind)>();
        var last = 0;
        foreach (var entity in entities ?? [])
        {
            var kind = (string)entity!["type"]!;
            var offset = (int)entity["offset"]!;
            var length = (int)entity["length"]!;
            if (!Kinds.Contains(kind))
            {
                return $"entity type {kind} unknown";
            }

            if (offset < last || length <= 0 || offset + length > text.Length)
            {
                return $"entity {kind} at {offset}+{length} is out of range or out of order";
            }

            if (char.IsLowSurrogate(text[offset]) || (offset + length < text.Length && char.IsLowSurrogate(text[offset + length])))
            {
                return "entity begins or ends in the middle of a UTF-16 symbol";
            }

            while (open.TryPeek(out var top) && top.End <= offset)
            {
                open.Pop();
            }

            if (open.Any(o => o.End < offset + length || o.Kind is "code" or "pre" || (kind is "code" or "pre" && !o.Kind.EndsWith("blockquote", StringComparison.Ordinal))
                || (kind.EndsWith("blockquote", StringComparison.Ordinal) && o.Kind.EndsWith("blockquote", StringComparison.Ordinal))))
            {
                return $"entity {kind} at {offset}+{length} must not lie where it does";
            }

            if (kind == "text_link" && !(Uri.TryCreate((string?)entity["url"], UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "tg"))
            {
                return "entity text_link has no usable URL";
            }

            open.Push((offset + length, kind));
            last = offset;
        }

        return null;
    }

    public static string? CheckMarkup(JsonObject? markup)
    {
        if (markup?["inline_keyboard"] is not JsonArray rows)
        {
            return markup is null || markup["force_reply"] is not null || markup["remove_keyboard"] is not null || markup["keyboard"] is not null ? null : "object expected as reply markup";
        }

        if (rows.Sum(r => r!.AsArray().Count) > 100)
        {
            return "REPLY_MARKUP_TOO_LONG";
        }

        foreach (var button in rows.SelectMany(r => r!.AsArray()).Select(b => b!.AsObject()))
        {
            if (string.IsNullOrWhiteSpace((string?)button["text"]))
            {
                return "inline keyboard button text is empty";
            }

            if (button.Count(p => p.Key is not ("text" or "style" or "icon_custom_emoji_id")) != 1)
            {
                return "exactly one of the optional fields of an inline keyboard button must be used";
            }

            if ((string?)button["callback_data"] is { } data && Encoding.UTF8.GetByteCount(data) is 0 or > 64)
            {
                return "BUTTON_DATA_INVALID";
            }

            if ((string?)button["url"] is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "tg"))
            {
                return "BUTTON_URL_INVALID";
            }
        }

        return null;
    }

    /// <summary>
    /// What the server makes clickable without being asked: roughly what https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp finds, rather too much than too little. Nothing
    /// is found within code and links.
    /// </summary>
    public static IReadOnlyList<string> Recognise(string text, JsonArray? entities)
    {
        var hidden = (entities ?? []).Where(e => (string)e!["type"]! is "code" or "pre" or "text_link").Select(e => ((int)e!["offset"]!, (int)e["offset"]! + (int)e["length"]!)).ToList();
        return [.. Recognisable().Matches(text)
            .Where(m => !hidden.Any(h => m.Index < h.Item2 && m.Index + m.Length > h.Item1))
            .Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Name + ":" + m.Value)];
    }

    [GeneratedRegex(
        @"(?<url>\b(?:tg|ton|tonsite):(?://)?[a-z0-9_-]+|\b(?:https?|ftp)://[\w.-]+|[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,}(?:/\S*)?)|(?<mention>(?<![\p{L}\p{N}])@[A-Za-z0-9_]{2,})|(?<hashtag>(?<![\p{L}\p{N}])#[\p{L}_][\p{L}\p{N}_]*)|(?<command>(?<![\p{L}\p{N}/:.])/[A-Za-z0-9_]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Recognisable();
}
