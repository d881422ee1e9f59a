using Drill.Fakes.Discord;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord;

/// <summary>A clock for tests that speak over real sockets: it goes on while nothing is under way, in small steps.</summary>
internal sealed class Clock : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private const int QuietLooks = 3;

    public Clock() : base(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Lets time pass until a task ends.</summary>
    public async Task<T> RunAsync<T>(FakeDiscord discord, Task<T> task, int step = 50)
    {
        await UntilAsync(discord, () => task.IsCompleted, step);
        return await task;
    }

    /// <summary>Lets time pass until something holds.</summary>
    public async Task UntilAsync(FakeDiscord discord, Func<bool> holds, int step = 50)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (seen, quiet) = (-1, 0);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(4), System, limit.Token);

            // On a busy machine a request may be on its way without having been seen to leave.
            quiet = discord.Rest.UnderWay == 0 && discord.Rest.Arrived == seen ? quiet + 1 : 0;
            if (quiet >= QuietLooks)
            {
                Advance(TimeSpan.FromMilliseconds(step));
            }

            seen = discord.Rest.Arrived;
        }
    }

    /// <summary>Waits, without letting time pass, until something holds.</summary>
    public static async Task StillAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(4), System, limit.Token);
        }
    }
}

/// <summary>
/// Tests whose clock goes on when the sockets are quiet. They run after all others and one by one: on a busy machine it may be quiet although a request is about to leave.
/// </summary>
[CollectionDefinition(nameof(QuietMachine), DisableParallelization = true)]
public sealed class QuietMachine;

/// <summary>Keeps everything that was logged, exceptions too.</summary>
internal sealed class LogBook : ILogger
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
        {
            lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }

    public ILogger<T> For<T>() => new Typed<T>(this);

    private sealed class Typed<T>(LogBook book) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.Log(logLevel, eventId, state, exception, formatter);
    }
}
