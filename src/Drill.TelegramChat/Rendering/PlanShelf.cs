using System.Collections.Immutable;
using Drill.Content;
using Drill.Conversation;
using Drill.TelegramChat.Calling;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>How messages are parted, made once for each body: many ask for the same answer. Drawn pictures belong to one message and are not kept.</summary>
internal sealed class PlanShelf(BankLibrary library, PhotoShelf photos)
{
    private readonly BodyLooks<Plan> plans = new();

    /// <summary>The parts of a message; at least one, of which the last carries the buttons.</summary>
    public ImmutableArray<MessagePart> Of(ChatMessage message) => message.Pictures.IsEmpty
        ? plans.Get(library.Current, message.Body, body => new Plan(MessagePlan.Of(body, [], photos.CanShow))).Parts
        : MessagePlan.Of(message.Body, message.Pictures, photos.CanShow);

    private sealed record Plan(ImmutableArray<MessagePart> Parts);
}
