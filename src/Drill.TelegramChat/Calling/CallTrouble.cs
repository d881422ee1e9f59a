using System.Net.Http;
using Telegram.Bot.Exceptions;

namespace Drill.TelegramChat.Calling;

/// <summary>Why a call failed, as far as it matters for what to do next.</summary>
internal enum TroubleKind
{
    /// <summary>Telegram asks for patience; nothing happened.</summary>
    Flood,

    /// <summary>The group became a supergroup; nothing happened.</summary>
    Moved,

    /// <summary>The bot may not speak there: blocked, removed, never let in, no right, chat or topic gone.</summary>
    ChatClosed,

    /// <summary>There was nothing to change.</summary>
    NotModified,

    /// <summary>A press that is too old to be answered.</summary>
    QueryTooOld,

    /// <summary>Refused for another reason: it will never be taken.</summary>
    Refused,

    /// <summary>The token is not valid any more.</summary>
    Unauthorized,

    /// <summary>Somebody else polls with this token, or a webhook is set.</summary>
    Conflict,

    /// <summary>The server could not be reached: it surely received nothing.</summary>
    NotSent,

    /// <summary>Nobody knows what became of it: an error of the server, a time-out, a broken line.</summary>
    Unknown,
}

/// <summary>What a failed call says.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Description">The server's words; no token, no message text.</param>
/// <param name="RetryAfter">For <see cref="TroubleKind.Flood"/>.</param>
/// <param name="MovedTo">For <see cref="TroubleKind.Moved"/>.</param>
internal sealed record CallTrouble(TroubleKind Kind, string Description, TimeSpan RetryAfter = default, long MovedTo = 0)
{
    private static readonly CallTrouble Unreached = new(TroubleKind.NotSent, "Telegram cannot be reached.");

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    /// <summary>Whether an exception is what a call throws that failed, other than being cancelled.</summary>
    public static bool Is(Exception exception) => exception is RequestException or TimeoutException;

    /// <summary>Whether a group refused a poll because it wants none.</summary>
    public static bool IsAboutPolls(string description) => Says(description, "not enough rights to send polls", "CHAT_SEND_POLL");

    /// <summary>Whether a picture was refused because Telegram cannot show it, or because the group wants none.</summary>
    public static bool IsAboutThePicture(string description) =>
        Says(description, "IMAGE_PROCESS_FAILED", "PHOTO_INVALID", "PHOTO_SAVE", "not enough rights to send photos", "CHAT_SEND_PHOTO");

    public static CallTrouble Of(Exception exception) => exception switch
    {
        ApiRequestException { Parameters.MigrateToChatId: { } to } e => new CallTrouble(TroubleKind.Moved, e.Message, MovedTo: to),
        ApiRequestException { ErrorCode: 429 } e => new CallTrouble(TroubleKind.Flood, e.Message, e.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 86_400)) : DefaultPatience),
        ApiRequestException { ErrorCode: 401 or 404 } e => new CallTrouble(TroubleKind.Unauthorized, e.Message),
        ApiRequestException { ErrorCode: 403 } e => new CallTrouble(TroubleKind.ChatClosed, e.Message),
        ApiRequestException { ErrorCode: 409 } e => new CallTrouble(TroubleKind.Conflict, e.Message),
        ApiRequestException { ErrorCode: 400 } e => new CallTrouble(KindOf(e.Message), e.Message),
        RequestException { InnerException: HttpRequestException inner } => Of(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } =>
            Unreached,
        // The time for connecting ran out. Where the time for the whole call did, the innermost exception is a cancellation.
        RequestException { InnerException: OperationCanceledException { InnerException: TimeoutException { InnerException: not OperationCanceledException } } } =>
            Unreached,
        RequestException e => new CallTrouble(TroubleKind.Unknown, e.HttpStatusCode is { } status ? $"Telegram answered {(int)status}." : "Telegram did not answer."),
        _ => new CallTrouble(TroubleKind.Unknown, "Telegram did not answer."),
    };

    // The server tells reasons in words only. https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp
    private static TroubleKind KindOf(string description) =>
        Says(description, "message is not modified") ? TroubleKind.NotModified
        : Says(description, "query is too old", "query ID is invalid") ? TroubleKind.QueryTooOld
        : Says(
            description, "chat not found", "CHAT_WRITE_FORBIDDEN", "not enough rights to send", "have no rights to send", "need administrator rights", "TOPIC_CLOSED", "TOPIC_DELETED",
            "message thread not found", "PEER_ID_INVALID", "group chat was deactivated", "CHAT_RESTRICTED", "USER_IS_BLOCKED", "CHANNEL_PRIVATE", "CHAT_SEND_PLAIN_FORBIDDEN", "group chat was upgraded")
            ? TroubleKind.ChatClosed
        : TroubleKind.Refused;

    private static bool Says(string description, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (description.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
