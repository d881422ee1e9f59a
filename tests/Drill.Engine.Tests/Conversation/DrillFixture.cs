using System.Collections.Immutable;
using System.Globalization;
using Drill.Content;
using Drill.Conversation;
using Drill.Data;
using Drill.Schedule;
using Drill.Standing;
using Drill.Storage;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Engine.Tests.Conversation;

/// <summary>The whole engine on a SQLite file of its own, with a clock that tests move and platforms in memory.</summary>
internal sealed class DrillFixture : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "drill-tests-" + Guid.NewGuid().ToString("N"));
    private readonly ServiceProvider services;
    private readonly MemoryPlatform? memory;
    private int updates;

    private DrillFixture(DateTimeOffset now, QuestionBank bank, IReadOnlyList<IChatPlatform> platforms)
    {
        Clock = new FakeTimeProvider(now);
        memory = platforms[0] as MemoryPlatform;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        foreach (var platform in platforms)
        {
            collection.AddSingleton<IChatPlatform>(platform);
        }

        collection.AddSqliteStorage(_ => Path.Combine(folder, "drill.db"));
        collection.AddDrillEngine();
        services = collection.BuildServiceProvider();
        Library.Swap(new Compilation(bank, []));
    }

    public static ChatAddress Group { get; } = new("memory", "group", null, IsPrivate: false);

    public FakeTimeProvider Clock { get; }

    public MemoryPlatform Platform => memory ?? throw new InvalidOperationException("The first platform is not in memory.");

    public BankLibrary Library => services.GetRequiredService<BankLibrary>();

    public Drill.Conversation.Engine Engine => services.GetRequiredService<Drill.Conversation.Engine>();

    public Ticks Ticks => services.GetRequiredService<Ticks>();

    public IServiceProvider Services => services;

    public static async Task<DrillFixture> StartAsync(string now = "2026-03-02T08:00:00Z", QuestionBank? bank = null, params IReadOnlyList<IChatPlatform> platforms)
    {
        var fixture = new DrillFixture(
            DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), bank ?? TestBank.Make(), platforms.Count == 0 ? [new MemoryPlatform()] : platforms);
        await fixture.Ticks.MigrateAsync(CancellationToken.None);
        return fixture;
    }

    public static ChatAddress PrivateOf(string user) => new("memory", "dm-" + user, null, IsPrivate: true);

    public string NewUpdate() => "u" + Interlocked.Increment(ref updates).ToString(CultureInfo.InvariantCulture);

    public Task<IReadOnlyList<Reply>> CallAsync(string user, string command, ChatAddress? chat = null, string? language = "en", string? update = null)
    {
        var parts = command.TrimStart('/').Split(' ', 2);
        return HandleAsync(new CommandCall(parts[0], parts.ElementAtOrDefault(1) ?? string.Empty)
        {
            UpdateKey = update ?? NewUpdate(),
            Chat = chat ?? Group,
            Sender = new Sender(user, user),
            Language = language,
        });
    }

    public Task<IReadOnlyList<Reply>> PressAsync(string user, Button button, ChatAddress? chat = null, string? update = null, string? language = "en") =>
        PressAsync(user, button.Token.ToString(), chat, update, language);

    public Task<IReadOnlyList<Reply>> PressAsync(string user, string token, ChatAddress? chat = null, string? update = null, string? language = "en") =>
        HandleAsync(new ButtonPress(token) { UpdateKey = update ?? NewUpdate(), Chat = chat ?? Group, Sender = new Sender(user, user), Language = language });

    public Task<IReadOnlyList<Reply>> HandleAsync(Incoming incoming) => Engine.HandleAsync(incoming, TestContext.Current.CancellationToken);

    /// <summary>Lets the jobs look and the outbox send, as often as there is something to do.</summary>
    public async Task TickAsync()
    {
        await Ticks.PlanAsync(TestContext.Current.CancellationToken);
        await Ticks.CloseAsync(TestContext.Current.CancellationToken);
        await Ticks.DrainAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Moves the clock in steps, with a tick after each.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var left = time;
        while (left > TimeSpan.Zero)
        {
            var next = step ?? TimeSpan.FromMinutes(30);
            next = next < left ? next : left;
            Clock.Advance(next);
            left -= next;
            await TickAsync();
        }
    }

    /// <summary>Asks a question in the group and returns its message.</summary>
    public async Task<ChatMessage> AskAsync(string arguments = "gardens", ChatAddress? chat = null)
    {
        var replies = await CallAsync("admin", "/question " + arguments, chat);
        if (chat is { IsPrivate: true })
        {
            return Assert.IsType<MessageReply>(replies[^1]).Message;
        }

        await Ticks.DrainAsync(TestContext.Current.CancellationToken);
        return Platform.Sent[^1].Message;
    }

    public async Task<T> ReadAsync<T>(Func<DrillDb, Task<T>> read)
    {
        await using var db = services.GetRequiredService<IDrillDbFactory>().Create();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test did, the kept totals are what the attempts add up to.
        var (kept, counted) = await ReadAsync(TotalsAsync);
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Assert.Equal(counted, kept);
    }

    private static async Task<(List<(long Chat, long Person, int HalfPoints, int FullAnswers)> Kept, List<(long Chat, long Person, int HalfPoints, int FullAnswers)> Counted)> TotalsAsync(DrillDb db)
    {
        var kept = await db.StandingTotals.AsNoTracking().ToListAsync();
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.IsRanked).ToListAsync();
        return ([.. kept.Select(t => (t.ChatId, t.PersonId, t.HalfPoints, t.FullAnswers)).Order()],
            [.. attempts.GroupBy(a => (a.ChatId, a.PersonId)).Select(g => (g.Key.ChatId, g.Key.PersonId, g.Sum(a => a.HalfPoints), g.Count(a => a.HalfPoints == ScoreRules.FullHalfPoints))).Order()]);
    }
}

/// <summary>Reads replies as a person would.</summary>
internal static class Said
{
    public static string Text(this IReadOnlyList<Reply> replies) => string.Join("\n", replies.OfType<MessageReply>().Select(r => r.Message.Text()));

    public static string Text(this ChatMessage message) => Drill.Text.PlainText.Of(message.Body);

    public static ReplyTarget Target(this IReadOnlyList<Reply> replies) => Assert.IsType<MessageReply>(Assert.Single(replies)).Target;

    public static Button Button(this ChatMessage message, string label) =>
        message.Buttons.SelectMany(r => r.Buttons).First(b => b.Label.Contains(label, StringComparison.Ordinal));

    public static Button Button(this IReadOnlyList<Reply> replies, string label) =>
        replies.OfType<MessageReply>().Select(r => r.Message).First(m => m.Buttons.Any(r => r.Buttons.Any(b => b.Label.Contains(label, StringComparison.Ordinal)))).Button(label);

    public static ImmutableArray<string> Labels(this ChatMessage message) => [.. message.Buttons.SelectMany(r => r.Buttons).Select(b => b.Label)];
}
