using Drill.Conversation;
using Drill.DiscordChat.Wire;

namespace Drill.DiscordChat.Talking;

/// <summary>
/// Places of Discord as the engine's addresses: a server is the chat and a channel its thread, so that leaving a server ends all its channels. A person alone is
/// <c>@</c> and their id, because the channel for it may not be open yet.
/// </summary>
internal static class Addresses
{
    public const string Platform = "discord";

    /// <summary>Where an interaction happened, or null when Discord does not say.</summary>
    public static ChatAddress? Of(Interaction interaction, string application) => interaction switch
    {
        { GuildId: { } guild, Channel: { IsThread: true, ParentId: { } parent, OwnerId: { } owner } } when string.Equals(owner, application, StringComparison.Ordinal) =>
            // In the thread that the bot opened below a post people talk about that post, which is the channel's.
            Channel(guild, parent),
        { GuildId: { } guild, ChannelId: { } channel } => Channel(guild, channel),
        { GuildId: null } when UserOf(interaction) is { } user => Person(user.Id),
        _ => null,
    };

    public static ChatAddress Channel(string guild, string channel) => new(Platform, guild, channel, IsPrivate: false);

    /// <summary>A server with all its channels.</summary>
    public static ChatAddress Server(string guild) => new(Platform, guild, null, IsPrivate: false);

    public static ChatAddress Person(string user) => new(Platform, "@" + user, null, IsPrivate: true);

    /// <summary>The person behind a private address, or null.</summary>
    public static string? PersonOf(ChatAddress chat) => chat.Chat is ['@', .. var user] ? user : null;

    public static User? UserOf(Interaction interaction) => interaction.Member?.User ?? interaction.User;

    public static Sender SenderOf(User user, Member? member) => new(user.Id, FirstOf(member?.Nick, user.GlobalName, user.Username));

    private static string FirstOf(params string?[] names) => names.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)) ?? "";
}
