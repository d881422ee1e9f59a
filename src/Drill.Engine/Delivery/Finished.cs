using Drill.Conversation;

namespace Drill.Delivery;

/// <summary>A send that has ended.</summary>
/// <param name="DeliveryId">The row.</param>
/// <param name="ChatId">Its chat.</param>
/// <param name="Chat">Where it was sent to; the chat may have moved meanwhile.</param>
/// <param name="Claim">The claim under which it was sent.</param>
/// <param name="Outcome">What the platform said, or null when nobody knows.</param>
/// <param name="HasFollowUps">Whether steps come after it.</param>
internal sealed record Finished(long DeliveryId, long ChatId, ChatAddress Chat, long Claim, SendOutcome? Outcome, bool HasFollowUps);
