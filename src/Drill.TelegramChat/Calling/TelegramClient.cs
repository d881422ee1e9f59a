using System.Net.Http;
using Drill.Delivery;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Calling;

/// <summary>
/// The connection to the Bot API. It logs nothing and carries no handlers that do, because every address contains the token.
/// </summary>
internal sealed class TelegramClient : IDisposable
{
    /// <summary>How long a call may take; long polling has its own time.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a call may take that a person's settings wait for.</summary>
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker http;
    private readonly CallClock clock;

    public TelegramClient(TelegramOptions options, CallClock clock)
        : this(options, clock, new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxConnectionsPerServer = 256,
            ActivityHeadersPropagator = null,
        })
    {
    }

    /// <summary>A client that speaks over a line of one's own.</summary>
    internal TelegramClient(TelegramOptions options, CallClock clock, HttpMessageHandler line)
    {
        this.clock = clock;
        http = new HttpMessageInvoker(line);
        Bot = new LeanBotClient(new TelegramBotClientOptions(options.Token, options.ApiUrl?.ToString().TrimEnd('/')) { RetryThreshold = 0, RetryCount = 0 }, http);
        BotId = options.BotId;
    }

    public ITelegramBotClient Bot { get; }

    public long BotId { get; }

    /// <summary>The bot's user name, known once it has introduced itself.</summary>
    public string? UserName { get; private set; }

    /// <summary>Learns the bot's own name.</summary>
    public async Task<string> IntroduceAsync(CancellationToken cancellationToken)
    {
        if (UserName is null)
        {
            var me = await CallAsync(CallTimeout, token => Bot.GetMe(token), cancellationToken);
            UserName = me.Username ?? throw new InvalidOperationException("The bot has no user name.");
        }

        return UserName;
    }

    /// <inheritdoc cref="CallClock.WithinAsync{T}"/>
    public Task<T> CallAsync<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) => clock.WithinAsync(timeout, call, cancellationToken);

    /// <inheritdoc cref="CallClock.WithinAsync{T}"/>
    public Task CallAsync(TimeSpan timeout, Func<CancellationToken, Task> call, CancellationToken cancellationToken) => clock.WithinAsync(timeout, call, cancellationToken);

    public void Dispose() => http.Dispose();
}
