
using System.Text;
using System.Text.Json.Nodes;

namespace Drill.Fakes.Telegram;

/// <summary>What the bot is told, by long polling or by a webhook: kept until it is confirmed, and told again until then.</summary>
internal sealed class UpdateStream(TelegramWorld world, TimeProvider time)
{
    private static readonly HashSet<string> OnlyWhenNamed = new(StringComparer.Ordinal) { "chat_member", "message_reaction", "message_reaction_count" };

    // https://github.com/tdlib/td/blob/master/tddb/td/db/TQueue.cpp
    private const int FutureTolerance = 10;

    private readonly List<JsonObject> pending = [];
    private readonly List<JsonObject> told = [];
    private readonly List<int> refusals = [];
    private readonly CancellationTokenSource closing = new();
    private HashSet<string>? allowed;
    private string? secret;
    private long lastId = 700_000;
    private int readers;

    public string? Url { get; private set; }

    public int Count
    {
        get
        {
            lock (world.Gate)
            {
                return pending.Count;
            }
        }
    }

    public IReadOnlyList<int> Refusals
    {
        get
        {
            lock (world.Gate)
            {
                return [.. refusals];
            }
        }
    }

    internal bool IsEmpty => pending.Count == 0;

    public void Close() => closing.Cancel();

    public void Add(string kind, JsonObject content)
    {
        lock (world.Gate)
        {
            if (allowed is { Count: > 0 } ? allowed.Contains(kind) : !OnlyWhenNamed.Contains(kind))
            {
                pending.Add(new JsonObject { ["update_id"] = ++lastId, [kind] = content });
            }
        }

        world.Changed();
    }

    public async Task<BotAnswer> GetAsync(JsonObject parameters, CancellationToken cancellationToken)
    {
        int reader;
        lock (world.Gate)
        {
            if (Url is not null)
            {
                return BotAnswer.Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            }

            reader = ++readers;
            Allow(parameters);
            // An offset far beyond the last update is not believed: nothing is confirmed, and all is told from the first.
            if ((long?)parameters["offset"] is { } offset && offset <= lastId + FutureTolerance)
            {
                told.AddRange(pending.Where(u => (long)u["update_id"]! < offset));
                pending.RemoveAll(u => (long)u["update_id"]! < offset);
            }
        }

        world.Changed();
        var limit = (int?)parameters["limit"] ?? 100;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds((int?)parameters["timeout"] ?? 0) + TimeSpan.FromMilliseconds(1), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, timeout.Token);
        for (; ; )
        {
            Task next;
            lock (world.Gate)
            {
                if (reader != readers)
                {
                    return BotAnswer.Error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
                }

                if (pending.Count > 0 || either.IsCancellationRequested)
                {
                    return BotAnswer.Ok(new JsonArray([.. pending.Take(limit).Select(u => u.DeepClone())]));
                }

                next = world.NextChange;
            }

            await next.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public BotAnswer SetWebhook(JsonObject parameters)
    {
        var url = (string)parameters["url"]!;
        if (url.Length > 0 && (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || uri.IsLoopback)))
        {
            return BotAnswer.Error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        }

        lock (world.Gate)
        {
            Allow(parameters);
            secret = (string?)parameters["secret_token"];
            var wasSet = Url is not null;
            Url = url.Length == 0 ? null : url;
            if (Url is not null && !wasSet)
            {
                _ = DeliverAsync();
            }
        }

        return BotAnswer.True;
    }

    public BotAnswer DeleteWebhook(JsonObject parameters)
    {
        lock (world.Gate)
        {
            Url = null;
            if ((bool?)parameters["drop_pending_updates"] == true)
            {
                pending.Clear();
            }
        }

        world.Changed();
        return BotAnswer.True;
    }

    private void Allow(JsonObject parameters)
    {
        if (parameters["allowed_updates"] is JsonArray kinds)
        {
            allowed = [.. kinds.Select(k => (string)k!)];
        }
    }

    private async Task DeliverAsync()
    {
        using var client = new HttpClient();
        while (!closing.IsCancellationRequested)
        {
            JsonObject? first;
            Task next;
            string url;
            lock (world.Gate)
            {
                if (Url is null)
                {
                    return;
                }

                (first, next, url) = (pending.FirstOrDefault(), world.NextChange, Url);
            }

            if (first is null)
            {
                await next.WaitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(first.ToJsonString(), Encoding.UTF8, "application/json") };
                if (secret is not null)
                {
                    request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
                }

                using var response = await client.SendAsync(request, closing.Token);
                lock (world.Gate)
                {
                    if (response.IsSuccessStatusCode)
                    {
                        pending.Remove(first);
                    }
                    else
                    {
                        refusals.Add((int)response.StatusCode);
                    }
                }

                world.Changed();
                if (response.IsSuccessStatusCode)
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // It is tried again.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Repeat()
    {
        lock (world.Gate)
        {
            pending.InsertRange(0, told);
            told.Clear();
        }

        world.Changed();
    }

    public void NumberFrom(long next)
    {
        lock (world.Gate)
        {
            lastId = next - 1;
            told.Clear();
        }
    }

    public void Leave(string url) => Url = url;

    public JsonObject Info() => new() { ["url"] = Url ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = pending.Count, ["max_connections"] = 40 };
}
