using System.Globalization;
using Drill.DiscordChat.Gateway;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Connections;

/// <summary>The way out over our own REST client, the same for both ways in.</summary>
internal abstract partial class RestConnection(DiscordRest rest, DiscordOptions options, TimeProvider time, ILogger logger) : IDiscordConnection, IDisposable
{
    public string? Trouble => Fatal ?? (rest.IsStopped ? CloseCodes.MustMend(CloseCodes.AuthenticationFailed) : null);

    /// <summary>Why no event comes in any more, or null.</summary>
    protected string? Fatal { get; set; }

    /// <summary>Where interactions wait for their turn.</summary>
    internal InteractionDesk Desk { get; } = new(options.Interactions, time, logger);

    /// <summary>Where direct messages wait for theirs.</summary>
    internal MessageDesk Messages { get; } = MessageDesk.Usual(logger);

    protected DiscordRest Rest => rest;

    protected DiscordOptions Options => options;

    protected TimeProvider Time => time;

    public abstract Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken);

    public Task<RestOutcome<Message>> SendMessageAsync(string channel, MessageBody message, IReadOnlyList<RestFile> files, bool isUrgent, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Post, "channels/{channel}/messages", $"channels/{channel}/messages", channel)
        {
            Lane = isUrgent ? RestLane.Urgent : RestLane.Scheduled,
            IsRepeatable = message.EnforceNonce is true,
        }.With(message, DiscordJson.Default.MessageBody, files),
        DiscordJson.Default.Message,
        cancellationToken);

    public Task<RestOutcome<IReadOnlyList<Message>>> ReadMessagesAsync(string channel, string? before, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(
            HttpMethod.Get,
            "channels/{channel}/messages",
            string.Create(CultureInfo.InvariantCulture, $"channels/{channel}/messages?limit={DiscordLimits.MessagesPage}") + (before is null ? "" : $"&before={before}"),
            channel),
        DiscordJson.Default.IReadOnlyListMessage,
        cancellationToken);

    public Task<RestOutcome<Channel>> ReadChannelAsync(string channel, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Get, "channels/{channel}", $"channels/{channel}", channel), DiscordJson.Default.Channel, cancellationToken);

    public Task<RestOutcome<Nothing>> StartThreadAsync(string channel, string message, ThreadBody thread, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Post, "channels/{channel}/messages/{message}/threads", $"channels/{channel}/messages/{message}/threads", channel)
        {
            // A message has at most one thread: a second request says that there is one.
            IsRepeatable = true,
        }.With(thread, DiscordJson.Default.ThreadBody),
        cancellationToken);

    public Task<RestOutcome<Nothing>> PinAsync(string channel, string message, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Put, "channels/{channel}/messages/pins/{message}", $"channels/{channel}/messages/pins/{message}", channel), cancellationToken);

    public Task<RestOutcome<Channel>> OpenDirectChannelAsync(string user, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Post, "users/@me/channels", "users/@me/channels") { IsRepeatable = true }.With(new DirectChannelBody(user), DiscordJson.Default.DirectChannelBody),
        DiscordJson.Default.Channel,
        cancellationToken);

    public Task<RestOutcome<Message>> EditResponseAsync(Interaction interaction, MessageBody message, IReadOnlyList<RestFile> files, CancellationToken cancellationToken) => rest.SendAsync(
        Webhook(HttpMethod.Patch, interaction, "/messages/@original").With(message, DiscordJson.Default.MessageBody, files), DiscordJson.Default.Message, cancellationToken);

    public Task<RestOutcome<Message>> FollowUpAsync(Interaction interaction, MessageBody message, IReadOnlyList<RestFile> files, CancellationToken cancellationToken) => rest.SendAsync(
        // Something hidden that comes twice does less harm than something that does not come.
        (Webhook(HttpMethod.Post, interaction, "") with { IsRepeatable = (message.Flags & Message.Ephemeral) is > 0 }).With(message, DiscordJson.Default.MessageBody, files), DiscordJson.Default.Message, cancellationToken);

    public Task<RestOutcome<Nothing>> PutCommandsAsync(string? guild, IReadOnlyList<CommandBody> commands, CancellationToken cancellationToken) => rest.SendAsync(
        (guild is null
            ? new RestRequest(HttpMethod.Put, "applications/{application}/commands", $"applications/{options.ApplicationId}/commands")
            : new RestRequest(HttpMethod.Put, "applications/{application}/guilds/{guild}/commands", $"applications/{options.ApplicationId}/guilds/{guild}/commands", guild))
        .With(commands, DiscordJson.Default.IReadOnlyListCommandBody),
        cancellationToken);

    public void Dispose() => Messages.Dispose();

    /// <summary>The first response over the API.</summary>
    protected Task<RestOutcome<Nothing>> CallBackAsync(Interaction interaction, InteractionResponse response, IReadOnlyList<RestFile> files, CancellationToken cancellationToken) => rest.SendAsync(
        new RestRequest(HttpMethod.Post, "interactions/{interaction}/{token}/callback", $"interactions/{interaction.Id}/{interaction.Token}/callback")
        {
            Lane = RestLane.Callback,
            // A second callback is refused with a code of its own.
            IsRepeatable = true,
        }.With(response, DiscordJson.Default.InteractionResponse, files),
        cancellationToken);

    /// <summary>Hands an event on without waiting for it: an interaction or a direct message when its turn has come, everything else at once.</summary>
    protected void Hand(DiscordEvent happened, Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case DiscordEvent.InteractionReceived received:
                Desk.Take(received, begun => HandleAsync(begun, handle, cancellationToken), drop: () => { });
                break;
            case DiscordEvent.MessageReceived { Message: var message }:
                Messages.Take(message, () => HandleAsync(happened, handle, cancellationToken));
                break;
            default:
                _ = Task.Run(() => HandleAsync(happened, handle, cancellationToken), CancellationToken.None);
                break;
        }
    }

    /// <summary>Handles an event; what it throws is logged.</summary>
    protected async Task HandleAsync(DiscordEvent happened, Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        try
        {
            await handle(happened, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.HandlerFailed(logger, exception, happened.GetType().Name, (happened as DiscordEvent.InteractionReceived)?.Interaction.Id);
        }
    }

    private RestRequest Webhook(HttpMethod method, Interaction interaction, string rest) => new(
        method, "webhooks/{application}/{token}" + rest, $"webhooks/{options.ApplicationId}/{interaction.Token}{rest}", interaction.Token)
    {
        Lane = RestLane.InteractionWebhook,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Discord event {Event} failed (interaction {Interaction})")]
        public static partial void HandlerFailed(ILogger logger, Exception exception, string @event, string? interaction);
    }
}
