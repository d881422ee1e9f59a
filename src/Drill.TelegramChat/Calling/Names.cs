using System.Collections.Immutable;
using System.Globalization;
using Drill.Conversation;

namespace Drill.TelegramChat.Calling;

/// <summary>How far a message of several parts has come, so that another try goes on instead of beginning again.</summary>
internal sealed record Progress(ImmutableArray<int> Messages)
{
    public static Progress None { get; } = new([]);

    public static async Task<Progress> ReadAsync(IPlatformMemory memory, string key, CancellationToken cancellationToken) =>
        await memory.FindAsync(TelegramAddress.Platform, KeyOf(key), cancellationToken) is { } stored
            ? new Progress([.. stored.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))])
            : None;

    public static Task StoreAsync(IPlatformMemory memory, string key, IEnumerable<int> messages, CancellationToken cancellationToken) =>
        memory.StoreAsync(TelegramAddress.Platform, KeyOf(key), string.Join(',', messages.Select(m => m.ToString(CultureInfo.InvariantCulture))), cancellationToken);

    public static Task ForgetAsync(IPlatformMemory memory, string key, CancellationToken cancellationToken) => memory.RemoveAsync(TelegramAddress.Platform, KeyOf(key), cancellationToken);

    private static string KeyOf(string key) => "sent/" + key;
}

/// <summary>The parts of a question before its last one, which the engine knows: a reply to any of them is an answer.</summary>
internal static class PartNames
{
    public static Task StoreAsync(IPlatformMemory memory, long chat, int part, int last, CancellationToken cancellationToken) =>
        memory.StoreAsync(TelegramAddress.Platform, KeyOf(chat, part), last.ToString(CultureInfo.InvariantCulture), cancellationToken);

    public static Task<string?> FindAsync(IPlatformMemory memory, long chat, int part, CancellationToken cancellationToken) =>
        memory.FindAsync(TelegramAddress.Platform, KeyOf(chat, part), cancellationToken);

    private static string KeyOf(long chat, int part) => FormattableString.Invariant($"part/{chat}/{part}");
}

/// <summary>Which message a poll belongs to: a vote names the poll alone.</summary>
internal static class PollNames
{
    public static Task StoreAsync(IPlatformMemory memory, string poll, ChatAddress chat, int message, CancellationToken cancellationToken) =>
        memory.StoreAsync(TelegramAddress.Platform, KeyOf(poll), FormattableString.Invariant($"{chat.Chat} {chat.Thread ?? "-"} {message}"), cancellationToken);

    public static async Task<(ChatAddress Chat, string Message)?> FindAsync(IPlatformMemory memory, string poll, CancellationToken cancellationToken) =>
        (await memory.FindAsync(TelegramAddress.Platform, KeyOf(poll), cancellationToken))?.Split(' ') is [var chat, var thread, var message]
            ? (new ChatAddress(TelegramAddress.Platform, chat, string.Equals(thread, "-", StringComparison.Ordinal) ? null : thread, !chat.StartsWith('-')), message)
            : null;

    private static string KeyOf(string poll) => "poll/" + (poll.Length <= 150 ? poll : poll[..150]);
}

/// <summary>Which box a prompt in a private chat stands for: a reply to it fills the box.</summary>
internal static class PromptNames
{
    public static Task StoreAsync(IPlatformMemory memory, long user, int message, ChatAddress chat, ActionToken token, CancellationToken cancellationToken) =>
        memory.StoreAsync(TelegramAddress.Platform, KeyOf(user, message), FormattableString.Invariant($"{chat.Chat} {chat.Thread ?? "-"} {token}"), cancellationToken);

    public static async Task<(ChatAddress Chat, string Token)?> FindAsync(IPlatformMemory memory, long user, int message, CancellationToken cancellationToken) =>
        (await memory.FindAsync(TelegramAddress.Platform, KeyOf(user, message), cancellationToken))?.Split(' ', 3) is [var chat, var thread, var token]
            ? (new ChatAddress(TelegramAddress.Platform, chat, string.Equals(thread, "-", StringComparison.Ordinal) ? null : thread, !chat.StartsWith('-')), token)
            : null;

    private static string KeyOf(long user, int message) => FormattableString.Invariant($"prompt/{user}/{message}");
}

/// <summary>The buttons below a quiz: those that choose an option are left out, since the quiz itself does that.</summary>
internal static class QuizKeyboard
{
    // A row that chooses has nothing but buttons of one verb that carry an argument; help, reveal and skip carry none.
    public static Telegram.Bot.Types.ReplyMarkups.InlineKeyboardMarkup? Of(ImmutableArray<ButtonRow> rows) =>
        Keyboard.Of([.. rows.Where(r => !r.Buttons.All(b => b.Token.Argument.Length > 0))], Keyboard.Plain);
}
