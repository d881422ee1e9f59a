using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Drill.Storage;

/// <summary>Looks twice a second whether the log is worth copying.</summary>
internal sealed partial class SqliteCheckpointService(SqliteCheckpoints checkpoints, TimeProvider time, ILogger<SqliteCheckpointService> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private bool isTold;

    public override void Dispose()
    {
        base.Dispose();
        checkpoints.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await checkpoints.CopyAsync(stoppingToken);
                isTold = false;
            }
            catch (SqliteException problem)
            {
                // Whoever commits copies the log when it is long enough, so nothing is lost but time. Told once, not twice a second.
                if (!isTold)
                {
                    LogNotCopied(problem, problem.SqliteExtendedErrorCode);
                }

                isTold = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of the database could not be copied into it (SQLite error {Code}); it grows until it can")]
    private partial void LogNotCopied(Exception problem, int code);
}
