using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace Drill.Bench.Discord;

/// <summary>Calls the bot's interactions endpoint as Discord does: signed, over connections that stay open.</summary>
internal sealed class EndpointCaller : IDisposable
{
    private const string Timestamp = "1772438400";

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false });
    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);
    private readonly LightPresses presses;
    private readonly int port;

    public EndpointCaller(int port, LightPresses presses) => (this.port, this.presses) = (port, presses);

    /// <summary>What the bot must be told.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings =>
    [
        ("Url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        ("Discord:Mode", "interactions"),
        ("Discord:PublicKey", Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey))),
    ];

    public string Sign(byte[] body) => Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(key, [.. Encoding.ASCII.GetBytes(Timestamp), .. body]));

    public Task CallAsync(int number, byte[] body) => CallAsync(number, body, Sign(body));

    public async Task CallAsync(int number, byte[] body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/discord/interactions"))) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Signature-Timestamp", Timestamp);
        request.Headers.Add("X-Signature-Ed25519", signature);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (answer.Length > 0)
        {
            presses.Respond(number, answer, TimeProvider.System.GetTimestamp());
        }
    }

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }
}
