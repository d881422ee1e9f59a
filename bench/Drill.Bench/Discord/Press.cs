namespace Drill.Bench.Discord;

/// <summary>A question in a channel: the number of the post, as its buttons name it, and the message as Discord shows it.</summary>
internal sealed record ChannelPost(long Guild, long Channel, long Number, byte[] Message);

/// <summary>Somebody's press on a button, and what became of it.</summary>
internal sealed class Press(ChannelPost post, long user, string verb)
{
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelPost Post { get; } = post;

    public long User { get; } = user;

    public string Verb { get; } = verb;

    /// <summary>Its id on this server.</summary>
    public int Number { get; set; }

    public long OfferedAt { get; set; }

    /// <summary>When the first response came, whatever it said.</summary>
    public long AcknowledgedAt { get; set; }

    /// <summary>When something was said.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>Done once something was said.</summary>
    public Task Answered => answered.Task;

    /// <summary>First responses; one is right.</summary>
    public int Responses { get; set; }

    public void Answer(long at)
    {
        AnsweredAt = at;
        answered.TrySetResult();
    }

    public TimeSpan ToAcknowledge => TimeProvider.System.GetElapsedTime(OfferedAt, AcknowledgedAt);

    public TimeSpan ToAnswer => TimeProvider.System.GetElapsedTime(OfferedAt, AnsweredAt);
}
