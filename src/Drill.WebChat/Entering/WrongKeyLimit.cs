using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Drill.WebChat.Entering;

/// <summary>How many wrong keys one address may try: ten a minute. Right ones cost nothing, so a full house behind one router still gets in.</summary>
internal sealed class WrongKeyLimit : IDisposable
{
    public const int PerMinute = 10;

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(Network(address), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = PerMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    public bool MayTry(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None, permitCount: 0);
        return lease.IsAcquired;
    }

    public void CountWrong(IPAddress? address) => limiter.AttemptAcquire(address ?? IPAddress.None).Dispose();

    public void Dispose() => limiter.Dispose();

    // One household has a whole /64 of IPv6 to pick addresses from.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
