using System.Globalization;
using Drill.DiscordChat.Wire;

namespace Drill.DiscordChat.Talking;

/// <summary>
/// What interactions told last about who may do what. Every interaction carries the permissions of the person and of the bot in its channel, so nothing has to be asked for
/// or kept for long: the oldest are forgotten.
/// </summary>
internal sealed class Roster
{
    private const int Most = 5_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Permissions, bool IsThread, long Number)> known = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Number)> order = new();
    private long number;

    public void Note(Interaction interaction, Drill.Conversation.ChatAddress chat)
    {
        var place = chat.Thread ?? chat.Chat;
        if (Read(interaction.AppPermissions) is { } own)
        {
            // In our own thread below a post people speak to its channel, whose permissions the thread has.
            Put(place, own, interaction.Channel?.IsThread is true && string.Equals(place, interaction.ChannelId, StringComparison.Ordinal));
        }

        if (interaction.Member is { User: { } user } member && Read(member.Permissions) is { } theirs)
        {
            Put($"{place}/{user.Id}", theirs, isThread: false);
        }
    }

    /// <summary>What a person may do in a channel, or null when nobody has told.</summary>
    public long? PermissionsOf(string channel, string user) => Find($"{channel}/{user}")?.Permissions;

    /// <summary>What the bot may do in a channel, or null when nobody has told.</summary>
    public (long Permissions, bool IsThread)? OwnPermissions(string channel) => Find(channel);

    private (long Permissions, bool IsThread)? Find(string key)
    {
        lock (gate)
        {
            return known.TryGetValue(key, out var entry) ? (entry.Permissions, entry.IsThread) : null;
        }
    }

    private void Put(string key, long permissions, bool isThread)
    {
        lock (gate)
        {
            known[key] = (permissions, isThread, ++number);
            order.Enqueue((key, number));
            while (known.Count > Most || order.Count > 4 * Most)
            {
                var (old, at) = order.Dequeue();
                if (known.TryGetValue(old, out var entry) && entry.Number == at)
                {
                    known.Remove(old);
                }
            }
        }
    }

    private static long? Read(string? bits) => long.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>Permission bits and their names as Discord shows them. https://docs.discord.com/developers/topics/permissions</summary>
internal static class Permissions
{
    public const long Administrator = 1L << 3, ManageGuild = 1L << 5, ViewChannel = 1L << 10, SendMessages = 1L << 11, EmbedLinks = 1L << 14, AttachFiles = 1L << 15, ReadMessageHistory = 1L << 16,
        CreatePublicThreads = 1L << 35, SendMessagesInThreads = 1L << 38, PinMessages = 1L << 51;

    private static readonly (long Bit, string Name)[] Names =
    [
        (ViewChannel, "View Channel"), (SendMessages, "Send Messages"), (EmbedLinks, "Embed Links"), (AttachFiles, "Attach Files"), (ReadMessageHistory, "Read Message History"),
        (CreatePublicThreads, "Create Public Threads"), (SendMessagesInThreads, "Send Messages in Threads"), (PinMessages, "Pin Messages"),
    ];

    /// <summary>What the bot asks for when it is invited.</summary>
    public const long Wanted = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | CreatePublicThreads | SendMessagesInThreads | PinMessages;

    /// <summary>The names of needed permissions that are not there.</summary>
    public static IReadOnlyList<string> Missing(long has, long needed) =>
        (has & Administrator) != 0 ? [] : [.. Names.Where(n => (needed & n.Bit) != 0 && (has & n.Bit) == 0).Select(n => n.Name)];
}
