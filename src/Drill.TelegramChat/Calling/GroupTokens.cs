using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Drill.Conversation;

namespace Drill.TelegramChat.Calling;

/// <summary>
/// Carries an action upon a group's post into one person's private chat: in a deep link or in a button there. Signed with a key from the bot's token and
/// bound to that person, so that nobody makes or passes on a way into a group's posts.
/// </summary>
internal sealed class GroupTokens
{
    private const int MacBytes = 8;
    private const int HeadBytes = sizeof(long) + sizeof(int);
    private const int MaximumBytes = 47;
    private const char ButtonMark = 'g';

    private readonly byte[] key;

    public GroupTokens(string botToken) => key = SHA256.HashData(Encoding.UTF8.GetBytes("drill/group-tokens/1\n" + botToken));

    /// <summary>The parameter of a deep link, or null when it would be too long.</summary>
    public string? ForLink(ActionToken action, ChatAddress group, long user)
    {
        var text = Encoding.ASCII.GetBytes(action.ToString());
        var length = HeadBytes + text.Length + MacBytes;
        if (length > MaximumBytes)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, long.Parse(group.Chat, CultureInfo.InvariantCulture));
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(long)..], group.Thread is { } thread ? int.Parse(thread, CultureInfo.InvariantCulture) : 0);
        text.CopyTo(bytes[HeadBytes..]);
        Sign(bytes[..^MacBytes], user, bytes[^MacBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a button in the private chat carries, or null when it would be too long.</summary>
    public string? ForButton(ActionToken action, ChatAddress group, long user) => ForLink(action, group, user) is { } link ? ButtonMark + link : null;

    /// <summary>Reads what a button in the private chat carried.</summary>
    public bool TryReadButton(string data, long user, out string action, out ChatAddress group)
    {
        (action, group) = ("", null!);
        return data.Length > 1 && data[0] == ButtonMark && TryReadLink(data.AsSpan(1), user, out action, out group);
    }

    /// <summary>Reads the parameter of a deep link; false for what this person was not given.</summary>
    public bool TryReadLink(ReadOnlySpan<char> parameter, long user, out string action, out ChatAddress group)
    {
        (action, group) = ("", null!);
        Span<byte> bytes = stackalloc byte[MaximumBytes + 1];
        if (parameter.Length > TelegramLimits.StartParameter || !Base64Url.IsValid(parameter) || !Base64Url.TryDecodeFromChars(parameter, bytes, out var length) || length <= HeadBytes + MacBytes)
        {
            return false;
        }

        bytes = bytes[..length];
        Span<byte> mac = stackalloc byte[MacBytes];
        Sign(bytes[..^MacBytes], user, mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[^MacBytes..]))
        {
            return false;
        }

        var thread = BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(long)..]);
        action = Encoding.ASCII.GetString(bytes[HeadBytes..^MacBytes]);
        group = TelegramAddress.Of(BinaryPrimitives.ReadInt64BigEndian(bytes), thread == 0 ? null : thread, isPrivate: false);
        return true;
    }

    private void Sign(ReadOnlySpan<byte> payload, long user, Span<byte> mac)
    {
        Span<byte> signed = stackalloc byte[sizeof(long) + MaximumBytes];
        BinaryPrimitives.WriteInt64BigEndian(signed, user);
        payload.CopyTo(signed[sizeof(long)..]);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed[..(sizeof(long) + payload.Length)], whole);
        whole[..MacBytes].CopyTo(mac);
    }
}

/// <summary>Chats as the engine names them and as Telegram does.</summary>
internal static class TelegramAddress
{
    public const string Platform = "telegram";

    public static ChatAddress Of(long chat, int? topic, bool isPrivate) =>
        new(Platform, chat.ToString(CultureInfo.InvariantCulture), topic?.ToString(CultureInfo.InvariantCulture), isPrivate);

    public static ChatAddress PrivateOf(long user) => Of(user, null, isPrivate: true);

    /// <summary>The ids of an address, or false when it is none of Telegram's.</summary>
    public static bool TryRead(ChatAddress address, out long chat, out int? topic)
    {
        topic = null;
        chat = 0;
        if (!string.Equals(address.Platform, Platform, StringComparison.Ordinal) || !long.TryParse(address.Chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out chat))
        {
            return false;
        }

        if (address.Thread is null)
        {
            return true;
        }

        var isNumber = int.TryParse(address.Thread, NumberStyles.None, CultureInfo.InvariantCulture, out var thread);
        topic = thread;
        return isNumber;
    }
}
