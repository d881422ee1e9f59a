using Drill.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace Drill.Engine.Tests.Conversation;

public sealed class PlatformMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_adapter_stores_is_found_again_replaced_and_forgotten()
    {
        await using var drill = await DrillFixture.StartAsync();
        var memory = drill.Services.GetRequiredService<IPlatformMemory>();
        Assert.Null(await memory.FindAsync("telegram", "commands", Token));
        await memory.StoreAsync("telegram", "commands", "one", Token);
        await memory.StoreAsync("telegram", "commands", "two", Token);
        await memory.StoreAsync("discord", "commands", "three", Token);
        Assert.Equal("two", await memory.FindAsync("telegram", "commands", Token));
        await memory.RemoveAsync("telegram", "commands", Token);
        await memory.RemoveAsync("telegram", "commands", Token);
        Assert.Null(await memory.FindAsync("telegram", "commands", Token));
        Assert.Equal("three", await memory.FindAsync("discord", "commands", Token));
    }

    [Fact]
    public async Task Many_who_store_the_same_key_at_once_all_succeed()
    {
        await using var drill = await DrillFixture.StartAsync();
        var memory = drill.Services.GetRequiredService<IPlatformMemory>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => memory.StoreAsync("p", "k", i.ToString(System.Globalization.CultureInfo.InvariantCulture), Token), Token)));
        Assert.NotNull(await memory.FindAsync("p", "k", Token));
    }

    [Fact]
    public async Task A_key_or_value_that_is_too_long_is_refused()
    {
        await using var drill = await DrillFixture.StartAsync();
        var memory = drill.Services.GetRequiredService<IPlatformMemory>();
        await Assert.ThrowsAsync<ArgumentException>(() => memory.StoreAsync("p", new string('k', 201), "v", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => memory.StoreAsync("p", "k", new string('v', 4_001), Token));
    }
}
