using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Drill.Fakes.Discord;

/// <summary>Limits as Discord keeps them: for each route and channel, for the bot as a whole, and whatever a test asks for.</summary>
public sealed class FakeLimits(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shared = new(StringComparer.Ordinal);
    private readonly List<DateTimeOffset> lastSecond = [];

    /// <summary>How many requests of one kind fit into a window; by route.</summary>
    public ConcurrentDictionary<string, (int Limit, TimeSpan Window)> Rules { get; } = new(StringComparer.Ordinal);

    public (int Limit, TimeSpan Window) Default { get; set; } = (5, TimeSpan.FromSeconds(5));

    /// <summary>The bot's own limit in any second.</summary>
    public int Global { get; set; } = 50;

    /// <summary>How many answers were 429.</summary>
    public int Refused { get; private set; }

    /// <summary>Puts routes into one bucket.</summary>
    public void Share(string bucket, params string[] routes)
    {
        foreach (var route in routes)
        {
            shared[route] = bucket;
        }
    }

    /// <summary>Counts a request; false when it is one too many, and then the answer is written.</summary>
    public async Task<bool> LetInAsync(HttpContext context, string route, string major)
    {
        double? retryAfter = null;
        var isGlobal = false;
        lock (gate)
        {
            var now = time.GetUtcNow();
            lastSecond.RemoveAll(t => now - t >= TimeSpan.FromSeconds(1));
            if (lastSecond.Count >= Global)
            {
                (retryAfter, isGlobal) = ((lastSecond[0] + TimeSpan.FromSeconds(1) - now).TotalSeconds, true);
            }
            else
            {
                lastSecond.Add(now);
                var bucket = shared.GetValueOrDefault(route, route);
                var rule = Rules.GetValueOrDefault(bucket, Default);
                var key = bucket + "|" + major;
                if (!windows.TryGetValue(key, out var window) || window.Ends <= now)
                {
                    windows[key] = window = new Window(rule.Limit, now + rule.Window);
                }

                var headers = context.Response.Headers;
                headers["X-RateLimit-Bucket"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bucket)))[..16];
                headers["X-RateLimit-Limit"] = rule.Limit.ToString(CultureInfo.InvariantCulture);
                headers["X-RateLimit-Reset-After"] = (window.Ends - now).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
                if (window.Left == 0)
                {
                    retryAfter = (window.Ends - now).TotalSeconds;
                }
                else
                {
                    window.Left--;
                }

                headers["X-RateLimit-Remaining"] = window.Left.ToString(CultureInfo.InvariantCulture);
            }

            Refused += retryAfter is null ? 0 : 1;
        }

        if (retryAfter is not { } seconds)
        {
            return true;
        }

        context.Response.Headers["X-RateLimit-Scope"] = isGlobal ? "global" : "user";
        if (isGlobal)
        {
            context.Response.Headers["X-RateLimit-Global"] = "true";
        }

        await FakeRest.WriteAsync(context, 429, new System.Text.Json.Nodes.JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = Math.Round(seconds, 3), ["global"] = isGlobal });
        return false;
    }

    private sealed class Window(int left, DateTimeOffset ends)
    {
        public int Left { get; set; } = left;

        public DateTimeOffset Ends { get; } = ends;
    }
}
