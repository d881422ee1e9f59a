using Drill.TelegramChat.Calling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Drill.TelegramChat.Receiving;

/// <summary>
/// Runs for as long as the host: introduces the bot, registers its commands, and receives updates by long polling, or sets the webhook. Updates that came while
/// nobody listened are not dropped: they are told from the first that was not confirmed, which <see cref="UpdateDesk"/> decides.
/// </summary>
internal sealed partial class TelegramReceiver(
    TelegramClient client, UpdateDesk desk, CommandMenus menus, WebhookSecret secret, TelegramOptions options, TelegramStatus status, TimeProvider time, ILogger<TelegramReceiver> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private const int PollSeconds = 50;
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(PollSeconds + 20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>How long the rest of the host waits with its own start: on one processor everything at once would keep those waiting who have written already.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a batch may hold up the next one.</summary>
    private static readonly TimeSpan BatchPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>How long to wait before asking again while Telegram has nothing but what is under way.</summary>
    private static readonly TimeSpan NothingNew = TimeSpan.FromSeconds(1);

    /// <summary>How often the webhook is set anew: it is cheap, and mends what somebody else has changed.</summary>
    private static readonly TimeSpan WebhookRest = TimeSpan.FromHours(1);

    private readonly UpdateWindow window = new();
    private readonly TaskCompletionSource listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool areMenusDue;
    private int confirmed;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var limit = options.Mode == TelegramMode.Polling ? Task.Delay(HeadStart, time, cancellationToken) : Task.CompletedTask;
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(listens.Task, limit);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (client.UserName is null)
                {
                    var name = await client.IntroduceAsync(stoppingToken);
                    Log.Ready(logger, name, options.Mode);
                    areMenusDue = true;
                }

                if (options.Mode == TelegramMode.Webhook)
                {
                    await SetWebhookAsync(stoppingToken);
                    status.Works();
                    Listening(stoppingToken);
                    await Task.Delay(WebhookRest, time, stoppingToken);
                }
                else
                {
                    await PollAsync(stoppingToken);
                }

                pause = FirstPause;
            }
            catch (TimeoutException) when (options.Mode == TelegramMode.Polling && client.UserName is not null)
            {
                // The poll had its time; there is nothing more to wait for.
                status.Fails(TroubleKind.Unknown);
                Log.Silent(logger);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                var trouble = CallTrouble.Of(exception);
                if (trouble.Kind == TroubleKind.Conflict && await RemoveWebhookAsync(trouble, stoppingToken))
                {
                    continue;
                }

                status.Fails(trouble.Kind);
                listens.TrySetResult();
                Tell(trouble, exception);
                pause = trouble.Kind switch
                {
                    TroubleKind.Flood => trouble.RetryAfter,
                    TroubleKind.Unauthorized or TroubleKind.Conflict => LongestPause,
                    _ => pause,
                };
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        using var farewell = new CancellationTokenSource(Farewell);
        await desk.FinishAsync(farewell.Token);
        await window.AllAsync().WaitAsync(farewell.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ConfirmAsync(farewell.Token);
    }

    /// <summary>Updates are on their way; whatever can wait begins now.</summary>
    private void Listening(CancellationToken cancellationToken)
    {
        listens.TrySetResult();
        if (areMenusDue)
        {
            areMenusDue = false;
            _ = menus.RegisterAsync(cancellationToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        confirmed = window.Offset;
        var poll = client.CallAsync(PollTimeout, token => client.Bot.GetUpdates(confirmed, BatchSize, PollSeconds, UpdateReader.Wanted, token), cancellationToken);
        Listening(cancellationToken);
        var updates = await poll;
        status.Works();
        var begun = window.Begin(updates, confirmed, update => desk.HandleAsync(update, cancellationToken));
        if (begun.Count > 0)
        {
            await Task.WhenAny(Task.WhenAll(begun), Task.Delay(BatchPatience, time, cancellationToken));
        }
        else if (window.IsWaiting)
        {
            await Task.WhenAny(window.AnyAsync(), Task.Delay(NothingNew, time, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>What was finished while the host stopped need not be told again.</summary>
    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (options.Mode != TelegramMode.Polling || window.Offset == confirmed)
        {
            return;
        }

        try
        {
            await client.Bot.GetUpdates(window.Offset, limit: 1, timeout: 0, UpdateReader.Wanted, cancellationToken);
        }
        catch (Exception exception) when (exception is Telegram.Bot.Exceptions.RequestException or OperationCanceledException)
        {
            // Then they are told again, have no second effect, and are answered from what is stored.
        }
    }

    private Task SetWebhookAsync(CancellationToken cancellationToken) => client.CallAsync(
        TelegramClient.CallTimeout,
        token => client.Bot.SetWebhook(options.WebhookUrl!.ToString(), allowedUpdates: UpdateReader.Wanted, maxConnections: Math.Min(options.Concurrency, 100), secretToken: secret.Value, cancellationToken: token),
        cancellationToken);

    /// <summary>A webhook that an earlier setting left behind keeps updates from us; what waits there is not dropped.</summary>
    private async Task<bool> RemoveWebhookAsync(CallTrouble trouble, CancellationToken cancellationToken)
    {
        if (!trouble.Description.Contains("webhook", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            await client.CallAsync(TelegramClient.CallTimeout, token => client.Bot.DeleteWebhook(dropPendingUpdates: false, token), cancellationToken);
            Log.WebhookRemoved(logger);
            return true;
        }
        catch (Exception exception) when (CallTrouble.Is(exception))
        {
            return false;
        }
    }

    private void Tell(CallTrouble trouble, Exception exception)
    {
        switch (trouble.Kind)
        {
            case TroubleKind.Conflict:
                Log.Conflict(logger, trouble.Description);
                break;
            case TroubleKind.Unauthorized:
                Log.Unauthorized(logger);
                break;
            case TroubleKind.NotSent or TroubleKind.Unknown or TroubleKind.Flood when exception is Telegram.Bot.Exceptions.RequestException or TimeoutException or System.Net.Http.HttpRequestException:
                Log.Away(logger, trouble.Description);
                break;
            default:
                Log.Stumbled(logger, exception);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Telegram bot @{Name} listens by {Mode}")]
        public static partial void Ready(ILogger logger, string name, TelegramMode mode);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram had a webhook for this bot, which keeps updates from polling; it was removed and nothing was dropped")]
        public static partial void WebhookRemoved(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "Another program polls Telegram with the same token, so updates go here and there: stop the other one, or give it a bot of its own. Telegram says: {Description}")]
        public static partial void Conflict(ILogger logger, string description);

        [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not accept the bot's token; set Drill:Telegram:Token to the one that BotFather shows")]
        public static partial void Unauthorized(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram is away and will be asked again: {Description}")]
        public static partial void Away(ILogger logger, string description);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram did not answer a poll in time and is asked again")]
        public static partial void Silent(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "Receiving from Telegram stumbled and goes on")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
