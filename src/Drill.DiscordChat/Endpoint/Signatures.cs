using NSec.Cryptography;

namespace Drill.DiscordChat.Endpoint;

/// <summary>
/// Checks that a request is from Discord: Ed25519 over its timestamp and its body as it came.
/// https://docs.discord.com/developers/interactions/overview#validating-security-request-headers
/// </summary>
internal sealed class Signatures
{
    private readonly PublicKey key;

    /// <param name="hexadecimal">The application's public key, 64 digits.</param>
    /// <exception cref="FormatException">It is no such key.</exception>
    public Signatures(string hexadecimal) => key = PublicKey.Import(SignatureAlgorithm.Ed25519, Convert.FromHexString(hexadecimal), KeyBlobFormat.RawPublicKey);

    /// <summary>Whether a text can be a public key.</summary>
    public static bool IsKey(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit)
        && PublicKey.TryImport(SignatureAlgorithm.Ed25519, Convert.FromHexString(text), KeyBlobFormat.RawPublicKey, out _);

    public bool IsGood(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (signature is not { Length: 128 } || timestamp is not { Length: > 0 and <= 20 } || !signature.All(char.IsAsciiHexDigit) || !timestamp.All(char.IsAsciiDigit))
        {
            return false;
        }

        var signed = new byte[timestamp.Length + body.Length];
        System.Text.Encoding.ASCII.GetBytes(timestamp, signed);
        body.CopyTo(signed.AsSpan(timestamp.Length));
        return SignatureAlgorithm.Ed25519.Verify(key, signed, Convert.FromHexString(signature));
    }
}
