namespace Drill.Delivery;

/// <summary>
/// Sends that have ended and are not recorded yet. They are recorded together, and kept until that has succeeded: what is forgotten here is a message of which nobody will know whether it arrived.
/// Mostly the whole database is in trouble, and then all wait; but one that cannot be recorded at all must not keep the others for ever, so after some failures each is tried alone.
/// </summary>
internal sealed class Unrecorded
{
    private const int TogetherTries = 3;
    private const int AloneTries = 600;

    private readonly List<Finished> waiting = [];
    private readonly Dictionary<long, int> failedAlone = [];
    private int failures;
    private bool othersWent;

    public int Count => waiting.Count;

    /// <summary>Whether they have failed together so often that each is tried alone.</summary>
    public bool IsOneByOne => failures > TogetherTries;

    public void Add(Finished finished) => waiting.Add(finished);

    /// <summary>What to record next, in one transaction.</summary>
    public IReadOnlyList<Finished> Next() => failures < TogetherTries ? [.. waiting] : [waiting[0]];

    /// <summary>Notes that what <see cref="Next"/> gave was recorded.</summary>
    public void Recorded(IReadOnlyList<Finished> batch)
    {
        waiting.RemoveRange(0, batch.Count);
        othersWent = failures >= TogetherTries;
        if (waiting.Count == 0)
        {
            (failures, othersWent) = (0, false);
            failedAlone.Clear();
        }
    }

    /// <summary>Notes that what <see cref="Next"/> gave was not recorded. Returns the one that is given up, because the database works for others, or null when all are to be tried again.</summary>
    public Finished? Failed(IReadOnlyList<Finished> batch)
    {
        if (failures++ < TogetherTries)
        {
            return null;
        }

        var one = batch[0];
        waiting.Remove(one);
        var tries = failedAlone[one.DeliveryId] = failedAlone.GetValueOrDefault(one.DeliveryId) + 1;
        if (othersWent || tries >= AloneTries)
        {
            return one;
        }

        waiting.Add(one);
        return null;
    }
}
