using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Calling;

/// <summary>
/// What we want to know of a message that we sent. Telegram sends the whole of it back, text and entities and buttons; to read all that would cost as much as everything else about a press.
/// </summary>
internal sealed class SentMessage
{
    /// <summary>Its id; 0 for an ephemeral message.</summary>
    public int MessageId { get; init; }

    public int? EphemeralMessageId { get; init; }

    /// <summary>The picture in its sizes, the largest last.</summary>
    public IReadOnlyList<SentPhoto>? Photo { get; init; }

    public SentPoll? Poll { get; init; }
}

/// <summary>A picture in one size.</summary>
internal sealed class SentPhoto
{
    public string FileId { get; init; } = string.Empty;
}

/// <summary>A quiz.</summary>
internal sealed class SentPoll
{
    public string Id { get; init; } = string.Empty;
}

/// <summary>A text message.</summary>
internal sealed class TextMessage : SendMessageRequest, IRequest<SentMessage>;

/// <summary>A picture.</summary>
internal sealed class PhotoMessage : SendPhotoRequest, IRequest<SentMessage>;

/// <summary>A quiz.</summary>
internal sealed class QuizMessage : SendPollRequest, IRequest<SentMessage>;
