namespace Drill.TelegramChat;

/// <summary>What the Bot API takes at most. Lengths are in UTF-16 units unless said otherwise. https://core.telegram.org/bots/api</summary>
internal static class TelegramLimits
{
    /// <summary>A message's text, after entities parsing. https://core.telegram.org/bots/api#sendmessage</summary>
    public const int Text = 4096;

    /// <summary>A photo's caption, after entities parsing. https://core.telegram.org/bots/api#sendphoto</summary>
    public const int Caption = 1024;

    /// <summary>
    /// The text of an edited ephemeral message: the documentation says 4,096, the server holds it to a caption's length.
    /// https://github.com/tdlib/telegram-bot-api/issues/881
    /// </summary>
    public const int EphemeralEdit = 1024;

    /// <summary>Entities of a message; the server drops more. https://limits.tginfo.me/en</summary>
    public const int Entities = 100;

    /// <summary>The text of a toast or an alert. https://core.telegram.org/bots/api#answercallbackquery</summary>
    public const int CallbackAnswer = 200;

    /// <summary>What a button carries, in bytes. https://core.telegram.org/bots/api#inlinekeyboardbutton</summary>
    public const int CallbackDataBytes = 64;

    /// <summary>What a deep link carries, of <c>A-Za-z0-9_-</c>. https://core.telegram.org/bots/features#deep-linking</summary>
    public const int StartParameter = 64;

    /// <summary>A poll's question, an option, an explanation, and how many options. https://core.telegram.org/bots/api#sendpoll</summary>
    public const int PollQuestion = 300, PollOption = 100, PollExplanation = 200, PollOptions = 12;

    /// <summary>How many line feeds an explanation may have. https://core.telegram.org/bots/api#sendpoll</summary>
    public const int PollExplanationLines = 2;

    /// <summary>For how long a poll may be open. https://core.telegram.org/bots/api#sendpoll</summary>
    public static readonly TimeSpan PollOpenLeast = TimeSpan.FromSeconds(5), PollOpenMost = TimeSpan.FromSeconds(2_628_000);

    /// <summary>A photo's file, in bytes. https://core.telegram.org/bots/api#sendphoto</summary>
    public const long PhotoBytes = 10 * 1024 * 1024;

    /// <summary>Commands of a menu, and a description's length. https://core.telegram.org/bots/api#botcommand</summary>
    public const int Commands = 100, CommandDescription = 256;

    /// <summary>How long after a press or an ephemeral command an ephemeral answer is taken. https://core.telegram.org/bots/api#ephemeral-messages-and-commands</summary>
    public static readonly TimeSpan EphemeralWindow = TimeSpan.FromSeconds(15);
}
