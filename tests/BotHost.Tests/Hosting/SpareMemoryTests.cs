using System.Runtime.InteropServices;
using BotHost.Hosting;
using Xunit;

namespace BotHost.Tests.Hosting;

public sealed class SpareMemoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly RestAfterWork rest = new();
    private DateTimeOffset now = Start;
    private TimeSpan cpu;

    [Fact]
    public void Memory_is_given_back_at_the_first_rest_after_the_start()
    {
        Assert.False(After(seconds: 3, work: 2));
        Assert.False(After(seconds: 3, work: 1));
        Assert.True(After(seconds: 3, work: 0.1));
    }

    [Fact]
    public void A_rest_that_goes_on_gives_nothing_back_again()
    {
        After(seconds: 3, work: 2);
        Assert.True(After(seconds: 3, work: 0.1));

        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.False(After(seconds: 3, work: 0.1)));
    }

    [Fact]
    public void Nothing_is_given_back_while_there_is_work()
    {
        After(seconds: 3, work: 2);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.False(After(seconds: 3, work: 0.5)));
    }

    [Fact]
    public void A_rest_after_more_work_gives_back_again_but_not_within_the_minute()
    {
        After(seconds: 3, work: 2);
        Assert.True(After(seconds: 3, work: 0.1));

        After(seconds: 3, work: 2);
        Assert.False(After(seconds: 3, work: 0.1));
        Assert.False(After(seconds: 3, work: 0.1));
        Assert.True(After(seconds: 60, work: 0.1));
    }

    [Fact]
    public void A_little_work_gives_nothing_back()
    {
        After(seconds: 3, work: 2);
        Assert.True(After(seconds: 3, work: 0.1));

        After(seconds: 3, work: 0.9);
        Assert.False(After(seconds: 120, work: 0.1));
    }

    [Fact]
    public void What_was_freed_goes_back_to_the_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _), "Only glibc keeps what was freed.");
        const int Count = 128 * 1024, Size = 1024;
        var pieces = Enumerable.Range(0, Count).Select(_ => Filled(Size)).ToArray();
        // The last piece stays, so that the C library cannot give back the rest on its own.
        Array.ForEach(pieces[..^1], Marshal.FreeHGlobal);
        var before = Environment.WorkingSet;

        SpareMemory.GiveBack();

        var after = Environment.WorkingSet;
        Marshal.FreeHGlobal(pieces[^1]);
        Assert.InRange(after, 0, before - (Count * Size / 2));
    }

    private static nint Filled(int size)
    {
        var piece = Marshal.AllocHGlobal(size);
        Marshal.Copy(new byte[size], 0, piece, size);
        return piece;
    }

    private bool After(double seconds, double work)
    {
        (now, cpu) = (now.AddSeconds(seconds), cpu + TimeSpan.FromSeconds(work));
        return rest.Begins(cpu, now);
    }
}
