using System.Globalization;
using System.Text;

namespace Drill.Bench.Discord;

/// <summary>Interactions as Discord writes them, with the members that ours reads and about as many that it skips.</summary>
internal static class Interactions
{
    public const long Guild = 600_000_000_000_000_001;

    // Behind {"id":" stands the id.
    private const int IdStart = 7;

    private const string Everything = "2252109051448320", Admin = "2252109051448352";
    private static readonly byte[] Mark = "1.show."u8.ToArray(), Components = "\"components\":"u8.ToArray();

    /// <summary>The number of the post that a message asks, as its buttons name it; null when it asks none.</summary>
    public static long? PostIn(ReadOnlySpan<byte> message)
    {
        var at = message.IndexOf(Mark);
        if (at < 0)
        {
            return null;
        }

        var digits = message[(at + Mark.Length)..];
        return long.Parse(digits[..digits.IndexOf((byte)'.')], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>The message as an interaction shows it: with the components that were sent.</summary>
    public static string MessageOf(string channel, ReadOnlySpan<byte> sent)
    {
        var start = sent.IndexOf(Components) + Components.Length;
        var depth = 0;
        var isText = false;
        var end = start;
        for (; end < sent.Length; end++)
        {
            var c = (char)sent[end];
            if (isText)
            {
                end += c == '\\' ? 1 : 0;
                isText = c != '"';
                continue;
            }

            isText = c == '"';
            depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return $$"""{"id":"900000000000000000","channel_id":"{{channel}}","type":0,"content":"","flags":32768,"author":{"id":"{{LightDiscord.Application}}","username":"drill","bot":true},"embeds":[],"attachments":[],"mentions":[],"pinned":false,"components":{{Encoding.UTF8.GetString(sent[start..(end + 1)])}}}""";
    }

    /// <summary>A press, with <paramref name="number"/> as its id and its token.</summary>
    public static byte[] Of(Press press) => Encoding.UTF8.GetBytes(Head(3, press.Number, press.Post.Guild, press.Post.Channel, press.User, Everything)
        + string.Create(CultureInfo.InvariantCulture, $$""","data":{"component_type":2,"id":7,"custom_id":"1.{{press.Verb}}.{{press.Post.Number}}."},"message":{{Encoding.UTF8.GetString(press.Post.Message)}}}"""));

    /// <summary>The same with an id that tells when it was made, as Discord's do: now.</summary>
    public static byte[] Stamped(byte[] interaction, int number)
    {
        var milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 1_420_070_400_000;
        var end = interaction.AsSpan(IdStart).IndexOf((byte)'"') + IdStart;
        return [.. interaction.AsSpan(0, IdStart), .. Encoding.ASCII.GetBytes(((milliseconds << 22) + number).ToString(CultureInfo.InvariantCulture)), .. interaction.AsSpan(end)];
    }

    /// <summary>A command with its options.</summary>
    public static byte[] Command(int number, long guild, long channel, long user, string name, params (string Name, string Value)[] options)
    {
        var chosen = string.Join(',', options.Select(o => $$"""{"name":"{{o.Name}}","type":3,"value":"{{o.Value}}"}"""));
        return Encoding.UTF8.GetBytes(Head(2, number, guild, channel, user, Admin) + $$$""","data":{"id":"1","name":"{{{name}}}","type":1,"options":[{{{chosen}}}]}}""");
    }

    private static string Head(int type, int number, long guild, long channel, long user, string permissions) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"{{{number}}}","application_id":"{{{LightDiscord.Application}}}","type":{{{type}}},"token":"{{{number}}}","version":1,"locale":"en-US","guild_id":"{{{guild}}}","guild_locale":"en-US","guild":{"id":"{{{guild}}}","locale":"en-US","features":[]},"channel_id":"{{{channel}}}","channel":{"id":"{{{channel}}}","type":0,"guild_id":"{{{guild}}}","name":"general","position":0,"permissions":"{{{permissions}}}","topic":null,"nsfw":false,"parent_id":null,"last_message_id":"900000000000000000","rate_limit_per_user":0,"flags":0},"app_permissions":"{{{Everything}}}","context":0,"entitlements":[],"authorizing_integration_owners":{"0":"{{{guild}}}"},"attachment_size_limit":10485760,"member":{"user":{"id":"{{{user}}}","username":"user-{{{user % 1_000_000}}}","global_name":"User {{{user % 1_000_000}}}","discriminator":"0","avatar":"0123456789abcdef0123456789abcdef","public_flags":0,"clan":null,"collectibles":null},"nick":null,"avatar":null,"banner":null,"roles":["600000000000000002","600000000000000003"],"joined_at":"2024-03-02T09:00:00.000000+00:00","premium_since":null,"deaf":false,"mute":false,"pending":false,"flags":0,"permissions":"{{{permissions}}}","communication_disabled_until":null}""");
}
