using Drill.Content;
using Drill.Conversation;
using Drill.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Drill.Bench;

/// <summary>The engine on a SQLite file, with the shipped banks and a platform that takes everything at once.</summary>
internal static class BenchEngine
{
    public static ServiceProvider Build(string database, TimeProvider time)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time);
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddSingleton<IChatPlatform, QuietPlatform>();
        collection.AddSqliteStorage(_ => database);
        collection.AddDrillEngine();
        var services = collection.BuildServiceProvider();
        services.GetRequiredService<BankLibrary>().Swap(BankCompiler.CompileFolders([FindContent()]));
        return services;
    }

    private static string FindContent()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotHost.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmark does not run below the repository.");
        }

        return Path.Combine(folder.FullName, "content");
    }

    private sealed class QuietPlatform : IChatPlatform
    {
        public string Name => "bench";

        public Task<SendOutcome> SendAsync(ChatAddress chat, ChatMessage message, string key, CancellationToken cancellationToken) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Sent(key));

        public Task<SendTrace> FindSentAsync(ChatAddress chat, string key, CancellationToken cancellationToken) => Task.FromResult<SendTrace>(new SendTrace.Absent());

        public Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class BenchClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
