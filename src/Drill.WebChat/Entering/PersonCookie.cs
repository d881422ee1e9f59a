using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Drill.WebChat.Entering;

/// <summary>
/// The cookie that keeps a person: a random secret of 128 bits and the name they picked. The person's id is a hash of the secret, so the id
/// can be stored and shown without giving the person away, and nothing about them needs to be kept on the server.
/// </summary>
internal sealed record PersonCookie(string Secret, string Name)
{
    public const string CookieName = "drill_person";

    private const int SecretBytes = 16;
    private const int MaximumLength = 2_000;
    private const string Version = "1";

    public string UserId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("drill web person\n" + Secret))[..16]);

    public static PersonCookie Create(string name) => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)), name);

    public static PersonCookie? Read(HttpRequest request) => Parse(request.Cookies[CookieName]);

    public static PersonCookie? Parse(string? text)
    {
        if (text is null || text.Length > MaximumLength)
        {
            return null;
        }

        var parts = text.Split('.');
        if (parts.Length != 3 || !string.Equals(parts[0], Version, StringComparison.Ordinal)
            || !Base64Url.IsValid(parts[1], out var secretLength) || secretLength != SecretBytes || !Base64Url.IsValid(parts[2]))
        {
            return null;
        }

        // The person's browser could have sent anything in place of what we wrote.
        var verdict = NameRules.Check(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[2])));
        return verdict.Problem == NameProblem.None ? new PersonCookie(parts[1], verdict.Name) : null;
    }

    public override string ToString() => $"{Version}.{Secret}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Name))}";
}
