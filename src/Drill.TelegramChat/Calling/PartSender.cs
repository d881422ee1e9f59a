using System.Collections.Immutable;
using Drill.TelegramChat.Rendering;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using Quiz = Drill.Conversation.Quiz;

namespace Drill.TelegramChat.Calling;

/// <summary>Sends one message as it is, once: no retries, no pace. Whatever goes wrong is an exception that <see cref="CallTrouble.Of"/> explains.</summary>
internal sealed class PartSender(TelegramClient client, PhotoShelf shelf, TelegramOptions options)
{
    public async Task<SentMessage> SendAsync(Destination to, MessagePart part, ReplyMarkup? markup, CancellationToken cancellationToken) =>
        part.Photo is { } photo
            ? await SendPhotoAsync(to, part, photo, markup, cancellationToken)
            : await SendTextAsync(to, part.Text!, markup, cancellationToken);

    public Task<SentMessage> SendQuizAsync(Destination to, Quiz quiz, DateTimeOffset now, ReplyMarkup? markup, CancellationToken cancellationToken)
    {
        var openFor = quiz.ClosesAt - now;
        var request = new QuizMessage
        {
            ChatId = to.Chat,
            Question = quiz.Question,
            Options = quiz.Options.Select(o => new InputPollOption(o)),
            IsAnonymous = false,
            Type = PollType.Quiz,
            AllowsMultipleAnswers = quiz.Right.Length > 1,
            CorrectOptionIds = quiz.Right,
            ReplyParameters = ReplyOf(to),
            ReplyMarkup = markup,
            Explanation = quiz.Explanation,
            CloseDate = openFor > TelegramLimits.PollOpenLeast && openFor < TelegramLimits.PollOpenMost ? quiz.ClosesAt.UtcDateTime : null,
            MessageThreadId = to.Topic,
        };
        return client.CallAsync(TelegramClient.CallTimeout, token => client.Bot.SendRequest<SentMessage>(request, token), cancellationToken);
    }

    /// <summary>Replaces the text of a message in place.</summary>
    public Task EditAsync(long chat, int message, bool isCaption, TelegramText text, InlineKeyboardMarkup? markup, CancellationToken cancellationToken) => client.CallAsync(
        TelegramClient.CallTimeout,
        async token =>
        {
            if (isCaption)
            {
                await client.Bot.EditMessageCaption(chat, message, text.Text, captionEntities: text.Sent, replyMarkup: markup, cancellationToken: token);
            }
            else
            {
                await client.Bot.EditMessageText(chat, message, text.Text, entities: text.Sent, replyMarkup: markup, linkPreviewOptions: Previews, cancellationToken: token);
            }
        },
        cancellationToken);

    /// <summary>Replaces the text of an ephemeral message in place.</summary>
    public Task EditEphemeralAsync(long chat, long receiver, int message, TelegramText text, InlineKeyboardMarkup? markup, CancellationToken cancellationToken) => client.CallAsync(
        TelegramClient.CallTimeout,
        token => client.Bot.EditEphemeralMessageText(chat, receiver, message, text.Text, entities: text.Sent, replyMarkup: markup, linkPreviewOptions: Previews, cancellationToken: token),
        cancellationToken);

    private LinkPreviewOptions? Previews => options.LinkPreviews ? null : new LinkPreviewOptions { IsDisabled = true };

    private Task<SentMessage> SendTextAsync(Destination to, TelegramText text, ReplyMarkup? markup, CancellationToken cancellationToken) => client.CallAsync(
        TelegramClient.CallTimeout,
        token => client.Bot.SendRequest<SentMessage>(
            new TextMessage
            {
                ChatId = to.Chat,
                Text = text.Text,
                Entities = text.Sent,
                ReplyMarkup = markup,
                LinkPreviewOptions = Previews,
                MessageThreadId = to.Topic,
                ReplyParameters = ReplyOf(to),
                EphemeralMessageParameters = EphemeralOf(to),
            },
            token),
        cancellationToken);

