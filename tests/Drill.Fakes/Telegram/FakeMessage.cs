using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>A message as people see it.</summary>
public sealed class FakeMessage
{
    internal FakeMessage(FakeChat chat, int id, FakePerson? from, DateTimeOffset at)
    {
        Chat = chat;
        Id = id;
        From = from;
        At = at;
    }

    /// <summary>Where it is.</summary>
    public FakeChat Chat { get; }

    /// <summary>Its id; 0 when it is ephemeral.</summary>
    public int Id { get; }

    /// <summary>Who wrote it; null for the bot.</summary>
    public FakePerson? From { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Its text, or the caption of its picture, or the question of its poll.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Its topic.</summary>
    public int? Topic { get; internal init; }

    /// <summary>The message it replies to.</summary>
    public FakeMessage? ReplyTo { get; internal init; }

    /// <summary>The only person who sees it, or null.</summary>
    public long? ReceiverId { get; internal init; }

    /// <summary>Its id among the ephemeral messages.</summary>
    public int EphemeralId { get; internal init; }

    /// <summary>The file id of its picture, or null.</summary>
    public string? Photo { get; internal init; }

    /// <summary>Its poll, or null.</summary>
    public FakePoll? Poll { get; internal init; }

    /// <summary>Whether it asks for a reply.</summary>
    public bool AsksForReply => Markup?["force_reply"] is not null;

    /// <summary>How often it was edited.</summary>
    public int Edits { get; internal set; }

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>Whether the bot wrote it.</summary>
    public bool IsFromBot => From is null;

    internal JsonArray? Entities { get; set; }

    internal JsonObject? Markup { get; set; }

    internal bool IsCaption => Photo is not null;

    /// <summary>The labels of its buttons.</summary>
    public IReadOnlyList<string> Labels => [.. Buttons.Select(b => (string)b["text"]!)];

    internal IEnumerable<JsonObject> Buttons => Markup?["inline_keyboard"] is JsonArray rows ? rows.SelectMany(r => r!.AsArray()).Select(b => b!.AsObject()) : [];

    /// <summary>Stretches of text by kind, such as <c>bold:Title</c>.</summary>
    public IReadOnlyList<string> Looks => [.. (Entities ?? []).Select(e => $"{(string)e!["type"]!}:{Text.Substring((int)e["offset"]!, (int)e["length"]!)}")];

    /// <summary>What the server finds in its text by itself and makes clickable, such as <c>mention:@ann</c>; our own commands are meant to be.</summary>
    public IReadOnlyList<string> Recognised => Texts.Recognise(Text, Entities);

    /// <summary>Where a button with a label leads, or null when it is no link.</summary>
    public string? LinkOf(string label) => (string?)Button(label)["url"];

    internal JsonObject Button(string label) =>
        Buttons.FirstOrDefault(b => ((string)b["text"]!).Contains(label, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No button '{label}' below: {this}");

    internal bool Contains(string text) => !IsDeleted && Text.Contains(text, StringComparison.Ordinal);

    /// <summary>The message as the API shows it.</summary>
    /// <param name="isNested">Whether it is within another message.</param>
    internal JsonObject ToJson(bool isNested = false)
    {
        var json = new JsonObject { ["message_id"] = Id, ["date"] = At.ToUnixTimeSeconds(), ["chat"] = Chat.ToJson(), ["from"] = From?.ToJson() ?? BotMethods.BotJson() };
        if (From is { } person && Chat.Members.GetValueOrDefault(person.Id)?.IsAnonymous == true)
        {
            json["from"] = new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group", ["username"] = "GroupAnonymousBot" };
            json["sender_chat"] = Chat.ToJson();
        }

        if (Chat.Kind == ChatKind.Channel)
        {
            json.Remove("from");
            json["sender_chat"] = Chat.ToJson();
        }

        if (Topic is { } topic)
        {
            json["message_thread_id"] = topic;
            json["is_topic_message"] = true;
        }

        if (ReceiverId is not null)
        {
            json["ephemeral_message_id"] = EphemeralId;
            if (IsFromBot)
            {
                json["receiver_user"] = Chat.Members.ContainsKey(ReceiverId.Value) ? new JsonObject { ["id"] = ReceiverId.Value, ["is_bot"] = false, ["first_name"] = "?" } : null;
            }
        }

        if (Poll is { } poll)
        {
            json["poll"] = poll.ToJson();
        }
        else
        {
            json[IsCaption ? "caption" : "text"] = Text;
            if (Entities is { Count: > 0 })
            {
                json[IsCaption ? "caption_entities" : "entities"] = Entities.DeepClone();
            }
        }

        if (Photo is { } photo)
        {
            json["photo"] = new JsonArray(new JsonObject { ["file_id"] = photo, ["file_unique_id"] = "u" + photo, ["width"] = 800, ["height"] = 600, ["file_size"] = 1000 });
        }

        if (Markup?["inline_keyboard"] is not null)
        {
            json["reply_markup"] = Markup.DeepClone();
        }

        if (Edits > 0)
        {
            json["edit_date"] = At.ToUnixTimeSeconds();
        }

        if (ReplyTo is { } original && !isNested)
        {
            json["reply_to_message"] = original.ToJson(isNested: true);
        }

        return json;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"#{Id} {From?.Name ?? "bot"}{(ReceiverId is { } to ? $" to {to} alone" : "")}{(Topic is { } topic ? $" in {topic}" : "")}: {Text}{(Photo is null ? "" : " (picture)")} [{string.Join("] [", Labels)}]";
}

/// <summary>A poll.</summary>
public sealed class FakePoll
{
    internal FakePoll(string id, JsonObject parameters)
    {
        Id = id;
        Options = [.. parameters["options"]!.AsArray().Select(o => (string)o!["text"]!)];
        Right = [.. parameters["correct_option_ids"]?.AsArray().Select(o => (int)o!) ?? []];
        IsAnonymous = (bool?)parameters["is_anonymous"] ?? true;
        AllowsSeveral = (bool?)parameters["allows_multiple_answers"] ?? false;
        Explanation = (string?)parameters["explanation"];
        ClosesAt = (long?)parameters["close_date"] is { } date ? DateTimeOffset.FromUnixTimeSeconds(date) : null;
        Question = (string)parameters["question"]!;
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>What it asks.</summary>
    public string Question { get; }

    /// <summary>What there is to choose.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>The right ones.</summary>
    public IReadOnlyList<int> Right { get; }

    /// <summary>Whether nobody learns who voted what.</summary>
    public bool IsAnonymous { get; }

    /// <summary>Whether several may be chosen.</summary>
    public bool AllowsSeveral { get; }

    /// <summary>What is shown after a wrong vote.</summary>
    public string? Explanation { get; }

    /// <summary>When it closes.</summary>
    public DateTimeOffset? ClosesAt { get; }

    internal HashSet<long> Voters { get; } = [];

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["question"] = Question,
        ["options"] = new JsonArray([.. Options.Select((o, i) => (JsonNode)new JsonObject { ["persistent_id"] = "o" + i, ["text"] = o, ["voter_count"] = 0 })]),
        ["total_voter_count"] = Voters.Count,
        ["is_closed"] = false,
        ["is_anonymous"] = IsAnonymous,
        ["type"] = "quiz",
        ["allows_multiple_answers"] = AllowsSeveral,
        ["allows_revoting"] = false,
    };
}
