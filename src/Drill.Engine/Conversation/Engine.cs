using Drill.Content;
using Drill.Text;

namespace Drill.Conversation;

/// <summary>The product: whatever a person does comes in here and leaves as replies.</summary>
public sealed class Engine(BankLibrary library)
{
    /// <summary>Handles one update. Safe to call concurrently, and again with the same update: its effect happens once.</summary>
    public Task<IReadOnlyList<Reply>> HandleAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        cancellationToken.ThrowIfCancellationRequested();
        var prompt = library.Current.Questions.Select(q => q.Variants[0].Prompt).FirstOrDefault(Body.Empty);
        return Task.FromResult<IReadOnlyList<Reply>>([new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(prompt))]);
    }
}
