using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Drill.Authoring;
using Drill.Content;

namespace BotHost.CommandLine;

/// <summary>
/// Gets the pictures of a foreign bank from the web. Its addresses were written by somebody else: none inside the network of whoever imports is asked,
/// whatever name or redirect leads there, and nothing is waited for or kept beyond a picture's measure.
/// </summary>
internal sealed class PictureFetch : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);
    private readonly Func<IPAddress, bool> mayReach;
    private readonly HttpClient client;

    /// <param name="patience">How long one picture may take; 30 seconds when not given.</param>
    /// <param name="mayReach">Which addresses may be asked; public ones when not given.</param>
    public PictureFetch(TimeSpan? patience = null, Func<IPAddress, bool>? mayReach = null)
    {
        this.mayReach = mayReach ?? IsPublic;
        var handler = new SocketsHttpHandler { MaxAutomaticRedirections = MostRedirects, ConnectCallback = ConnectAsync, UseCookies = false };
        client = new HttpClient(handler) { Timeout = patience ?? DefaultPatience, MaxResponseContentBufferSize = ContentLimits.FigureBytes };
        client.DefaultRequestHeaders.Accept.ParseAdd("image/png, image/jpeg, image/webp, image/gif");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Drill");
    }

    public void Dispose() => client.Dispose();

    /// <summary>The picture, or why there is none.</summary>
    public async Task<FetchedPicture> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            return FetchedPicture.Nothing("only http and https are fetched");
        }

        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? new FetchedPicture(await response.Content.ReadAsByteArrayAsync(cancellationToken), null)
                : FetchedPicture.Nothing(string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)response.StatusCode}"));
        }
        catch (Exception e) when (IsOfPrivateAddress(e))
        {
            return FetchedPicture.Nothing("the address is not a public one");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return FetchedPicture.Nothing(string.Create(CultureInfo.InvariantCulture, $"it is larger than {ContentLimits.FigureBytes / 1024 / 1024} MB"));
        }
        catch (HttpRequestException)
        {
            return FetchedPicture.Nothing("the server could not be reached");
        }
        catch (InvalidOperationException)
        {
            return FetchedPicture.Nothing("the address is broken");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FetchedPicture.Nothing("the server took too long");
        }
    }

    /// <summary>Whether an address belongs to the public internet: not this machine, not a network behind a router, not a cloud's own services.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(address.GetAddressBytes()) : IsPublic6(address.GetAddressBytes());
    }

    // https://www.iana.org/assignments/iana-ipv4-special-registry
    private static bool IsPublic4(byte[] bytes) => bytes switch
    {
        [0 or 10 or 127, ..] or [>= 224, ..] => false,
        [100, >= 64 and <= 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] => false,
        [192, 0, 0 or 2, ..] or [198, 18 or 19, ..] or [198, 51, 100, ..] or [203, 0, 113, ..] => false,
        _ => true,
    };

    // https://www.iana.org/assignments/iana-ipv6-special-registry: only 2000::/3 is given out, less documentation and the tunnels that hold an IPv4 address.
    private static bool IsPublic6(byte[] bytes) =>
        bytes[0] is >= 0x20 and <= 0x3F && bytes is not [0x20, 0x01, 0x0D, 0xB8, ..] and not [0x20, 0x01, 0, 0, ..] and not [0x20, 0x02, ..];

    private static bool IsOfPrivateAddress(Exception? e) => e is PrivateAddressException || (e is not null && IsOfPrivateAddress(e.InnerException));

    // Here, and not before, it is known where a name leads; every redirect comes through here too.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host.Trim('[', ']'), cancellationToken);
        var allowed = IsProxy(context) ? addresses : Array.FindAll(addresses, a => mayReach(a));
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The proxy that whoever imports has set up may well stand in their own network.
    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } address && !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is { } proxy
        && proxy.Port == context.DnsEndPoint.Port && string.Equals(proxy.Host, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);

    private sealed class PrivateAddressException : IOException;
}
