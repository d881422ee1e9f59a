using System.Collections.Concurrent;
using Drill.Conversation;

namespace Drill.Engine.Tests.Conversation;

/// <summary>A platform in memory: keeps what it was sent, and refuses, delays or breaks when told to.</summary>
internal sealed class MemoryPlatform(string name = "memory", bool canFindSent = true) : IChatPlatform
{
    private readonly ConcurrentQueue<Func<SendOutcome>> troubles = new();
    private readonly List<(ChatAddress Chat, ChatMessage Message, string Key)> sent = [];

    public string Name { get; } = name;

    public HashSet<string> Admins { get; } = new(StringComparer.Ordinal) { "admin" };

    public IReadOnlyList<(ChatAddress Chat, ChatMessage Message, string Key)> Sent
    {
        get
        {
            lock (sent)
            {
                return [.. sent];
            }
        }
    }

    /// <summary>What happens at the next send instead of the usual.</summary>
    public void Next(Func<SendOutcome> trouble) => troubles.Enqueue(trouble);

    /// <summary>What happens at every send instead of the usual, until it is null again.</summary>
    public Func<SendOutcome>? Always { get; set; }

    /// <summary>The next message arrives, but the answer of the platform does not.</summary>
    public void NextArrivesUnseen() => troubles.Enqueue(() => throw new IOException("arrived, and the line went dead"));

    public Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken)
    {
        if (troubles.TryDequeue(out var trouble) || (trouble = Always) is not null)
        {
            try
            {
                return Task.FromResult(trouble());
            }
            catch (IOException)
            {
                Keep();
                throw;
            }
        }

        return Task.FromResult<SendOutcome>(new SendOutcome.Sent(Keep()));

        string Keep()
        {
            lock (sent)
            {
                sent.Add((chat, message, key));
                return "m" + sent.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken)
    {
        lock (sent)
        {
            var index = sent.FindIndex(s => s.Chat == chat && string.Equals(s.Key, key, StringComparison.Ordinal));
            return Task.FromResult<SendTrace>(
                !canFindSent ? new SendTrace.Unknown()
                : index < 0 ? new SendTrace.Absent()
                : new SendTrace.Arrived("m" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(Admins.Contains(sender.User));

    /// <summary>What the bot may not do anywhere.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The steps done after posts, in order.</summary>
    public List<(string MessageId, FollowUp Step, string Title)> StepsDone { get; } = [];

    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    public ChatAddress? PrivateAddressOf(string user) => new(Name, "dm-" + user, null, IsPrivate: true);

    public Task<IReadOnlyList<string>> MissingPermissionsAsync(ChatAddress chat, IReadOnlyList<FollowUp> steps, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Missing]);

    public Task<SendOutcome> FollowUpAsync(ChatAddress chat, string messageId, FollowUp step, string title, CancellationToken cancellationToken)
    {
        if (troubles.TryDequeue(out var trouble))
        {
            return Task.FromResult(trouble());
        }

        StepsDone.Add((messageId, step, title));
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent(messageId));
    }
}
