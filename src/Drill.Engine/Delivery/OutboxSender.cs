using System.Security.Cryptography;
using System.Threading.Channels;
using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Drill.Delivery;

/// <summary>
/// Sends what lies in the outbox of one platform: claim (committed before anything is sent), send, record. Several chats are sent to at once, but each chat
/// gets its messages one after the other. Any number of senders may run; a claim makes the work happen once. A crash between send and record leaves a claim
/// whose lease ends: then the platform is asked whether the message arrived, and where it cannot tell the row is in doubt, counted and shown, and not repeated.
/// </summary>
internal sealed partial class OutboxSender(IDrillDbFactory databases, Lookout lookout, IChatPlatform platform, OutboxSignal signal, OutboxOptions options, CallClock calls, TimeProvider time, ILogger<OutboxSender> logger)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly OutboxRecorder recorder = new(databases, platform, time, logger);

    /// <summary>Sends until cancelled. Whatever goes wrong with one row is logged and does not stop the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var work = new UnderWay();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
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
        var work = new UnderWay();
        var handled = 0;
        try
        {
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
    private sealed class UnderWay
    {
        public Channel<Finished> Done { get; } = Channel.CreateUnbounded<Finished>(new UnboundedChannelOptions { SingleReader = true });

        public HashSet<long> Chats { get; } = [];

        /// <summary>What has come back and is not recorded yet.</summary>
        public List<Finished> Finished { get; } = [];

        /// <summary>Whether more was due at the last look than could be claimed.</summary>
        public bool IsFull { get; set; }

        /// <summary>A timestamp, or null when nobody has looked yet.</summary>
        public long? LookedForDoubtsAt { get; set; }

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
        if (work.LookedForDoubtsAt is not { } last || time.GetElapsedTime(last) >= Rest)
        {
            work.LookedForDoubtsAt = time.GetTimestamp();
            if (await lookout.SeesDoubtAsync(platform.Name, cancellationToken))
            {
                await ResolveDoubtsAsync(work.Chats, cancellationToken);
            }
        }

        var free = Math.Min(options.Concurrency - work.Chats.Count, BatchSize);
        work.IsFull = free <= 0;
        if (work.IsFull)
        {
            return 0;
        }

        var claimed = await lookout.SeesMessageAsync(platform.Name, cancellationToken) ? await ClaimAsync(free, work.Chats, cancellationToken) : [];
        work.IsFull = claimed.Count == free;
        foreach (var claim in claimed)
        {
            work.Chats.Add(claim.Delivery.ChatId);
            _ = SendAsync(claim, work.Done.Writer, cancellationToken);
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
        while (work.Chats.Count > 0 && (work.Finished.Count > 0 || await work.Done.Reader.WaitToReadAsync(CancellationToken.None)))
        {
            await RecordAsync(work);
        }
    }

    private async Task RecordAsync(UnderWay work)
    {
        work.Collect();
        if (work.Finished.Count > 0)
        {
            Finished[] finished = [.. work.Finished];
            work.Finished.Clear();
            work.Chats.ExceptWith(finished.Select(f => f.ChatId));
            await recorder.RecordAsync(finished, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<Claimed>> ClaimAsync(int atMost, IReadOnlySet<long> busy, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var now = time.GetInstant();
        var stored = now.ToStored();
        var busyChats = busy.ToArray();

        // Asked here: within a query it would be asked by reflection.
        var name = platform.Name;
        var due = await db.Deliveries.AsNoTracking()
            .Where(d => d.Platform == name && d.State == DeliveryState.Pending && d.NotBefore <= stored && !busyChats.Contains(d.ChatId))
            .OrderBy(d => d.NotBefore).ThenBy(d => d.Id).Take(atMost).Select(d => new { d.Id, d.ChatId }).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        // One of each chat, so that a chat reads its messages in order.
        var ids = due.DistinctBy(d => d.ChatId).Select(d => d.Id).ToArray();
        var claim = (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 1);
        var leaseUntil = (now + Duration.FromTimeSpan(options.Lease)).ToStored();
        using (await db.Turns.TakeAsync(isUrgent: false, cancellationToken))
        {
            await db.Deliveries.Where(d => ids.Contains(d.Id) && d.State == DeliveryState.Pending).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Claimed).SetProperty(d => d.Claim, claim).SetProperty(d => d.LeaseUntil, leaseUntil).SetProperty(d => d.Tries, d => d.Tries + 1),
                cancellationToken);
        }

        var claimed = await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.Id) && d.Claim == claim)
            .Join(db.Chats.AsNoTracking(), d => d.ChatId, c => c.Id, (d, c) => new { Delivery = d, Chat = c }).ToListAsync(cancellationToken);
        var posts = await Posts.ReadManyAsync(db, [.. claimed.Select(c => c.Delivery.PostId)], cancellationToken);
        return claimed.ConvertAll(c => new Claimed(c.Delivery, c.Chat, posts.GetValueOrDefault(c.Delivery.PostId), claim));
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

        await done.WriteAsync(new Finished(claim.Delivery.Id, claim.Delivery.ChatId, claim.Claim, outcome, HasFollowUps(claim)), CancellationToken.None);
    }

    private bool HasFollowUps(Claimed claim) => claim.Delivery.Kind == DeliveryKind.Question && platform.FollowUps.Count > 0 && ChatDaily.Steps(claim.Chat).Count > 0;

    private async Task<SendOutcome> SayAsync(Claimed claim, CancellationToken cancellationToken)
    {
        var message = await DeliveryComposer.ComposeAsync(databases, claim.Chat, claim.Delivery, claim.Post, cancellationToken);
        return message is null
            ? new SendOutcome.Refused("There is nothing left to send: the question itself never arrived.")
            : await platform.SendAsync(Chats.AddressOf(claim.Chat), message, claim.Delivery.SendKey, cancellationToken);
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

    // What this sender has under way itself is no doubt, even when the clock leapt over the lease, as it does when a machine wakes up: its outcome is about to be known.
    private async Task ResolveDoubtsAsync(IReadOnlySet<long> busy, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var stored = time.GetInstant().ToStored();
        var busyChats = busy.ToArray();

        // Asked here: within a query it would be asked by reflection.
        var name = platform.Name;
        var stale = await db.Deliveries.AsNoTracking()
            .Where(d => d.Platform == name && d.State == DeliveryState.Claimed && d.LeaseUntil <= stored && !busyChats.Contains(d.ChatId))
            .OrderBy(d => d.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var delivery in stale)
        {
            if (delivery.Kind is DeliveryKind.Thread or DeliveryKind.Pin)
            {
                // Doing these again does nothing.
                await MoveAsync(db, delivery, DeliveryState.Pending, null, cancellationToken);
                continue;
            }

            if (!platform.CanFindSent)
            {
                Log.InDoubt(logger, delivery.Id, platform.Name);
                await MoveAsync(db, delivery, DeliveryState.InDoubt, null, cancellationToken);
                continue;
            }

            try
            {
                var chat = await db.Chats.AsNoTracking().FirstAsync(c => c.Id == delivery.ChatId, cancellationToken);
                var messageId = await platform.FindSentAsync(Chats.AddressOf(chat), delivery.SendKey, cancellationToken);
                await MoveAsync(db, delivery, messageId is null ? DeliveryState.Pending : DeliveryState.Sent, messageId, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
            {
                // The platform does not answer now: the doubt stays, and nobody else waits for it.
                Log.StillInDoubt(logger, exception, delivery.Id, platform.Name);
                var later = (time.GetInstant() + Duration.FromTimeSpan(options.Lease)).ToStored();
                await db.Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Claimed && d.LeaseUntil == delivery.LeaseUntil)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, later), cancellationToken);
            }
        }
    }

    // Conditional, because another process may resolve the same doubt.
    private Task<int> MoveAsync(DrillDb db, DeliveryRow delivery, DeliveryState state, string? messageId, CancellationToken cancellationToken)
    {
        long? sentAt = state == DeliveryState.Sent ? time.GetInstant().ToStored() : null;
        return db.Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Claimed && d.LeaseUntil == delivery.LeaseUntil).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.LeaseUntil, (long?)null).SetProperty(d => d.MessageId, messageId).SetProperty(d => d.SentAt, sentAt),
            cancellationToken);
    }

    /// <summary>A row that this sender has claimed, with its chat and its post.</summary>
    private sealed record Claimed(DeliveryRow Delivery, ChatRow Chat, PostContent? Post, long Claim);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox of {Platform} stumbled and goes on")]
        public static partial void LoopFailed(ILogger logger, Exception exception, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} failed; whether it arrived will be found out when its lease ends")]
        public static partial void SendFailed(ILogger logger, Exception exception, long delivery, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} on {Platform} is in doubt and will not be repeated")]
        public static partial void InDoubt(ILogger logger, long delivery, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Whether delivery {Delivery} on {Platform} arrived cannot be found out now; it is asked again")]
        public static partial void StillInDoubt(ILogger logger, Exception exception, long delivery, string platform);
    }
}

/// <summary>A send that has ended.</summary>
/// <param name="DeliveryId">The row.</param>
/// <param name="ChatId">Its chat.</param>
/// <param name="Claim">The claim under which it was sent.</param>
/// <param name="Outcome">What the platform said, or null when nobody knows.</param>
/// <param name="HasFollowUps">Whether steps come after it.</param>
internal sealed record Finished(long DeliveryId, long ChatId, long Claim, SendOutcome? Outcome, bool HasFollowUps);

/// <summary>How the outbox sends.</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a claim holds before its message is taken to be in doubt. Longer than <see cref="SendTimeout"/>.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try to send may take, waiting for the platform's rate included.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>To how many chats of one platform it sends at once, 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 64;
}
