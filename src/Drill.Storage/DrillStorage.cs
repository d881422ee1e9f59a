using Drill.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Drill.Storage;

/// <summary>Adds a database to a host.</summary>
public static class DrillStorage
{
    /// <summary>Keeps everything in one SQLite file, and, as long as the host runs, its log short.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="path">Finds the file once the host is built; its folder is made when missing.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Func<IServiceProvider, string> path)
    {
        services.TryAddSingleton<IDrillDbFactory>(s => new SqliteDrillDbFactory(path(s)));
        services.AddHostedService(s => new SqliteCheckpointService(
            new SqliteCheckpoints(path(s), s.GetRequiredService<IDrillDbFactory>().Turns),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<SqliteCheckpointService>>()));
        return services;
    }

    /// <summary>Keeps everything in an empty database beside another, with the same tables, until the services are disposed of: for trying something out.</summary>
    /// <param name="services">The services of whoever tries it out.</param>
    /// <param name="like">The other database's file, which must be up to date and is only read.</param>
    public static IServiceCollection AddScratchStorage(this IServiceCollection services, string like)
    {
        services.TryAddSingleton<IDrillDbFactory>(_ => new SqliteScratch(like));
        return services;
    }
}
