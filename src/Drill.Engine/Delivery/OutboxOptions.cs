namespace Drill.Delivery;

/// <summary>How the outbox sends.</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a claim holds before its message is taken to be in doubt. Longer than <see cref="SendTimeout"/>.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try to send may take, waiting for the platform's rate included.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>To how many chats of one platform it sends at once, 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 64;
}
