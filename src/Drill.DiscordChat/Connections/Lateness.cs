using System.Globalization;

namespace Drill.DiscordChat.Connections;

/// <summary>
/// How much later than usual an interaction was read: while this program is busy, many lie unread in the buffers of the connection, and only their ids tell since when. An id tells
/// Discord's clock, which need not be ours: what counts is how much longer one was under way than the quickest of the last minutes. Not safe to call concurrently.
/// </summary>
internal sealed class Lateness(TimeProvider time)
{
    // The first second of 2015, in milliseconds, and the bits below the time. https://docs.discord.com/developers/reference#snowflakes
    private const long Epoch = 1_420_070_400_000;
    private const int TimeShift = 22;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    // Clocks that differ by more tell nothing.
    private static readonly TimeSpan Sane = TimeSpan.FromHours(1);

    private DateTimeOffset since;
    private TimeSpan quickest = TimeSpan.MaxValue;
    private TimeSpan quickestBefore = TimeSpan.MaxValue;

    /// <summary>How late the interaction with this id is, now that it is read; zero when its id does not tell.</summary>
    public TimeSpan Of(string id)
    {
        if (!ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return TimeSpan.Zero;
        }

        var now = time.GetUtcNow();
        var underWay = now - DateTimeOffset.FromUnixTimeMilliseconds(Epoch + (long)(number >> TimeShift));
        if (underWay.Duration() > Sane)
        {
            return TimeSpan.Zero;
        }

        if (now - since > Memory)
        {
            (since, quickestBefore, quickest) = (now, now - since > 2 * Memory ? TimeSpan.MaxValue : quickest, TimeSpan.MaxValue);
        }

        quickest = underWay < quickest ? underWay : quickest;
        return underWay - (quickest < quickestBefore ? quickest : quickestBefore);
    }
}
