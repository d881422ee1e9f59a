using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Drill.DiscordChat.Endpoint;

/// <summary>
/// Interactions over HTTP: Discord calls us. A first response goes out as the answer to Discord's own request; one with files, or one that comes after that request has been
/// given up, over the API. A call that cannot be handled in time is refused with 503, as soon as that is known. Several processes may share the calls.
/// </summary>
internal sealed class EndpointConnection(DiscordRest rest, DiscordOptions options, TimeProvider time, ILogger<EndpointConnection> logger) : RestConnection(rest, options, time, logger)
{
    // A little less than Discord waits.
    private static readonly TimeSpan Patience = DiscordLimits.FirstResponse - TimeSpan.FromMilliseconds(400);

    private readonly TaskCompletionSource<(Func<DiscordEvent, CancellationToken, Task> Handle, CancellationToken Stopping)> running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task RunAsync(Func<DiscordEvent, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        running.TrySetResult((handle, cancellationToken));
        Hand(new DiscordEvent.ReadyReceived(), handle, cancellationToken);
        await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, Time, cancellationToken);
    }

    /// <summary>Handles a call and says with what to answer it.</summary>
    public async Task<EndpointAnswer> AcceptAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var (handle, stopping) = await running.Task.WaitAsync(Patience, Time, cancellationToken);
        var answer = new TaskCompletionSource<EndpointAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasBegun = false;
        Desk.Take(new DiscordEvent.InteractionReceived(interaction, RespondAsync), BeginAsync, drop: () => answer.TrySetResult(EndpointAnswer.Busy));
        await Task.WhenAny(answer.Task, Task.Delay(Patience, Time, cancellationToken));

        // What has not begun by now never will.
        answer.TrySetResult(Volatile.Read(ref hasBegun) ? EndpointAnswer.ElsewhereOrLater : EndpointAnswer.Busy);
        return await answer.Task;

        Task BeginAsync(DiscordEvent.InteractionReceived begun)
        {
            Volatile.Write(ref hasBegun, true);
            return HandleAsync(begun, handle, stopping);
        }

        Task<RestOutcome<Nothing>> RespondAsync(InteractionResponse response, IReadOnlyList<RestFile> files, CancellationToken token)
        {
            if (files.Count == 0 && answer.TrySetResult(new EndpointAnswer(StatusCodes.Status200OK, response)))
            {
                return Task.FromResult<RestOutcome<Nothing>>(new RestOutcome<Nothing>.Done(default));
            }

            answer.TrySetResult(EndpointAnswer.ElsewhereOrLater);
            return CallBackAsync(interaction, response, files, token);
        }
    }
}

/// <summary>What a call from Discord is answered with: a status, and a first response when it goes this way.</summary>
internal sealed record EndpointAnswer(int Status, InteractionResponse? Response)
{
    /// <summary>The first response goes over the API.</summary>
    public static EndpointAnswer ElsewhereOrLater { get; } = new(StatusCodes.Status202Accepted, null);

    /// <summary>There is too much to do: the person sees at once that it failed, and a proxy may turn to another process.</summary>
    public static EndpointAnswer Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, null);
}
