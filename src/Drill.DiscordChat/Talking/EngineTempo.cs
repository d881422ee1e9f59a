namespace Drill.DiscordChat.Talking;

/// <summary>
/// Whether the engine has been slow lately. Whoever waits for an engine that will not be in time keeps the person waiting for nothing: while most of its last answers were late, the next
/// is not waited for at all. After a while in which nobody asked, all is forgotten. Safe to call concurrently.
/// </summary>
/// <param name="time">Measures.</param>
internal sealed class EngineTempo(TimeProvider time)
{
    // So much of what was is forgotten with each answer: four late ones after quick ones make it slow, four quick ones after late ones end that.
    private const double Forgetting = 1.0 / 6;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private double shareLate;
    private long lastAt = time.GetTimestamp();

    public bool IsSlow
    {
        get
        {
            lock (gate)
            {
                return shareLate > 0.5 && time.GetElapsedTime(lastAt) < Memory;
            }
        }
    }

    /// <summary>Notes what came of waiting for an answer: it was there in time, or it is late, whenever it may come.</summary>
    public void Note(bool isLate)
    {
        lock (gate)
        {
            shareLate = time.GetElapsedTime(lastAt) < Memory ? shareLate : 0;
            shareLate += ((isLate ? 1 : 0) - shareLate) * Forgetting;
            lastAt = time.GetTimestamp();
        }
    }
}
