using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Drill.Conversation;

/// <summary>
/// What a button carries: version, verb, number of the post, argument; at most 64 bytes (Telegram's <c>callback_data</c>, the smallest of all
/// platforms), so that buttons on old messages keep working: <c>1.ans.42.</c>
/// </summary>
[JsonConverter(typeof(AsText))]
public readonly record struct ActionToken
{
    /// <summary>The most bytes a token may have. https://core.telegram.org/bots/api#inlinekeyboardbutton</summary>
    public const int MaximumBytes = 64;

    private const string Version = "1";

    /// <summary>Makes a token.</summary>
    /// <param name="verb">1 to 12 characters of <c>a-z</c>.</param>
    /// <param name="post">The number of the post it is about, 0 when about none.</param>
    /// <param name="argument">ASCII without control characters, or empty.</param>
    /// <exception cref="ArgumentException">The token would be longer than <see cref="MaximumBytes"/> or is not ASCII.</exception>
    public ActionToken(string verb, long post = 0, string argument = "")
    {
        Verb = verb;
        Post = post;
        Argument = argument;
        var text = ToString();
        if (text.Length > MaximumBytes || !Ascii.IsValid(text) || verb.Length is 0 or > 12 || verb.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The token '{text}' is not 1 to {MaximumBytes} ASCII characters.", nameof(argument));
        }
    }

    /// <summary>What is to be done.</summary>
    public string Verb { get; }

    /// <summary>The post it is about, or 0.</summary>
    public long Post { get; }

    /// <summary>More about it; may be empty.</summary>
    public string Argument { get; }

    /// <summary>Whether it belongs to one of the buttons that a question itself has: whoever replies to the message that carries it answers that question.</summary>
    public bool IsOfQuestion => Post > 0
        && Verb is PostContent.AnswerVerb or PostContent.PickVerb or PostContent.ToggleVerb or PostContent.HintVerb or PostContent.RevealVerb or PostContent.SkipVerb;

    /// <summary>Reads a token that came from outside.</summary>
    public static bool TryParse(string? text, out ActionToken token)
    {
        token = default;
        if (text is null || text.Length > MaximumBytes || !Ascii.IsValid(text))
        {
            return false;
        }

        var parts = text.Split('.', 4);
        if (parts.Length != 4 || !string.Equals(parts[0], Version, StringComparison.Ordinal) || parts[1].Length is 0 or > 12
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var post))
        {
            return false;
        }

        token = new ActionToken(parts[1], post, parts[3]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}.{Verb}.{Post}.{Argument}");

    internal sealed class AsText : JsonConverter<ActionToken>
    {
        public override ActionToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var token) ? token : throw new JsonException("That is no action token.");

        public override void Write(Utf8JsonWriter writer, ActionToken value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
