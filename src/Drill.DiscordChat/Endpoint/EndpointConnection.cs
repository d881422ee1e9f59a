using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Endpoint;

/// <summary>
/// Interactions over HTTP: Discord calls us. A first response goes out as the answer to Discord's own request; one with files, or one that comes after that request has been
/// given up, over the API. Any number of replicas may share the calls.
/// </summary>
internal sealed class EndpointConnection(DiscordRest rest, DiscordOptions options, TimeProvider time, ILogger<EndpointConnection> logger) : RestConnection(rest, options, logger)
{
    // A little less than Discord waits.
    private static readonly TimeSpan Patience = DiscordLimits.FirstResponse - TimeSpan.FromMilliseconds(400);

    private readonly TaskCompletionSource<(Func<DiscordEvent, CancellationToken, Task> Handle, CancellationToken Stopping)> running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        running.TrySetResult((handle, cancellationToken));
        Hand(new DiscordEvent.ReadyReceived(), handle, cancellationToken);
        await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    /// <summary>Handles a call. What comes back is the body to answer with, or null when the response went over the API.</summary>
    public async Task<InteractionResponse?> AcceptAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var (handle, stopping) = await running.Task.WaitAsync(Patience, time, cancellationToken);
        var answer = new TaskCompletionSource<InteractionResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Hand(new DiscordEvent.InteractionReceived(interaction, RespondAsync), handle, stopping);
        await Task.WhenAny(answer.Task, Task.Delay(Patience, time, cancellationToken));
        answer.TrySetResult(null);
        return await answer.Task;

        Task<RestOutcome<Nothing>> RespondAsync(InteractionResponse response, IReadOnlyList<RestFile> files, CancellationToken token)
        {
            if (files.Count == 0 && answer.TrySetResult(response))
            {
                return Task.FromResult<RestOutcome<Nothing>>(new RestOutcome<Nothing>.Done(default));
            }

            answer.TrySetResult(null);
            return CallBackAsync(interaction, response, files, token);
        }
    }
}
