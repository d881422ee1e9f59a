namespace BotHost.Hosting;

/// <summary>
/// Tells when the process rests after work. Then it can give memory back: whoever still works would only ask for it again, and a rest that follows a rest has nothing to give.
/// </summary>
internal sealed class RestAfterWork
{
    /// <summary>Whoever takes less of a core than this rests: a bot that nobody speaks to looks every two seconds whether something is due.</summary>
    public const double Resting = 0.1;

    /// <summary>Less work than this leaves nothing behind that is worth the pause.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(1);

    /// <summary>Whoever is asked something now and then gives back no more often.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private (TimeSpan Cpu, DateTimeOffset At)? last;
    private DateTimeOffset? returnedAt;
    private TimeSpan worked;

    /// <summary>Notes how much processor time the process has used up to a moment; true when it has rested since the last time, for the first time after work.</summary>
    public bool Begins(TimeSpan cpu, DateTimeOffset now)
    {
        var used = cpu - (last?.Cpu ?? TimeSpan.Zero);
        var rests = last is { } before && used < Resting * (now - before.At);
        last = (cpu, now);
        if (!rests)
        {
            worked += used;
            return false;
        }

        if (worked < Work || now - returnedAt < Between)
        {
            return false;
        }

        (worked, returnedAt) = (TimeSpan.Zero, now);
        return true;
    }
}
