using System.Collections.Concurrent;
using System.Globalization;
using Drill.Conversation;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Drill.TelegramChat.Calling;

/// <summary>Who may do what in a chat, asked of Telegram and believed for a minute.</summary>
internal sealed class ChatRights(TelegramClient client, TimeProvider time)
{
    /// <summary>Whoever writes in the name of the group itself: only administrators can.</summary>
    public const string AnonymousPrefix = "anonymous:";

    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(long Chat, long User), (ChatMember Member, DateTimeOffset Until)> members = [];

    public async Task<bool> IsAdminAsync(ChatAddress chat, Sender sender, CancellationToken cancellationToken)
    {
        if (chat.IsPrivate || sender.User.StartsWith(AnonymousPrefix, StringComparison.Ordinal))
        {
            return true;
        }

        return TelegramAddress.TryRead(chat, out var id, out _)
            && long.TryParse(sender.User, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && await FindAsync(id, user, cancellationToken) is { Status: ChatMemberStatus.Administrator or ChatMemberStatus.Creator };
    }

    /// <summary>Whether the bot is an administrator; false when Telegram does not say.</summary>
    public async Task<bool> BotIsAdminAsync(long chat, CancellationToken cancellationToken) =>
        await FindAsync(chat, client.BotId, cancellationToken) is { Status: ChatMemberStatus.Administrator };

    /// <summary>
    /// Rights that the bot needs and surely lacks, as Telegram's clients name them in English; none when Telegram does not say. It can do without pictures and polls, which words and buttons
    /// stand in for.
    /// </summary>
    public async Task<IReadOnlyList<string>> MissingAsync(ChatAddress chat, IReadOnlyList<FollowUp> steps, CancellationToken cancellationToken)
    {
        if (chat.IsPrivate || !TelegramAddress.TryRead(chat, out var id, out _))
        {
            return [];
        }

        var missing = new List<string>();
        var bot = await FindAsync(id, client.BotId, cancellationToken);
        switch (bot)
        {
            case null:
                return [];
            case ChatMemberLeft or ChatMemberBanned:
                return ["Member of the group"];
            case ChatMemberRestricted restricted:
                Need(restricted.CanSendMessages, "Send Text Messages");
                break;
            case ChatMemberMember:
                Need((await PermissionsAsync(id, cancellationToken))?.CanSendMessages != false, "Send Text Messages");
                break;
        }

        if (steps.Contains(FollowUp.Pin))
        {
            Need(bot is ChatMemberAdministrator { CanPinMessages: true }, "Pin Messages");
        }

        return missing;

        void Need(bool isThere, string right)
        {
            if (!isThere)
            {
                missing.Add(right);
            }
        }
    }

    /// <summary>What members of a chat may do, or null when Telegram does not say.</summary>
    private async Task<ChatPermissions?> PermissionsAsync(long chat, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.CallAsync(TelegramClient.ShortTimeout, token => client.Bot.GetChat(chat, token), cancellationToken)).Permissions;
        }
        catch (Exception exception) when (CallTrouble.Is(exception))
        {
            return null;
        }
    }

    /// <summary>Forgets what is believed about a chat: something there has changed.</summary>
    public void Forget(ChatAddress chat)
    {
        if (TelegramAddress.TryRead(chat, out var id, out _))
        {
            foreach (var key in members.Keys.Where(k => k.Chat == id))
            {
                members.TryRemove(key, out _);
            }
        }
    }

    /// <summary>A member of a chat, or null when Telegram does not say. Administrators are taken for none while Telegram cannot be asked.</summary>
    private async Task<ChatMember?> FindAsync(long chat, long user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (members.TryGetValue((chat, user), out var known) && now < known.Until)
        {
            return known.Member;
        }

        try
        {
            var member = await client.CallAsync(TelegramClient.ShortTimeout, token => client.Bot.GetChatMember(chat, user, token), cancellationToken);
            if (members.Count >= MostRemembered)
            {
                members.Clear();
            }

            members[(chat, user)] = (member, now + Believed);
            return member;
        }
        catch (Exception exception) when (CallTrouble.Is(exception))
        {
            return null;
        }
    }
}
