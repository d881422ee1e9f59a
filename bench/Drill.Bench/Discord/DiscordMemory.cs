using System.Globalization;
using System.Text;
using Drill.Bench.Load;
using static Drill.Bench.Load.LoadRun;

namespace Drill.Bench.Discord;

/// <summary>Memory over many gateway events for many servers: servers that come and go, channels, threads, commands.</summary>
internal static class DiscordMemory
{
    private const int First = 1_000, Servers = 100_000, CommandEvery = 100;
    private const long FirstServer = 610_000_000_000_000_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    // What a server with twenty channels, roles and a few threads looks like.
    private static readonly string Lists = string.Join(',', Enumerable.Range(0, 20).Select(i => $$"""{"id":"{{620_000_000_000_000_000 + i}}","type":0,"name":"channel-{{i}}","position":{{i}},"permission_overwrites":[{"id":"1","type":0,"allow":"0","deny":"1024"}],"topic":"What is talked about here","nsfw":false}"""));

    public static async Task RunAsync(LoadArguments load, string folder)
    {
        var count = load.Whole("count", 1_000_000);
        await using var discord = await LightDiscord.StartAsync();
        await using var bot = await DiscordLoad.StartBotAsync(load, folder, discord);
        await discord.Gateway.Ready;
        await SendAsync(discord, 0, First);
        var before = bot.Resident;
        Print($"after {First} events: {before} MB resident");
        var (cpu, start) = (bot.Cpu, TimeProvider.System.GetTimestamp());
        await SendAsync(discord, First, count);
        var took = TimeProvider.System.GetElapsedTime(start) - Rest;
        Print($"after {count} events for {Servers} servers: {bot.Resident} MB resident, {bot.Resident - before} MB more ({bot.Peak} at most); {(count - First) / took.TotalSeconds:F0} events/s, {(bot.Cpu - cpu).TotalMicroseconds / (count - First):F0} µs of processor each");
    }

    private static async Task SendAsync(LightDiscord discord, int from, int to)
    {
        var commands = discord.Presses.AcknowledgedCount;
        for (var i = from; i < to; i++)
        {
            var server = FirstServer + (i % Servers);
            if (i % CommandEvery == 0)
            {
                commands++;
                var number = discord.Presses.Other();
                await discord.Gateway.DispatchAsync("INTERACTION_CREATE", Interactions.Command(number, server, server + 1, 700_000_000_000_000_000 + i, "topics"));
                await UntilAsync(() => commands - discord.Presses.AcknowledgedCount < 64, "the commands");
                continue;
            }

            var (name, data) = (i % 10) switch
            {
                0 or 1 => ("GUILD_CREATE", $$"""{"id":"{{server}}","name":"Server","joined_at":"2024-03-02T09:00:00.000000+00:00","unavailable":false,"member_count":120,"preferred_locale":"en-US","system_channel_id":"1","features":[],"roles":[],"members":[],"threads":[],"channels":[{{Lists}}]}"""),
                2 => ("GUILD_UPDATE", $$"""{"id":"{{server}}","name":"Server {{i}}","owner_id":"1"}"""),
                3 => ("THREAD_CREATE", $$"""{"id":"{{server + i}}","guild_id":"{{server}}","parent_id":"1","type":11,"name":"thread {{i}}"}"""),
                4 => ("CHANNEL_CREATE", $$"""{"id":"{{server + i}}","guild_id":"{{server}}","type":0,"name":"channel {{i}}"}"""),
                5 => ("CHANNEL_UPDATE", $$"""{"id":"{{server + 1}}","guild_id":"{{server}}","type":0,"name":"channel {{i}}"}"""),
                6 => ("GUILD_ROLE_UPDATE", $$$"""{"guild_id":"{{{server}}}","role":{"id":"{{{i}}}","name":"role","permissions":"0"}}"""),
                7 => ("GUILD_DELETE", $$"""{"id":"{{server}}","unavailable":true}"""),
                8 => ("CHANNEL_PINS_UPDATE", $$"""{"guild_id":"{{server}}","channel_id":"{{server + 1}}","last_pin_timestamp":null}"""),
                _ => ("SOMETHING_NEW_" + (i % 1000).ToString(CultureInfo.InvariantCulture), $$"""{"guild_id":"{{server}}","value":{{i}}}"""),
            };
            await discord.Gateway.DispatchAsync(name, Encoding.UTF8.GetBytes(data));
        }

        await UntilAsync(() => discord.Presses.AcknowledgedCount == commands, "the last command");
        await Task.Delay(Rest, TimeProvider.System);
    }
}
