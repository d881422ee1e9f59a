using Drill.Conversation;
using Drill.DiscordChat.Commands;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Drill.DiscordChat.Wording;
using Drill.Text;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Talking;

/// <summary>
/// Answers interactions, whichever way they came: at once when the engine is quick, else acknowledged and answered when it is done; while the engine is slow, nothing waits to see whether it
/// will be quick. Replies for the asker are seen by nobody else. A form can only be the first response, so it never waits for the engine.
/// </summary>
internal sealed partial class InteractionHandler(
    Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>> engine,
    Func<ButtonPress, TextRequest?> boxes,
    IDiscordConnection connection,
    InteractionReader reader,
    Completions completions,
    MessageMaker maker,
    Roster roster,
    DiscordOptions options,
    TimeProvider time,
    ILogger<InteractionHandler> logger)
{
    private readonly EngineTempo tempo = new(time);

    public async Task HandleAsync(DiscordEvent.InteractionReceived received, CancellationToken cancellationToken)
    {
        var interaction = received.Interaction;
        if (interaction.Type == Interaction.Autocomplete)
        {
            await received.RespondAsync(
                new InteractionResponse(InteractionResponse.AutocompleteResult) { Data = new ResponseData { Choices = completions.For(interaction.Data, interaction.Locale) } }, [], cancellationToken);
            return;
        }

        var phrases = DiscordPhrases.For(interaction.Locale);
        if (Addresses.Of(interaction, options.ApplicationId) is { } chat)
        {
            roster.Note(interaction, chat);
        }

        if (reader.Read(interaction) is not { } incoming)
        {
            await RespondAsync(received, await PlanAsync(interaction, [Tell(phrases.UnknownControl)], phrases, cancellationToken), cancellationToken);
            return;
        }

        var box = incoming is ButtonPress press ? boxes(press) : null;
        if (box is { Context.Blocks.Length: > 0 })
        {
            await RespondAsync(received, new Plan(Modal(box), []), cancellationToken);
            return;
        }

        var work = AskAsync(incoming, cancellationToken);
        if (!work.IsCompleted && !tempo.IsSlow)
        {
            // An exception is met below, where it is told.
            await ((Task)work).WaitAsync(options.AcknowledgeAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!work.IsCompleted)
            {
                tempo.Note(isLate: true);
            }
        }

        if (work.IsCompleted)
        {
            await RespondAsync(received, await PlanAsync(interaction, await RepliesAsync(work, interaction, phrases), phrases, cancellationToken), cancellationToken);
        }
        else if (box is not null)
        {
            // The question stands above in the chat; better a form without it than no form.
            await RespondAsync(received, new Plan(Modal(box), []), cancellationToken);
            await RepliesAsync(work, interaction, phrases);
        }
        else
        {
            await RespondLaterAsync(received, work, phrases, cancellationToken);
        }
    }

    // Whatever the engine throws, and when, is met where its replies are awaited.
    private async Task<IReadOnlyList<Reply>> AskAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var replies = await engine(incoming, cancellationToken);
        if (time.GetElapsedTime(start) < options.AcknowledgeAfter)
        {
            tempo.Note(isLate: false);
        }

        return replies;
    }

    private static MessageReply Tell(string text) => new(ReplyTarget.AskerOnly, new ChatMessage(Body.Plain(text)));

    private async Task<IReadOnlyList<Reply>> RepliesAsync(Task<IReadOnlyList<Reply>> work, Interaction interaction, DiscordPhrases phrases)
    {
        try
        {
            return await work;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException and not OperationCanceledException)
        {
            Log.EngineFailed(logger, exception, interaction.Id);
            return [Tell(phrases.Failed)];
        }
    }

    /// <summary>The engine is slow: says that something will come, then lets it come.</summary>
    private async Task RespondLaterAsync(DiscordEvent.InteractionReceived received, Task<IReadOnlyList<Reply>> work, DiscordPhrases phrases, CancellationToken cancellationToken)
    {
        var interaction = received.Interaction;
        var isPress = interaction.Type == Interaction.Component;
        var acknowledged = await received.RespondAsync(
            isPress
                ? new InteractionResponse(InteractionResponse.DeferredUpdate)
                : new InteractionResponse(InteractionResponse.DeferredChannelMessage) { Data = new ResponseData { Flags = Message.Ephemeral } },
            [],
            cancellationToken);
        var replies = await RepliesAsync(work, interaction, phrases);
        if (!IsGood(acknowledged, interaction))
        {
            return;
        }

        if (replies.OfType<TextRequest>().FirstOrDefault() is { } box)
        {
            // Nobody foresaw it, and a form can follow no deferral.
            replies = [new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(Body.Plain(phrases.BoxWasLate), [ButtonRow.Of(new Button(phrases.OpenBox, box.Token))]))];
        }

        var plan = await PlanAsync(interaction, replies, phrases, cancellationToken);
        var messages = plan.Messages;
        if (!isPress && (messages.Count == 0 || messages[0].Target == ReplyTarget.Chat))
        {
            // The place of a hidden deferral is taken by something hidden; what everybody is to see comes as a message of its own.
            var done = await PlanAsync(interaction, [Tell(phrases.Done)], phrases, cancellationToken);
            messages = [.. done.Messages, .. messages];
        }

        for (var i = 0; i < messages.Count; i++)
        {
            var (target, message) = messages[i];
            var takesPlace = i == 0 && (!isPress || target == ReplyTarget.Original);
            var outcome = takesPlace
                ? await connection.EditResponseAsync(interaction, message.Body, message.Files, cancellationToken)
                : await connection.FollowUpAsync(interaction, Flagged(message, target), message.Files, cancellationToken);
            if (!IsGood(outcome, interaction))
            {
                return;
            }
        }
    }

    private async Task RespondAsync(DiscordEvent.InteractionReceived received, Plan plan, CancellationToken cancellationToken)
    {
        var interaction = received.Interaction;
        if (plan.Box is { } box)
        {
            IsGood(await received.RespondAsync(box, [], cancellationToken), interaction);
            return;
        }

        var isPress = interaction.Type == Interaction.Component;
        if (plan.Messages.Count == 0)
        {
            // Nothing to say: a press is taken quietly.
            plan = isPress ? plan : await PlanAsync(interaction, [Tell(DiscordPhrases.For(interaction.Locale).Done)], DiscordPhrases.For(interaction.Locale), cancellationToken);
            if (isPress)
            {
                IsGood(await received.RespondAsync(new InteractionResponse(InteractionResponse.DeferredUpdate), [], cancellationToken), interaction);
                return;
            }
        }

        var (target, first) = plan.Messages[0];
        var type = isPress && target == ReplyTarget.Original ? InteractionResponse.UpdateMessage : InteractionResponse.ChannelMessage;
        var body = type == InteractionResponse.UpdateMessage ? first.Body : Flagged(first, target);
        if (!IsGood(await received.RespondAsync(new InteractionResponse(type) { Data = ResponseData.Of(body) }, first.Files, cancellationToken), interaction))
        {
            return;
        }

        foreach (var (next, message) in plan.Messages.Skip(1))
        {
            if (!IsGood(await connection.FollowUpAsync(interaction, Flagged(message, next), message.Files, cancellationToken), interaction))
            {
                return;
            }
        }
    }

    private static MessageBody Flagged(OutMessage message, ReplyTarget target) => message.Body with
    {
        Flags = Message.ComponentsV2 | (target == ReplyTarget.Chat ? 0 : Message.Ephemeral),
    };

    /// <summary>The messages of all replies in order; what edits the pressed message comes first, because only the first response can.</summary>
    private async Task<Plan> PlanAsync(Interaction interaction, IReadOnlyList<Reply> replies, DiscordPhrases phrases, CancellationToken cancellationToken)
    {
        if (replies.OfType<TextRequest>().FirstOrDefault() is { } request && interaction.Type != Interaction.ModalSubmit)
        {
            return new Plan(Modal(request), []);
        }

        var messages = new List<(ReplyTarget Target, OutMessage Message)>();
        foreach (var reply in replies.OfType<MessageReply>().OrderBy(r => r.Target == ReplyTarget.Original && interaction.Type == Interaction.Component ? 0 : 1))
        {
            var target = reply.Target == ReplyTarget.Original && interaction.Type != Interaction.Component ? ReplyTarget.AskerOnly : reply.Target;
            var pages = await maker.MakeAsync(reply.Message, isForAll: target == ReplyTarget.Chat, phrases, cancellationToken);
            for (var i = 0; i < pages.Count; i++)
            {
                messages.Add((i > 0 && target == ReplyTarget.Original ? ReplyTarget.AskerOnly : target, pages[i]));
            }
        }

        return new Plan(null, messages);
    }

    /// <summary>A form with the question above a long field.</summary>
    private static InteractionResponse Modal(TextRequest request)
    {
        var components = new List<Component>();
        if (DiscordPages.Of(request.Context, _ => false)[0].Parts.OfType<PagePart.Text>().FirstOrDefault() is { } question)
        {
            components.Add(new Component { Type = Component.TextDisplay, Content = question.Markdown });
        }

        components.Add(new Component
        {
            Type = Component.LabelType,
            Label = Shown.Cut(request.Label, DiscordLimits.ModalTitle),
            Inner = new Component
            {
                Type = Component.TextInput,
                CustomId = InteractionReader.AnswerField,
                Style = 2,
                Required = true,
                MinLength = 1,
                MaxLength = Math.Clamp(request.MaximumLength, 1, DiscordLimits.ModalText),
            },
        });
        return new InteractionResponse(InteractionResponse.Modal)
        {
            Data = new ResponseData { CustomId = request.Token.ToString(), Title = Shown.Cut(request.Title, DiscordLimits.ModalTitle), Components = components },
        };
    }

    /// <summary>Whether Discord took it. A token that ran out, a message that is gone, an answer given twice: nothing is lost that could be saved.</summary>
    private bool IsGood<T>(RestOutcome<T> outcome, Interaction interaction)
    {
        switch (outcome)
        {
            case RestOutcome<T>.Done:
                return true;
            case RestOutcome<T>.Rejected { Code: 40060 }:
                // A try of ours that seemed to fail had arrived, or another process was faster.
                Log.TooLate(logger, interaction.Id, 40060);
                return false;
            case RestOutcome<T>.Rejected rejected:
                Log.TooLate(logger, interaction.Id, rejected.Code);
                return false;
            default:
                Log.NotReached(logger, interaction.Id);
                return false;
        }
    }

    private sealed record Plan(InteractionResponse? Box, IReadOnlyList<(ReplyTarget Target, OutMessage Message)> Messages);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Interaction {Interaction} failed in the engine")]
        public static partial void EngineFailed(ILogger logger, Exception exception, string interaction);

        [LoggerMessage(Level = LogLevel.Information, Message = "Discord did not take the answer to interaction {Interaction} (code {Code})")]
        public static partial void TooLate(ILogger logger, string interaction, int code);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord could not be reached to answer interaction {Interaction}")]
        public static partial void NotReached(ILogger logger, string interaction);
    }
}
