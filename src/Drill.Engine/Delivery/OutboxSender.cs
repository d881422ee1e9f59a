using System.Threading.Channels;
using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Drill.Delivery;

/// <summary>
/// Sends what lies in the outbox of one platform: claim (committed before anything is sent), send, record. Several chats are sent to at once, but each chat
/// gets its messages one after the other. Any number of senders may run; a claim makes the work happen once. A crash between send and record leaves a claim
/// whose lease ends, for <see cref="OutboxDoubts"/>.
/// </summary>
internal sealed partial class OutboxSender
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    /// <summary>What is being sent when the host stops has so long to come to its end; less than the host gives its services.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private const int FarewellTries = 3;

    private readonly IDrillDbFactory databases;
    private readonly Lookout lookout;
    private readonly IChatPlatform platform;
    private readonly OutboxSignal signal;
    private readonly OutboxOptions options;
    private readonly CallClock calls;
    private readonly TimeProvider time;
    private readonly ILogger<OutboxSender> logger;
    private readonly OutboxClaims claims;
    private readonly OutboxRecorder recorder;
    private readonly OutboxDoubts doubts;

    public OutboxSender(IDrillDbFactory databases, Lookout lookout, IChatPlatform platform, OutboxSignal signal, OutboxOptions options, CallClock calls, TimeProvider time, ILogger<OutboxSender> logger)
    {
        (this.databases, this.lookout, this.platform, this.signal, this.options, this.calls, this.time, this.logger) = (databases, lookout, platform, signal, options, calls, time, logger);
        claims = new OutboxClaims(databases, platform, options, time);
        recorder = new OutboxRecorder(databases, platform, time, logger);
        doubts = new OutboxDoubts(databases, platform, recorder, options, time, logger);
    }

    /// <summary>Sends until cancelled; what has begun then still comes to its end. Whatever goes wrong with one row is logged and does not stop the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var work = new UnderWay(calls.NoLimit());
        await using var stop = cancellationToken.Register(() => work.Calls.CancelAfter(StopPatience));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                LookForDoubts(work, cancellationToken);
                await StepAsync(work, cancellationToken);
                if (work.Chats.Count == 0)
                {
                    await signal.WaitAsync(platform.Name, Rest, time, cancellationToken);
                }
                else
                {
                    await WaitForOneAsync(work, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Log.LoopFailed(logger, exception, platform.Name);
                await Task.Delay(Rest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await FinishAsync(work);
    }

    /// <summary>Sends everything that is due now, and returns how many rows it dealt with.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        using var work = new UnderWay(calls.NoLimit());
        await using var stop = cancellationToken.Register(() => work.Calls.CancelAfter(StopPatience));
        var handled = 0;
        try
        {
            LookForDoubts(work, cancellationToken);
            await work.Doubts;
            for (; ; )
            {
                handled += await StepAsync(work, cancellationToken);
                if (work.Chats.Count == 0)
                {
                    return handled;
                }

                await work.Done.Reader.WaitToReadAsync(cancellationToken);
                await GatherAsync(work);
            }
        }
        finally
        {
            await FinishAsync(work);
        }
    }

    /// <summary>What is being sent; used by one loop.</summary>
    private sealed class UnderWay(CancellationTokenSource calls) : IDisposable
    {
        /// <summary>Ends what is being sent, some time after the sender was stopped.</summary>
        public CancellationTokenSource Calls { get; } = calls;

        public Channel<Finished> Done { get; } = Channel.CreateUnbounded<Finished>(new UnboundedChannelOptions { SingleReader = true });

        public HashSet<long> Chats { get; } = [];

        /// <summary>What has come back and is not recorded yet.</summary>
        public Unrecorded Finished { get; } = new();

        /// <summary>Whether more was due at the last look than could be claimed.</summary>
        public bool IsFull { get; set; }

        /// <summary>A timestamp, or null when nobody has looked yet.</summary>
        public long? LookedForDoubtsAt { get; set; }

        /// <summary>The looking for doubts: beside everything else, because a platform may take its time to answer.</summary>
        public Task Doubts { get; set; } = Task.CompletedTask;

        public void Dispose() => Calls.Dispose();

        /// <summary>Puts what has come back among <see cref="Finished"/>.</summary>
        public void Collect()
        {
            while (Done.Reader.TryRead(out var one))
            {
                Finished.Add(one);
            }
        }
    }

    /// <summary>
    /// Waits a moment for more to come back, so that many are recorded and claimed together: with every statement for one alone, a fan-out spent more on its bookkeeping than on its messages.
    /// </summary>
    private static async Task GatherAsync(UnderWay work)
    {
        var enough = work.Chats.Count / 2;
        using var limit = new CancellationTokenSource(Gather);
        try
        {
            do
            {
                work.Collect();
            }
            while (work.Finished.Count < enough && await work.Done.Reader.WaitToReadAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            // The moment is over.
        }
    }

    /// <summary>Records what has come back and claims as much as may be sent beside what is under way; returns how many rows were claimed.</summary>
    private async Task<int> StepAsync(UnderWay work, CancellationToken cancellationToken)
    {
        await RecordAsync(work);
        var free = Math.Min(options.Concurrency - work.Chats.Count, BatchSize);
        work.IsFull = free <= 0;
        if (work.IsFull)
        {
            return 0;
        }

        var claimed = await lookout.SeesMessageAsync(platform.Name, cancellationToken) ? await claims.TakeAsync(free, work.Chats, cancellationToken) : [];
        work.IsFull = claimed.Count == free;
        foreach (var claim in claimed)
        {
            work.Chats.Add(claim.Delivery.ChatId);
            _ = SendAsync(claim, work.Done.Writer, work.Calls.Token);
            await LetOthersPassAsync();
        }

        return claimed.Count;
    }

    // Behind everything that waits for a thread now: fifty messages begun in one go would hold up every press on a small server.
    private static Task LetOthersPassAsync() => Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);

    private async Task WaitForOneAsync(UnderWay work, CancellationToken cancellationToken)
    {
        // New rows for other chats must not wait for a slow send.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(work.Done.Reader.WaitToReadAsync(either.Token).AsTask(), signal.WaitAsync(platform.Name, Rest, time, either.Token));
        await either.CancelAsync();
        if (work.IsFull)
        {
            await GatherAsync(work);
        }
    }

    /// <summary>What was sent must be recorded although the host is stopping.</summary>
    private async Task FinishAsync(UnderWay work)
    {
        var inVain = 0;
        while (inVain < FarewellTries && work.Chats.Count > 0 && (work.Finished.Count > 0 || await work.Done.Reader.WaitToReadAsync(CancellationToken.None)))
        {
            var before = work.Chats.Count;
            try
            {
                await RecordAsync(work);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Log.LoopFailed(logger, exception, platform.Name);
            }

            inVain = work.Chats.Count < before ? 0 : inVain + 1;
        }

        await work.Doubts;
    }

    private async Task RecordAsync(UnderWay work)
    {
        work.Collect();
        while (work.Finished.Count > 0)
        {
            var batch = work.Finished.Next();
            try
            {
                await recorder.RecordAsync(batch, CancellationToken.None);
                work.Finished.Recorded(batch);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (work.Finished.Failed(batch) is { } lost)
                {
                    Log.NotRecorded(logger, exception, lost.DeliveryId, platform.Name);
                    batch = [lost];
                }
                else if (work.Finished.IsOneByOne)
                {
                    // Perhaps it is this row alone: others are claimed, sent and recorded meanwhile.
                    Log.LoopFailed(logger, exception, platform.Name);
                    return;
                }
                else
                {
                    throw;
                }
            }

            work.Chats.ExceptWith(batch.Select(f => f.ChatId));
        }
    }

    private void LookForDoubts(UnderWay work, CancellationToken cancellationToken)
    {
        if (work.Doubts.IsCompleted && (work.LookedForDoubtsAt is not { } last || time.GetElapsedTime(last) >= Rest))
        {
            work.LookedForDoubtsAt = time.GetTimestamp();
            work.Doubts = ResolveDoubtsAsync([.. work.Chats], cancellationToken);
        }
    }

    /// <summary>Never throws.</summary>
    private async Task ResolveDoubtsAsync(long[] busy, CancellationToken cancellationToken)
    {
        try
        {
            if (await lookout.SeesDoubtAsync(platform.Name, cancellationToken))
            {
                await doubts.ResolveAsync(busy, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The doubts wait for the next start.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.LoopFailed(logger, exception, platform.Name);
        }
    }

    /// <summary>Never throws: whatever happens is put among what is done.</summary>
    private async Task SendAsync(Claimed claim, ChannelWriter<Finished> done, CancellationToken cancellationToken)
    {
        SendOutcome? outcome = null;
        try
        {
            outcome = await calls.WithinAsync(
                options.SendTimeout, token => claim.Delivery.Kind is DeliveryKind.Thread or DeliveryKind.Pin ? FollowUpAsync(claim, token) : SayAsync(claim, token), cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It may have arrived: the lease runs out, and then the doubt is resolved.
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.SendFailed(logger, exception, claim.Delivery.Id, platform.Name);
            }
        }

        await done.WriteAsync(new Finished(claim.Delivery.Id, claim.Delivery.ChatId, Chats.AddressOf(claim.Chat), claim.Claim, outcome, HasFollowUps(claim)), CancellationToken.None);
    }

    private bool HasFollowUps(Claimed claim) => claim.Delivery.Kind == DeliveryKind.Question && platform.FollowUps.Count > 0 && ChatDaily.Steps(claim.Chat).Count > 0;

    private async Task<SendOutcome> SayAsync(Claimed claim, CancellationToken cancellationToken)
    {
        return await DeliveryComposer.ComposeAsync(databases, claim, time.GetInstant(), cancellationToken) switch
        {
            Composed.Message message => await platform.SendAsync(Chats.AddressOf(claim.Chat), message.Value, claim.Delivery.SendKey, cancellationToken),
            Composed.Instead instead => instead.Outcome,
            var other => throw new InvalidOperationException($"Nobody sends {other.GetType().Name}."),
        };
    }

    private async Task<SendOutcome> FollowUpAsync(Claimed claim, CancellationToken cancellationToken)
    {
        string? message;
        await using (var db = databases.Create())
        {
            message = await db.Deliveries.Where(d => d.PostId == claim.Delivery.PostId && d.Kind == DeliveryKind.Question).Select(d => d.MessageId).FirstOrDefaultAsync(cancellationToken);
        }

        return message is null || DeliveryComposer.Title(claim.Post) is not { } title
            ? new SendOutcome.Refused("The question itself never arrived.")
            : await platform.FollowUpAsync(Chats.AddressOf(claim.Chat), message, claim.Delivery.Kind is DeliveryKind.Thread ? FollowUp.Thread : FollowUp.Pin, title, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox of {Platform} stumbled and goes on")]
        public static partial void LoopFailed(ILogger logger, Exception exception, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} failed; whether it arrived will be found out when its lease ends")]
        public static partial void SendFailed(ILogger logger, Exception exception, long delivery, string platform);

        [LoggerMessage(Level = LogLevel.Error, Message = "What became of delivery {Delivery} on {Platform} cannot be recorded; it is in doubt when its lease ends")]
        public static partial void NotRecorded(ILogger logger, Exception exception, long delivery, string platform);
    }
}
