namespace Drill.DiscordChat.Gateway;

/// <summary>What to do after the gateway closed a connection. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes</summary>
internal static class CloseCodes
{
    /// <summary>Ours, for a connection that died: any code but 1000 and 1001 keeps the session.</summary>
    public const int Zombie = 4900;

    /// <summary>The token is wrong.</summary>
    public const int AuthenticationFailed = 4004;

    /// <summary>There are too many servers for so few shards.</summary>
    public const int ShardingRequired = 4011;

    /// <summary>Whether the session is lost, so that the next connection identifies anew.</summary>
    public static bool EndsSession(int code) => code is 1000 or 1001 or 4003 or 4005 or 4007 or 4008;

    /// <summary>What to mend before it makes sense to connect again, or null when nothing is to be mended.</summary>
    public static string? MustMend(int code) => code switch
    {
        AuthenticationFailed => "Discord refused the token. Put the token of the bot's page 'Bot' into Drill:Discord:Token.",
        4010 => "Discord knows no such shard. Correct Drill:Discord:Shards, or leave it out.",
        ShardingRequired => "The bot is in too many servers for one connection. Set Drill:Discord:Shards to auto, or to a larger total.",
        4012 => "Discord no longer speaks this version of its gateway. Update Drill.",
        4013 => "Discord does not know the events Drill asked for. Update Drill.",
        4014 => "Discord refused events that need an approval, which Drill never asks for. Update Drill.",
        _ => null,
    };
}