    private async Task<SentMessage> SendPhotoAsync(Destination to, MessagePart part, PartPhoto photo, ReplyMarkup? markup, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryPhotoAsync(to, part, photo, markup, cancellationToken) is { } sent)
            {
                return sent;
            }
        }
        catch (Telegram.Bot.Exceptions.ApiRequestException exception) when (exception.ErrorCode == 400 && CallTrouble.IsAboutThePicture(exception.Message))
        {
            // A picture that cannot be shown is told in words.
        }

        return await SendTextAsync(to, WordsFor(part, photo), markup, cancellationToken);
    }

    /// <summary>Sends the picture; null when its file cannot be read.</summary>
    private async Task<SentMessage?> TryPhotoAsync(Destination to, MessagePart part, PartPhoto photo, ReplyMarkup? markup, CancellationToken cancellationToken)
    {
        if (photo.Drawn is { } drawn)
        {
            using var bytes = new MemoryStream(drawn.Png.ToArray(), writable: false);
            return await PhotoAsync(to, InputFile.FromStream(bytes, drawn.FileName), part.Text, markup, cancellationToken);
        }

        var key = await shelf.KeyOfAsync(photo.Source!, cancellationToken);
        if (key is not null && await shelf.FindIdAsync(key, cancellationToken) is { } id)
        {
            try
            {
                return await PhotoAsync(to, InputFile.FromFileId(id), part.Text, markup, cancellationToken);
            }
            catch (Telegram.Bot.Exceptions.ApiRequestException exception) when (exception.ErrorCode == 400 && exception.Message.Contains("file", StringComparison.OrdinalIgnoreCase))
            {
                // The id has lost its meaning; the picture is uploaded again.
                await shelf.ForgetIdAsync(key, cancellationToken);
            }
        }

        await using var stream = key is null ? null : shelf.Open(photo.Source!);
        if (stream is null)
        {
            return null;
        }

        var sent = await PhotoAsync(to, InputFile.FromStream(stream, Path.GetFileName(photo.Source)), part.Text, markup, cancellationToken);
        if (sent.Photo is [.., var largest])
        {
            await shelf.StoreIdAsync(key!, largest.FileId, CancellationToken.None);
        }

        return sent;
    }

    private Task<SentMessage> PhotoAsync(Destination to, InputFile file, TelegramText? caption, ReplyMarkup? markup, CancellationToken cancellationToken) => client.CallAsync(
        TelegramClient.CallTimeout,
        token => client.Bot.SendRequest<SentMessage>(
            new PhotoMessage
            {
                ChatId = to.Chat,
                Photo = file,
                Caption = caption?.Text,
                CaptionEntities = caption?.Sent,
                ReplyMarkup = markup,
                MessageThreadId = to.Topic,
                ReplyParameters = ReplyOf(to),
                EphemeralMessageParameters = EphemeralOf(to),
            },
            token),
        cancellationToken);

    private static TelegramText WordsFor(MessagePart part, PartPhoto photo)
    {
        var sign = "🖼 " + (photo.AlternativeText.Length > 0 ? photo.AlternativeText : Path.GetFileName(photo.Source) ?? "");
        var words = TelegramRenderer.Render(Text.Body.Plain(sign), TelegramLimits.Caption)[0];
        return part.Text is null || string.Equals(part.Text.Text, photo.AlternativeText, StringComparison.Ordinal)
            ? words
            : new TelegramText(words.Text + "\n\n" + part.Text.Text, [.. part.Text.Entities.Select(e => e with { Offset = e.Offset + words.Text.Length + 2 })], []);
    }

    private static ReplyParameters? ReplyOf(Destination to) =>
        to.AnswersEphemeral is { } ephemeral ? new ReplyParameters { EphemeralMessageId = ephemeral }
        : to.ReplyTo is { } message ? new ReplyParameters { MessageId = message, AllowSendingWithoutReply = true }
        : null;

    private static EphemeralMessageParameters? EphemeralOf(Destination to) =>
        to.OnlyFor is { } person ? new EphemeralMessageParameters { ReceiverUserId = person, CallbackQueryId = to.Query } : null;
}
