using System.Data;
using System.Threading.Channels;
using Drill.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Drill.Conversation;

/// <summary>
/// Presses that arrive together share one transaction: a database commits a hundred small changes for little more than the price of one. Whoever finds the lane empty works for all;
/// nobody is answered before the commit. When anything goes wrong with one of them nothing is kept, and each goes its own way.
/// </summary>
internal sealed partial class QuickLane(IDrillDbFactory databases, QuickLane.Handler handle, ILogger logger)
{
    private const int MaximumBatch = 128;

    /// <summary>How long a connection with its prepared statements waits for the next press: to make them costs more than a press.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions());
    private int isWorking;

    /// <summary>Handles one update on a context in whose transaction others are handled before and after it.</summary>
    public delegate Task<IReadOnlyList<Reply>> Handler(DrillDb db, PressStatements statements, Incoming incoming, CancellationToken cancellationToken);

    /// <summary>The replies, with everything they acknowledge in the database; or null when the update must be handled on its own.</summary>
    public async Task<IReadOnlyList<Reply>?> TryAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(incoming);
        queue.Writer.TryWrite(waiting);
        if (Interlocked.Exchange(ref isWorking, 1) == 0)
        {
            _ = EngineThreads.Shared.RunAsync(WorkAsync);
        }

        return await waiting.Done.Task.WaitAsync(cancellationToken);
    }

    private async Task WorkAsync()
    {
        do
        {
            try
            {
                await WorkWhileThereIsSomethingAsync();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Log.Stumbled(logger, exception);
            }
            finally
            {
                // Whatever happened: otherwise nobody would ever work again.
                Volatile.Write(ref isWorking, 0);
            }
        }
        while (queue.Reader.TryPeek(out _) && Interlocked.Exchange(ref isWorking, 1) == 0);
    }

    private async Task WorkWhileThereIsSomethingAsync()
    {
        // One connection for as long as there is something to do, so that its statements stay prepared.
        var batch = new List<Waiting>(MaximumBatch);
        await using var db = databases.Create();
        using var statements = new PressStatements(db);
        while (Take(batch) || (await MoreAsync() && Take(batch)))
        {
            await HandleAsync(db, statements, batch);
            batch.Clear();
        }
    }

    private async Task<bool> MoreAsync()
    {
        using var limit = new CancellationTokenSource(Linger);
        try
        {
            return await queue.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool Take(List<Waiting> batch)
    {
        while (batch.Count < MaximumBatch && queue.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }

        return batch.Count > 0;
    }

    private async Task HandleAsync(DrillDb db, PressStatements statements, List<Waiting> batch)
    {
        var replies = new List<IReadOnlyList<Reply>>(batch.Count);
        try
        {
            await db.KeepOpenAsync(CancellationToken.None);
            await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, IsolationLevel.Serializable, CancellationToken.None);

            // Nothing of a failed batch is kept, so nothing needs to be wound back one by one.
            db.Database.AutoSavepointsEnabled = false;
            foreach (var waiting in batch)
            {
                replies.Add(await handle(db, statements, waiting.Incoming, CancellationToken.None));
                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            batch.ForEach(w => w.Done.SetResult(null));
            if (exception is OutOfMemoryException)
            {
                throw;
            }

            Log.Apart(logger, exception, batch.Count);
            db.ChangeTracker.Clear();
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Done.SetResult(replies[i]);
        }
    }

    private sealed record Waiting(Incoming Incoming)
    {
        public TaskCompletionSource<IReadOnlyList<Reply>?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Of {Count} updates handled together one met something unusual; each is handled on its own")]
        public static partial void Apart(ILogger logger, Exception exception, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "The lane of presses stumbled and goes on")]
        public static partial void Stumbled(ILogger logger, Exception exception);
    }
}
