using System.Data;
using BotHost.Hosting;
using Drill.Content;
using Drill.Data;
using Drill.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Drill.Bench.Discord;

/// <summary>The whole bot as a process, on a database whose every statement takes so much longer: <c>slow-bot MS</c>. The bot itself knows nothing of it.</summary>
internal static class SlowBot
{
    public const string Name = "slow-bot";

    public static async Task<int> RunAsync(TimeSpan delay)
    {
        var configuration = DrillHost.Configure([]);
        var mistakes = new List<string>();
        var settings = DrillSettings.Read(configuration, new ContentFolders(Directory.GetCurrentDirectory(), AppContext.BaseDirectory), mistakes);
        await using var app = DrillHost.Build(
            settings, configuration, BankCompiler.CompileFolders(settings.Content),
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IDrillDbFactory>(new SlowDatabases(new SqliteDrillDbFactory(settings.Database), delay))));
        await DrillHost.RunAsync(app, Console.Out, CancellationToken.None);
        return 0;
    }

    private sealed class SlowDatabases(IDrillDbFactory inner, TimeSpan delay) : IDrillDbFactory
    {
        // A slow disk holds the thread that waits for it.
        private static readonly ManualResetEventSlim Never = new(initialState: false, spinCount: 0);

        private bool isMigrated;

        public RowCache Rows => inner.Rows;

        public WriteTurns Turns => inner.Turns;

        public DrillDb Create()
        {
            var db = inner.Create();
            if (isMigrated)
            {
                db.Database.GetDbConnection().StateChange += (sender, change) =>
                {
                    if (change.CurrentState == ConnectionState.Open)
                    {
                        // Called when a statement begins, whoever made it.
                        SQLitePCL.raw.sqlite3_trace(((SqliteConnection)sender!).Handle, (SQLitePCL.strdelegate_trace)((_, _) => Never.Wait(delay)), null!);
                    }
                };
            }

            return db;
        }

        public async Task MigrateAsync(CancellationToken cancellationToken)
        {
            await inner.MigrateAsync(cancellationToken);
            isMigrated = true;
        }
    }
}
