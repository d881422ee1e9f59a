using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Rest;

/// <summary>
/// Discord's API. Obeys its limits, tries again what may be tried again, and says what became of everything else as a value. Safe to call
/// concurrently. The token is in no log and no exception.
/// </summary>
internal sealed partial class DiscordRest : IDisposable
{
    /// <summary>How long a request may wait for a limit before it is handed back as <see cref="RestOutcome{T}.Limited"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MaximumTries = 4;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient http;
    private readonly Uri api;
    private readonly AuthenticationHeaderValue authorization;
    private readonly TimeProvider time;
    private readonly ILogger<DiscordRest> logger;
    private readonly Pace pace;
    private readonly InvalidRequests invalid;
    private volatile bool isStopped;

    public DiscordRest(DiscordOptions options, TimeProvider time, ILogger<DiscordRest> logger)
    {
        this.time = time;
        this.logger = logger;
        api = options.ApiUrl;
        authorization = new AuthenticationHeaderValue("Bot", options.Token);
        Limits = new Limits(time);
        pace = new Pace(options.RequestsPerSecond, time);
        invalid = new InvalidRequests(time);
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgentOf(options.ApplicationId));
    }

    /// <summary>Whether Discord refused the token: nothing is sent any more.</summary>
    public bool IsStopped => isStopped;

    internal Limits Limits { get; }

    internal int InvalidCount => invalid.Count;

    /// <summary>Sends a request whose answer is not read.</summary>
    public Task<RestOutcome<Nothing>> SendAsync(RestRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, static _ => default(Nothing), cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    public Task<RestOutcome<T>> SendAsync<T>(RestRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        RunAsync(request, body => JsonSerializer.Deserialize(body, type) ?? throw new JsonException("Discord answered null."), cancellationToken);

    public void Dispose() => http.Dispose();

    // Discord wants an address and a version; whoever runs this bot is found at the bot's own address. https://docs.discord.com/developers/reference#user-agent
    private static string UserAgentOf(string application) =>
        $"DiscordBot (https://discord.com/oauth2/authorize?client_id={application}, {typeof(DiscordRest).Assembly.GetName().Version?.ToString(3) ?? "0"})";

    private async Task<RestOutcome<T>> RunAsync<T>(RestRequest request, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        var route = $"{request.Method} {request.Template}";
        var pause = FirstPause;
        for (var tried = 1; ; tried++)
        {
            var answer = await TryAsync(request, route, cancellationToken);
            switch (answer)
            {
                case { Held: { } wait }:
                    return new RestOutcome<T>.Limited(wait);
                case { Status: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices }:
                    return Read(answer, read, route);
                case { Status: HttpStatusCode.TooManyRequests }:
                    if (tried >= MaximumTries || answer.RetryAfter > Patience)
                    {
                        return new RestOutcome<T>.Limited(answer.RetryAfter);
                    }

                    if (request.Lane is RestLane.Callback or RestLane.InteractionWebhook)
                    {
                        await Task.Delay(answer.RetryAfter, time, cancellationToken);
                    }

                    break;
                case { Status: >= HttpStatusCode.InternalServerError } or { Status: null }:
                    if (tried >= MaximumTries || (!request.IsRepeatable && answer.MayHaveArrived))
                    {
                        return new RestOutcome<T>.Failed(answer.MayHaveArrived, answer.Status is { } status ? $"HTTP {(int)status}" : answer.Failure ?? "no answer");
                    }

                    // A pause with chance in it, so that many requests do not come back together.
                    await Task.Delay(pause * (1 + Random.Shared.NextDouble()), time, cancellationToken);
                    pause *= 2;
                    break;
                default:
                    return Reject<T>(answer, route);
            }
        }
    }

    private RestOutcome<T> Read<T>(Answer answer, Func<byte[], T> read, string route)
    {
        try
        {
            return new RestOutcome<T>.Done(read(answer.Body));
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, exception, route);
            return new RestOutcome<T>.Failed(MayHaveArrived: true, "an answer that cannot be read");
        }
    }

    private RestOutcome<T>.Rejected Reject<T>(Answer answer, string route)
    {
        var error = answer.Error;
        Log.Rejected(logger, route, (int)answer.Status!, error?.Code ?? 0);
        return new RestOutcome<T>.Rejected((int)answer.Status!, error?.Code ?? 0, error?.Message ?? "no reason given");
    }

    /// <summary>One try, behind the bucket, the bot's own pace and everything that is held back.</summary>
    private async Task<Answer> TryAsync(RestRequest request, string route, CancellationToken cancellationToken)
    {
        if (isStopped && NeedsToken(request))
        {
            return new Answer { Status = HttpStatusCode.Unauthorized };
        }

        if (request.Lane == RestLane.Callback)
        {
            return await ExchangeAsync(request, route, bucket: null, cancellationToken);
        }

        if (NeedsToken(request) && pace.Held is { } held && held > Patience)
        {
            return new Answer { Held = held };
        }

        var bucket = Limits.Of(route, request.Major);
        for (; ; )
        {
            if (await bucket.EnterAsync(route, Patience, cancellationToken) is { } wait)
            {
                return new Answer { Held = wait };
            }

            // While this one waited, an answer may have told that the route belongs to another bucket.
            var home = Limits.Of(route, request.Major);
            if (ReferenceEquals(home, bucket))
            {
                break;
            }

            bucket.Release();
            bucket = home;
        }

        LimitHeaders? limits = null;
        int? place = null;
        var isAnswered = false;
        try
        {
            if (NeedsToken(request))
            {
                place = await pace.EnterAsync(request.Lane == RestLane.Urgent, cancellationToken);
            }

            var answer = await ExchangeAsync(request, route, bucket, cancellationToken);
            isAnswered = answer.Status is not null;
            if (ReferenceEquals(Limits.Of(route, request.Major), bucket))
            {
                limits = answer.Limits;
            }

            return answer;
        }
        finally
        {
            // Also of a request that was cancelled: its place is free for the next.
            bucket.Release(limits);
            if (place is { } taken)
            {
                pace.Leave(taken, isAnswered);
            }
        }
    }

    private async Task<Answer> ExchangeAsync(RestRequest request, string route, Bucket? bucket, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = request.Build(api);
            if (NeedsToken(request))
            {
                message.Headers.Authorization = authorization;
            }

            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            var answer = new Answer { Status = response.StatusCode, Body = body, Limits = LimitsOf(response, bucket), MayHaveArrived = true };
            if (answer.Limits is { } limits)
            {
                Limits.Learn(route, limits.Bucket);
                var home = Limits.Of(route, request.Major);
                if (!ReferenceEquals(home, bucket))
                {
                    home.Note(limits);
                    bucket = home;
                }
            }

            return Weigh(answer, response, request, route, bucket);
        }
        catch (HttpRequestException exception)
        {
            var neverLeft = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            return new Answer { MayHaveArrived = !neverLeft, Failure = $"connection trouble ({exception.HttpRequestError})" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer { MayHaveArrived = true, Failure = "no answer in time" };
        }
        catch (IOException)
        {
            return new Answer { MayHaveArrived = true, Failure = "the connection broke" };
        }
    }

    /// <summary>Notes what an answer says about limits and about the token.</summary>
    private Answer Weigh(Answer answer, HttpResponseMessage response, RestRequest request, string route, Bucket? bucket)
    {
        if (answer.Status == HttpStatusCode.Unauthorized && NeedsToken(request))
        {
            Count(route);
            if (!isStopped)
            {
                isStopped = true;
                Log.TokenRefused(logger);
            }
        }
        else if (answer.Status == HttpStatusCode.Forbidden)
        {
            Count(route);
        }
        else if (answer.Status == HttpStatusCode.TooManyRequests)
        {
            return Limit(answer, response, route, bucket);
        }

        return answer;
    }

    private Answer Limit(Answer answer, HttpResponseMessage response, string route, Bucket? bucket)
    {
        var error = answer.Error;
        var after = error?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds)
            : response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(60);
        var scope = Header(response, "X-RateLimit-Scope");
        if (scope is not "shared")
        {
            Count(route);
        }

        // Without Via it comes from the network in front of Discord, which has banned this address for a while.
        var isBan = !response.Headers.Contains("Via") && error is null;
        if (isBan || error?.Global is true || Header(response, "X-RateLimit-Global") is "true" || scope is "global")
        {
            Log.AllHeld(logger, route, after, isBan);
            pace.Hold(after);
        }
        else if (answer.Limits is { Remaining: > 0 })
        {
            bucket?.HoldRoute(route, after);
        }
        else
        {
            bucket?.Hold(after);
        }

        return answer with { RetryAfter = after };
    }

    private void Count(string route)
    {
        if (invalid.Add() is { } silence)
        {
            Log.TooManyInvalid(logger, route, silence);
            pace.Hold(silence);
        }
    }

    private static LimitHeaders? LimitsOf(HttpResponseMessage response, Bucket? bucket)
    {
        return bucket is not null
            && Header(response, "X-RateLimit-Bucket") is { } name
            && int.TryParse(Header(response, "X-RateLimit-Limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && int.TryParse(Header(response, "X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
            && double.TryParse(Header(response, "X-RateLimit-Reset-After"), NumberStyles.Float, CultureInfo.InvariantCulture, out var reset)
            && reset is >= 0 and < 86_400
            ? new LimitHeaders(name, limit, remaining, TimeSpan.FromSeconds(reset))
            : null;
    }

    private static bool NeedsToken(RestRequest request) => request.Lane is RestLane.Scheduled or RestLane.Urgent;

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private sealed record Answer
    {
        public HttpStatusCode? Status { get; init; }

        public byte[] Body { get; init; } = [];

        public LimitHeaders? Limits { get; init; }

        public TimeSpan RetryAfter { get; init; }

        /// <summary>Not sent: this is how long it would have waited.</summary>
        public TimeSpan? Held { get; init; }

        public bool MayHaveArrived { get; init; }

        public string? Failure { get; init; }

        /// <summary>Discord's own words about an error, or null when the body is something else, such as a page.</summary>
        public ErrorBody? Error
        {
            get
            {
                try
                {
                    return Body.Length > 0 && Body[0] == '{' ? JsonSerializer.Deserialize(Body, DiscordJson.Default.ErrorBody) : null;
                }
                catch (JsonException)
                {
                    return null;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "Discord refused the token (401). Nothing more is sent to Discord. Put the token of the bot's page 'Bot' into Drill:Discord:Token and restart")]
        public static partial void TokenRefused(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord rejected {Route} with status {Status}, code {Code}")]
        public static partial void Rejected(ILogger logger, string route, int status, int code);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord holds everything back for {After} after {Route} (address banned: {IsBan})")]
        public static partial void AllHeld(ILogger logger, string route, TimeSpan after, bool isBan);

        [LoggerMessage(Level = LogLevel.Error, Message = "Too many invalid requests to Discord, the last {Route}: silent for {Silence} to escape a ban")]
        public static partial void TooManyInvalid(ILogger logger, string route, TimeSpan silence);

        [LoggerMessage(Level = LogLevel.Error, Message = "Discord's answer to {Route} cannot be read")]
        public static partial void Unreadable(ILogger logger, Exception exception, string route);
    }
}
