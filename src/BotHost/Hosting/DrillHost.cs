using BotHost.CommandLine;
using Drill;
using Drill.Commands;
using Drill.Content;
using Drill.Conversation;
using Drill.Delivery;
using Drill.DiscordChat;
using Drill.Pictures;
using Drill.Schedule;
using Drill.Storage;
using Drill.TelegramChat;
using Drill.WebChat;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;
using Serilog;
using Serilog.Events;
using Serilog.Filters;

namespace BotHost.Hosting;

/// <summary>Puts the host together. Tests build the same host with a clock, a database and a port of their own.</summary>
internal static class DrillHost
{
    /// <summary>The configuration: <c>appsettings.json</c> beside the program and here, the environment, then what the command line says.</summary>
    public static IConfigurationRoot Configure(IEnumerable<KeyValuePair<string, string?>> commandLine) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(commandLine)
        .Build();

    /// <summary>Builds the host. The bank is compiled and put in use; the database is not touched before <see cref="RunAsync"/> or the host's start.</summary>
    public static WebApplication Build(DrillSettings settings, IConfiguration configuration, Compilation compilation, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(DrillHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.WebHost.UseUrls(settings.Url.ToString());
        builder.Services.AddRouting();
        builder.Services.AddSerilog(log =>
        {
            log.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                // It warns at the first start that its key lies unencrypted; the key serves open pages only, and who somebody is does not hang on it.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning);
            if (configuration.GetSection(ConfigurationLoggerConfigurationExtensions.DefaultSectionName).Exists())
            {
                // It looks into every library for what the section may name, so it is not asked when there is none.
                log.ReadFrom.Configuration(configuration);
            }

            // Whoever is asked to stop while starting has not failed, and wrong options are told in words.
            log.Filter.ByExcluding(e => e.Exception is OperationCanceledException or OptionsValidationException && Matching.FromSource("Microsoft.Extensions.Hosting.Internal.Host")(e));
            log.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        });

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new OutboxOptions { Lease = settings.OutboxLease, SendTimeout = settings.OutboxLease * 2 / 3 });
        builder.Services.AddSingleton(new ChatDefaults(settings.Language, settings.Zone));
        builder.Services.AddSqliteStorage(s => s.GetRequiredService<DrillSettings>().Database);
        builder.Services.AddPictures();
        builder.Services.AddModelGrader(settings.Model);
        builder.Services.AddDrillEngine();
        builder.Services.Configure<WebChatOptions>(o => (o.AccessKey, o.AdminKey) = (settings.AccessKey, settings.AdminKey));
        builder.Services.AddPreviews();
        builder.Services.AddWebChat();
        var health = builder.Services.AddHealthChecks().AddCheck<DrillHealth>("drill");
        if (settings.Telegram is { } telegram)
        {
            builder.Services.AddTelegramChat(telegram);
            health.AddCheck<TelegramHealth>("telegram");
        }

        if (settings.Discord is { } discord)
        {
            builder.Services.AddDiscordChat(discord);
            health.AddCheck<DiscordHealth>("discord");
        }

        builder.Services.AddHostedService<OutboxService>();
        builder.Services.AddHostedService<BankWatchService>();
        builder.Services.AddHostedService<RehearsalService>();
        builder.Services.AddHostedService<SpareMemoryService>();
        builder.Services.AddQuartz(quartz =>
        {
            // On even and on odd seconds: what both take at once, everybody who presses in that moment waits for. Dailies are due at full minutes, and those are even.
            quartz.ScheduleJob<PlanJob>(t => t.WithCronSchedule("0/2 * * * * ?"));
            quartz.ScheduleJob<CloseJob>(t => t.WithCronSchedule("1/2 * * * * ?"));
            quartz.ScheduleJob<PruneJob>(t => t.StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        change?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<BankLibrary>().Swap(compilation);
        app.UseRouting();
        app.MapHealthChecks("/health");
        app.MapTelegramChat();
        app.MapDiscordChat();
        app.MapWebChat();
        return app;
    }

    /// <summary>Migrates the database, starts, says where to go, and runs until stopped.</summary>
    public static async Task RunAsync(WebApplication app, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await app.Services.GetRequiredService<Ticks>().MigrateAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing has started yet, and what was migrated so far stays.
            return;
        }

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to stop before everything was there: what has started ends as it would otherwise.
            await app.StopAsync(CancellationToken.None);
            return;
        }

        var url = app.Urls.FirstOrDefault() ?? app.Services.GetRequiredService<DrillSettings>().Url.ToString();
        await output.WriteLineAsync($"Drill is ready: open {url} in your browser. Ctrl+C stops it.");
        if (app.Services.GetRequiredService<DrillSettings>().Discord is { } discord)
        {
            await output.WriteLineAsync($"To let it into a Discord server, open {DiscordChatSetup.InviteLink(discord.ApplicationId)}");
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }
}

/// <summary>Whether the host can do its work: the database answers and there is something to ask.</summary>
internal sealed class DrillHealth(Ticks ticks, BankLibrary library) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (library.Current.Questions.IsEmpty)
        {
            return HealthCheckResult.Unhealthy("There is no question in the bank.");
        }

        return await ticks.CanReachDatabaseAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}

/// <summary>Whether Telegram works. Other chats go on without it.</summary>
internal sealed class TelegramHealth(TelegramStatus telegram) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(telegram.Trouble is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());
}

/// <summary>Whether Discord works. Other chats go on without it, so the host is not unhealthy, only less than well.</summary>
internal sealed class DiscordHealth(DiscordStatus discord) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(discord.Trouble is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());
}
