using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Drill.Data;

/// <summary>A transaction that writes, begun when it is its turn. What is not committed when it is disposed of is rolled back.</summary>
internal sealed class WriteTransaction : IAsyncDisposable
{
    private readonly WriteTurns.Turn turn;
    private readonly IDbContextTransaction transaction;

    private WriteTransaction(WriteTurns.Turn turn, IDbContextTransaction transaction)
    {
        this.turn = turn;
        this.transaction = transaction;
    }

    /// <summary>Begins one with the isolation that the database gives by itself.</summary>
    /// <param name="db">The context.</param>
    /// <param name="isUrgent">Whether a person waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task<WriteTransaction> BeginAsync(DrillDb db, bool isUrgent, CancellationToken cancellationToken) => BeginAsync(db, isUrgent, IsolationLevel.Unspecified, cancellationToken);

    /// <summary>Begins one.</summary>
    /// <param name="db">The context.</param>
    /// <param name="isUrgent">Whether a person waits.</param>
    /// <param name="isolation">As for any transaction.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<WriteTransaction> BeginAsync(DrillDb db, bool isUrgent, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        var given = await db.Turns.TakeAsync(isUrgent, cancellationToken);
        try
        {
            return new WriteTransaction(given, await db.Database.BeginTransactionAsync(isolation, cancellationToken));
        }
        catch
        {
            given.Dispose();
            throw;
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken);
        turn.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn.Dispose();
        }
    }
}
