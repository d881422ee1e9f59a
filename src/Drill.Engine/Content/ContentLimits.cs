namespace Drill.Content;

/// <summary>
/// The lengths a bank must keep so that every platform can show it, counted in UTF-16 units, which is never less than what the platforms count.
/// An answer has no such limit: renderers split it between blocks over several messages.
/// </summary>
public static class ContentLimits
{
    /// <summary>A question's heading. Telegram: the question of a quiz poll, https://core.telegram.org/bots/api#sendpoll</summary>
    public const int Title = 300;

    /// <summary>An option. Telegram: an option of a poll, https://core.telegram.org/bots/api#inputpolloption</summary>
    public const int Option = 100;

    /// <summary>The fewest options of a choice. Telegram and Discord agree.</summary>
    public const int FewestOptions = 2;

    /// <summary>The most options of a choice. Discord: answers of a poll, https://docs.discord.com/developers/resources/poll (Telegram takes 12).</summary>
    public const int MostOptions = 10;

    /// <summary>An explanation. Telegram: the explanation of a quiz poll, https://core.telegram.org/bots/api#sendpoll</summary>
    public const int Explanation = 200;

    /// <summary>Line feeds in an explanation. The same source.</summary>
    public const int ExplanationLineFeeds = 2;

    /// <summary>
    /// A whole prompt as rendered text: it must fit one message together with its header and its markup. Discord: content of a message
    /// 2,000, https://docs.discord.com/developers/resources/message#create-message (Telegram takes 4,096); 200 are kept for the header.
    /// </summary>
    public const int Prompt = 1_800;

    /// <summary>A hint. Telegram: the text of a callback's alert, beyond which it needs a message of its own, is 200; a nudge longer than this is an answer.</summary>
    public const int Hint = 600;

    /// <summary>The sentence of a key point: a verdict shows up to twelve of them in one message of 4,096 (Telegram) or two of 2,000 (Discord).</summary>
    public const int KeyPoint = 300;

    /// <summary>A term or an alias: longer ones are never found in what a learner writes.</summary>
    public const int Term = 80;

    /// <summary>Terms of one key point.</summary>
    public const int Terms = 12;

    /// <summary>Aliases of one term.</summary>
    public const int Aliases = 40;

    /// <summary>Key points of one question.</summary>
    public const int KeyPoints = 12;

    /// <summary>The heaviest weight of a key point.</summary>
    public const int Weight = 10;

    /// <summary>Tags of one question.</summary>
    public const int Tags = 10;

    /// <summary>A tag.</summary>
    public const int Tag = 40;

    /// <summary>The id of a bank or a question; with the slash between them it fits every database key and log line.</summary>
    public const int Id = 40;

    /// <summary>The id of a topic. Discord and Telegram: what can be typed as one word after a command.</summary>
    public const int TopicId = 32;

    /// <summary>A picture, in bytes. Telegram: 10 MB for a photo; half of it, because phones load it in a group.</summary>
    public const long FigureBytes = 5L * 1024 * 1024;

    /// <summary>Width and height of a picture together, in pixels. Telegram: sendPhoto, https://core.telegram.org/bots/api#sendphoto</summary>
    public const int FigureSides = 10_000;

    /// <summary>How many times longer one side of a picture may be than the other. The same source.</summary>
    public const int FigureRatio = 20;

    /// <summary>A file of questions, in bytes.</summary>
    public const long FileBytes = 10L * 1024 * 1024;

    /// <summary>Front matter, in characters.</summary>
    public const int FrontMatter = 16_384;

    /// <summary>Files in one run; a folder with more is not a bank but somebody's disk.</summary>
    public const int Files = 20_000;

    /// <summary>How deep folders are walked.</summary>
    public const int FolderDepth = 32;

    /// <summary>Problems reported of one file; the rest is counted.</summary>
    public const int ProblemsPerFile = 500;
}
