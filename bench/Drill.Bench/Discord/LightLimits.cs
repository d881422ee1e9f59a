using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Drill.Bench.Discord;

/// <summary>Discord's limits: so many requests in any second for the bot as a whole, and five in five seconds for each channel.</summary>
internal sealed class LightLimits(int perSecond)
{
    private const int InChannel = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Window = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Queue<long> last = new();
    private readonly Dictionary<string, (long Start, int Left)> channels = new(StringComparer.Ordinal);

    /// <summary>Counts a request; how long it must wait when it is one too many.</summary>
    public TimeSpan? Take(string[] path, long now, HttpResponse response)
    {
        lock (gate)
        {
            while (last.TryPeek(out var first) && TimeProvider.System.GetElapsedTime(first, now) >= Second)
            {
                last.Dequeue();
            }

            if (last.Count >= perSecond)
            {
                response.Headers["X-RateLimit-Scope"] = "global";
                return Second - TimeProvider.System.GetElapsedTime(last.Peek(), now);
            }

            last.Enqueue(now);
            var channel = path is ["channels", var id, ..] ? id : "";
            if (!channels.TryGetValue(channel, out var window) || TimeProvider.System.GetElapsedTime(window.Start, now) >= Window)
            {
                window = (now, InChannel);
            }

            var reset = Window - TimeProvider.System.GetElapsedTime(window.Start, now);
            var isFull = window.Left == 0;
            channels[channel] = (window.Start, Math.Max(0, window.Left - 1));
            var headers = response.Headers;
            headers["X-RateLimit-Bucket"] = "messages";
            headers["X-RateLimit-Limit"] = InChannel.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = channels[channel].Left.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Reset-After"] = reset.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
            return isFull ? reset : null;
        }
    }
}
