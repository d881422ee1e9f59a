using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Drill.WebChat.Entering;

/// <summary>What a person has shown to know.</summary>
internal enum KeyLevel
{
    None,
    Member,
    Admin,
}

/// <summary>
/// Tells which key a person knows, and remembers it in a cookie that proves it without holding the key. Changing a key in the settings
/// makes every older proof worthless.
/// </summary>
internal static class KeyProof
{
    public const string CookieName = "drill_key";

    private const int NonceBytes = 16;

    /// <summary>The level that a typed key opens.</summary>
    public static KeyLevel LevelOf(string? typed, WebChatOptions options)
    {
        if (string.IsNullOrEmpty(typed) || typed.Length > WebChatOptions.LongestKey)
        {
            return KeyLevel.None;
        }

        // Both are compared in any case, so that the time taken does not tell which one was nearly right.
        var isAdmin = AreEqual(typed, options.AdminKey);
        var isMember = AreEqual(typed, options.AccessKey);
        return isAdmin ? KeyLevel.Admin : isMember ? KeyLevel.Member : KeyLevel.None;
    }

    public static string Issue(KeyLevel level, WebChatOptions options)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        return $"{Letter(level)}.{nonce}.{Seal(level, nonce, options)}";
    }

    /// <summary>The level that a cookie proves under the present settings.</summary>
    public static KeyLevel Verify(string? cookie, WebChatOptions options)
    {
        if (cookie is not { Length: < 200 } || cookie.Split('.') is not [var letter, var nonce, var seal])
        {
            return KeyLevel.None;
        }

        var level = letter switch { "a" => KeyLevel.Admin, "m" => KeyLevel.Member, _ => KeyLevel.None };
        return level != KeyLevel.None && KeyOf(level, options) is { Length: > 0 }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(Seal(level, nonce, options)))
            ? level
            : KeyLevel.None;
    }

    private static bool AreEqual(string typed, string? key) =>
        CryptographicOperations.FixedTimeEquals(Hash(typed), Hash(key ?? "")) && !string.IsNullOrEmpty(key);

    private static string Seal(KeyLevel level, string nonce, WebChatOptions options) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Hash(KeyOf(level, options) ?? ""), Encoding.UTF8.GetBytes($"drill web key\n{Letter(level)}\n{nonce}")));

    private static string? KeyOf(KeyLevel level, WebChatOptions options) => level == KeyLevel.Admin ? options.AdminKey : options.AccessKey;

    private static char Letter(KeyLevel level) => level == KeyLevel.Admin ? 'a' : 'm';

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
