using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Drill.Fakes.Telegram;

/// <summary>Each method of the API that our bot needs, with the refusals of the real server. What is the bot's own fault is blamed on it.</summary>
internal sealed partial class BotMethods(TelegramWorld world, Action<string> blame)
{
    private static readonly TimeSpan EphemeralWindow = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan QueryLife = TimeSpan.FromMinutes(1);

    public BotAnswer Do(string method, JsonObject p, IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            BotAnswer answer;
            lock (world.Gate)
            {
                answer = method switch
                {
                    "getMe" => BotAnswer.Ok(BotJson()),
                    "setWebhook" => world.Updates.SetWebhook(p),
                    "deleteWebhook" => world.Updates.DeleteWebhook(p),
                    "getWebhookInfo" => BotAnswer.Ok(world.Updates.Info()),
                    "sendMessage" => Send(p, "text", 4096, null, null),
                    "sendPhoto" => SendPhoto(p, files),
                    "sendPoll" => SendPoll(p),
                    "editMessageText" => Edit(p, m => m.Text = (string)p["text"]!),
                    "editMessageCaption" => Edit(p, m => m.Text = (string?)p["caption"] ?? ""),
                    "editMessageReplyMarkup" => Edit(p, _ => { }),
                    "editEphemeralMessageText" => EditEphemeral(p),
                    "deleteEphemeralMessage" => DeleteEphemeral(p),
                    "deleteMessage" => Delete(p),
                    "answerCallbackQuery" => AnswerQuery(p),
                    "getChat" => GetChat(p),
                    "getChatMember" => GetChatMember(p),
                    "getChatAdministrators" => GetAdministrators(p),
                    "pinChatMessage" => Pin(p),
                    "setMyCommands" => SetCommands(p),
                    "sendChatAction" => BotAnswer.True,
                    _ => BotAnswer.Error(404, "Not Found: method not found"),
                };
            }

            world.Changed();
            return answer;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or NullReferenceException)
        {
            return Wrong($"{method}: the parameters cannot be read: {p.ToJsonString()}");
        }
    }

    public static JsonObject BotJson() => new() { ["id"] = TelegramWorld.BotId, ["is_bot"] = true, ["first_name"] = "Drill", ["username"] = TelegramWorld.BotName, ["can_join_groups"] = true, ["can_read_all_group_messages"] = false };

    public static JsonObject MemberJson(JsonObject user, FakeMember member)
    {
        var json = new JsonObject { ["user"] = user, ["status"] = member.Status };
        switch (member.Status)
        {
            case "creator":
                json["is_anonymous"] = member.IsAnonymous;
                break;
            case "administrator":
                json["is_anonymous"] = member.IsAnonymous;
                foreach (var right in new[] { "can_be_edited", "can_manage_chat", "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories" })
                {
                    json[right] = false;
                }

                json["can_delete_messages"] = member.MayDelete;
                json["can_pin_messages"] = member.MayPin;
                break;
            case "restricted":
                json["is_member"] = true;
                json["until_date"] = 0;
                foreach (var right in new[] { "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics" })
                {
                    json[right] = right switch { "can_send_photos" => member.MaySendPhotos, "can_send_polls" => member.MaySendPolls, _ => member.MayWrite };
                }

                break;
            case "kicked":
                json["until_date"] = 0;
                break;
        }

        return json;
    }

    private BotAnswer Wrong(string description)
    {
        blame(description);
        return BotAnswer.Error(400, "Bad Request: " + description);
    }

    private FakeChat? ChatOf(JsonObject p) => world.FindChat((long)p["chat_id"]!);

    private BotAnswer Send(JsonObject p, string field, int limit, FakePoll? poll, string? photo)
    {
        var text = poll?.Question ?? (string?)p[field] ?? "";
        if (photo is null && string.IsNullOrWhiteSpace(text))
        {
            return Wrong(field == "text" ? "message text is empty" : $"{field} is empty");
        }

        var entities = p[field == "caption" ? "caption_entities" : "entities"] as JsonArray;
        if ((poll is null ? Texts.Check(text, entities, limit, field == "caption" ? "message caption is too long" : "message is too long") : null) is { } badText)
        {
            return Wrong(badText);
        }

        var markup = p["reply_markup"] as JsonObject;
        if (Texts.CheckMarkup(markup) is { } badMarkup)
        {
            return Wrong(badMarkup);
        }

        if (ChatOf(p) is not { } chat)
        {
            return BotAnswer.Error(400, "Bad Request: chat not found");
        }

        var reply = p["reply_parameters"] as JsonObject;
        var original = (int?)reply?["message_id"] is { } originalId ? chat.Find(originalId) : null;
        var topic = (int?)p["message_thread_id"] ?? (chat.IsForum ? original?.Topic : null);
        if ((chat.Refusal(topic) ?? chat.Forbids(photo is not null, poll is not null)) is { } refusal)
        {
            return refusal;
        }

        if (reply?["message_id"] is not null && original is null && (bool?)reply["allow_sending_without_reply"] != true)
        {
            return BotAnswer.Error(400, "Bad Request: message to be replied not found");
        }

        long? receiver = null;
        if (p["ephemeral_message_parameters"] is JsonObject ephemeral && world.Ephemeral != EphemeralSupport.Ignored)
        {
            if (poll is not null)
            {
                return Wrong("polls can't be ephemeral");
            }

            receiver = (long)ephemeral["receiver_user_id"]!;
            if (world.Ephemeral == EphemeralSupport.Refused || !MaySendAlone(chat, receiver.Value, ephemeral, reply))
            {
                return BotAnswer.Error(400, "Bad Request: not enough rights to send an ephemeral message");
            }
        }

        var message = chat.Add(new FakeMessage(chat, receiver is null ? chat.NextId() : 0, null, world.Now)
        {
            Text = text,
            Entities = entities?.DeepClone() as JsonArray,
            Markup = markup?.DeepClone() as JsonObject,
            Topic = topic,
            ReplyTo = original,
            ReceiverId = receiver,
            EphemeralId = receiver is null ? 0 : chat.NextId(),
            Photo = photo,
            Poll = poll,
        });
        if (poll is not null)
        {
            world.Polls[poll.Id] = message;
        }

        return BotAnswer.Ok(message.ToJson());
    }

    private bool MaySendAlone(FakeChat chat, long receiver, JsonObject ephemeral, JsonObject? reply)
    {
        if (chat.Kind is not (ChatKind.Group or ChatKind.Supergroup) || chat.Members.GetValueOrDefault(receiver)?.IsIn != true)
        {
            return false;
        }

        if ((string?)ephemeral["callback_query_id"] is { } id)
        {
            return world.Queries.TryGetValue(id, out var query) && query.Person.Id == receiver && query.Message.Chat == chat && world.Now - query.At <= EphemeralWindow;
        }

        if ((int?)reply?["ephemeral_message_id"] is { } asked)
        {
            return chat.FindEphemeral(receiver, asked) is { IsFromBot: false } command && world.Now - command.At <= EphemeralWindow;
        }

        return chat.Bot.IsAdmin;
    }

    private BotAnswer SendPhoto(JsonObject p, IReadOnlyDictionary<string, byte[]> files)
    {
        var photo = (string)p["photo"]!;
        if (photo.StartsWith("attach://", StringComparison.Ordinal))
        {
            if (!files.TryGetValue(photo["attach://".Length..], out var bytes) || bytes.Length == 0)
            {
                return Wrong("file must be non-empty");
            }

            if (bytes.Length > 10 * 1024 * 1024)
            {
                return Wrong("PHOTO_SAVE_FILE_INVALID");
            }

            if (!(bytes is [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, ..] or [0x52, 0x49, 0x46, 0x46, ..] or [0x47, 0x49, 0x46, ..]))
            {
                return BotAnswer.Error(400, "Bad Request: IMAGE_PROCESS_FAILED");
            }

            photo = "file-" + world.NewId().ToString(CultureInfo.InvariantCulture);
            var answer = Send(p, "caption", 1024, null, photo);
            if (answer.Code == 200)
            {
                world.Files[photo] = bytes;
            }

            return answer;
        }

        return world.Files.ContainsKey(photo) ? Send(p, "caption", 1024, null, photo) : BotAnswer.Error(400, "Bad Request: wrong file identifier/HTTP URL specified");
    }

    private BotAnswer SendPoll(JsonObject p)
    {
        var question = (string)p["question"]!;
        var options = p["options"]!.AsArray().Select(o => (string)o!["text"]!).ToList();
        var right = p["correct_option_ids"]?.AsArray().Select(o => (int)o!).ToList() ?? [];
        var explanation = (string?)p["explanation"];
        var wrong = question.Length is 0 or > 300 ? "poll question length must not exceed 300"
            : options.Count is < 2 or > 12 ? "poll must have from 2 to 12 options"
            : options.Any(o => o.Length is 0 or > 100) ? "poll options length must not exceed 100"
            : (string?)p["type"] != "quiz" ? "our polls are quizzes"
            : right.Count == 0 || right.Any(r => r < 0 || r >= options.Count) || !right.SequenceEqual(right.Distinct().Order()) ? "wrong correct option IDs specified"
            : right.Count > 1 && (bool?)p["allows_multiple_answers"] != true ? "several right options need allows_multiple_answers"
            : explanation?.Length > 200 || explanation?.Count(c => c == '\n') > 2 ? "MESSAGE_TOO_LONG: poll explanation"
            : (long?)p["close_date"] is { } close && (DateTimeOffset.FromUnixTimeSeconds(close) - world.Now).TotalSeconds is < 4 or > 2_628_000 ? "close_date is out of range"
            : p["close_date"] is not null && p["open_period"] is not null ? "open_period and close_date together"
            : null;
        return wrong is null ? Send(p, "question", 300, new FakePoll("poll-" + world.NewId().ToString(CultureInfo.InvariantCulture), p), null) : Wrong(wrong);
    }

    private BotAnswer Edit(JsonObject p, Action<FakeMessage> change)
    {
        if (ChatOf(p) is not { } chat || chat.Find((int)p["message_id"]!) is not { } message || !message.IsFromBot)
        {
            return BotAnswer.Error(400, "Bad Request: message to edit not found");
        }

        var text = (string?)(p["text"] ?? p["caption"]);
        if (p["text"] is not null && string.IsNullOrWhiteSpace(text))
        {
            return Wrong("message text is empty");
        }

        if (p["text"] is not null && message.IsCaption)
        {
            return Wrong("there is no text in the message to edit");
        }

        var entities = (p["entities"] ?? p["caption_entities"]) as JsonArray;
        if (text is not null && Texts.Check(text, entities, message.IsCaption ? 1024 : 4096, "MESSAGE_TOO_LONG") is { } badText)
        {
            return Wrong(badText);
        }

        var markup = p["reply_markup"] as JsonObject;
        if (Texts.CheckMarkup(markup) is { } badMarkup)
        {
            return Wrong(badMarkup);
        }

        if ((text is null || text == message.Text) && JsonNode.DeepEquals(markup, message.Markup) && (text is null || JsonNode.DeepEquals(entities ?? [], message.Entities ?? [])))
        {
            return BotAnswer.Error(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        }

        change(message);
        if (text is not null)
        {
            message.Entities = entities?.DeepClone() as JsonArray;
        }

        message.Markup = markup?.DeepClone() as JsonObject;
        message.Edits++;
        return BotAnswer.Ok(message.ToJson());
    }

    private BotAnswer EditEphemeral(JsonObject p)
    {
        if (ChatOf(p)?.FindEphemeral((long)p["receiver_user_id"]!, (int)p["ephemeral_message_id"]!) is not { IsFromBot: true } message)
        {
            return BotAnswer.Error(400, "Bad Request: message to edit not found");
        }

        // As the real server does, though it says otherwise: https://github.com/tdlib/telegram-bot-api/issues/881
        var text = (string)p["text"]!;
        if (Texts.Check(text, p["entities"] as JsonArray, 1024, "MEDIA_CAPTION_TOO_LONG") is { } bad)
        {
            return Wrong(bad);
        }

        message.Text = text;
        message.Entities = p["entities"]?.DeepClone() as JsonArray;
        message.Markup = p["reply_markup"]?.DeepClone() as JsonObject;
        message.Edits++;
        return BotAnswer.True;
    }

    private BotAnswer DeleteEphemeral(JsonObject p)
    {
        if (ChatOf(p)?.FindEphemeral((long)p["receiver_user_id"]!, (int)p["ephemeral_message_id"]!) is not { IsFromBot: true } message)
        {
            return BotAnswer.Error(400, "Bad Request: message to delete not found");
        }

        message.IsDeleted = true;
        return BotAnswer.True;
    }

    private BotAnswer Delete(JsonObject p)
    {
        if (ChatOf(p) is not { } chat || chat.Find((int)p["message_id"]!) is not { } message)
        {
            return BotAnswer.Error(400, "Bad Request: message to delete not found");
        }

        if (!message.IsFromBot && chat.Kind != ChatKind.Private && !(chat.Bot.IsAdmin && chat.Bot.MayDelete))
        {
            return BotAnswer.Error(400, "Bad Request: message can't be deleted");
        }

        message.IsDeleted = true;
        return BotAnswer.True;
    }

    private BotAnswer AnswerQuery(JsonObject p)
    {
        var text = (string?)p["text"] ?? "";
        if (text.Length > 200)
        {
            return Wrong("MESSAGE_TOO_LONG");
        }

        if (!world.Queries.TryGetValue((string)p["callback_query_id"]!, out var query) || world.Now - query.At > QueryLife)
        {
            return BotAnswer.Error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
        }

        if (query.Answer is not null)
        {
            return Wrong("the query was answered already");
        }

        query.Answer = new CallbackAnswer(text, (bool?)p["show_alert"] ?? false, (string?)p["url"]);
        return BotAnswer.True;
    }

    private BotAnswer GetChat(JsonObject p)
    {
        if (ChatOf(p) is not { } chat)
        {
            return BotAnswer.Error(400, "Bad Request: chat not found");
        }

        var json = chat.ToJson();
        json["accent_color_id"] = 0;
        json["max_reaction_count"] = 11;
        json["accepted_gift_types"] = new JsonObject { ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false, ["premium_subscription"] = false, ["gifts_from_channels"] = false };
        json["permissions"] = new JsonObject { ["can_send_messages"] = chat.Bot.MayWrite, ["can_send_photos"] = chat.Bot.MaySendPhotos, ["can_send_polls"] = chat.Bot.MaySendPolls };
        return BotAnswer.Ok(json);
    }

    private BotAnswer GetChatMember(JsonObject p)
    {
        if (ChatOf(p) is not { } chat)
        {
            return BotAnswer.Error(400, "Bad Request: chat not found");
        }

        var user = (long)p["user_id"]!;
        if (user == TelegramWorld.BotId)
        {
            return BotAnswer.Ok(MemberJson(BotJson(), chat.Bot));
        }

        if (chat.Refusal(null) is { Code: 403 } refusal)
        {
            return refusal;
        }

        return world.FindPerson(user) is not { } person
            ? BotAnswer.Error(400, "Bad Request: user not found")
            : BotAnswer.Ok(MemberJson(person.ToJson(), chat.Members.GetValueOrDefault(user) ?? new FakeMember { Status = "left" }));
    }

    private BotAnswer GetAdministrators(JsonObject p) => ChatOf(p) is not { } chat
        ? BotAnswer.Error(400, "Bad Request: chat not found")
        : BotAnswer.Ok(new JsonArray([.. chat.Members.Where(m => m.Value.IsAdmin).Select(m => (JsonNode)MemberJson(world.FindPerson(m.Key)!.ToJson(), m.Value))]));

    private BotAnswer Pin(JsonObject p)
    {
        if (ChatOf(p) is not { } chat || chat.Find((int)p["message_id"]!) is not { } message)
        {
            return BotAnswer.Error(400, "Bad Request: message to pin not found");
        }

        if (chat.Kind != ChatKind.Private && !(chat.Bot.IsAdmin && chat.Bot.MayPin))
        {
            return BotAnswer.Error(400, "Bad Request: not enough rights to manage pinned messages in the chat");
        }

        if (!chat.Pinned.Contains(message.Id))
        {
            chat.Pinned.Add(message.Id);
        }

        return BotAnswer.True;
    }

    private BotAnswer SetCommands(JsonObject p)
    {
        var commands = p["commands"]!.AsArray();
        if (commands.Count > 100)
        {
            return Wrong("too many commands specified");
        }

        foreach (var command in commands)
        {
            if (!CommandName().IsMatch((string)command!["command"]!) || ((string)command["description"]!).Length is 0 or > 256)
            {
                return Wrong($"BOT_COMMAND_INVALID: {command.ToJsonString()}");
            }
        }

        world.Menus[((string?)p["scope"]?["type"] ?? "default", (string?)p["language_code"] ?? "")] = (JsonArray)commands.DeepClone();
        return BotAnswer.True;
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.None, 1000)]
    private static partial Regex CommandName();
}
