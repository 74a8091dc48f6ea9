using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>Which addresses we may send a reply to, and with it our token. Whoever gets the token can speak in our name.</summary>
/// <remarks>
/// Always on: https, an allowed host, the usual port, nothing hidden in the address. On connecting, what the name resolves to
/// is checked again: an allowed name that points into our own network is not called. Development may also list loopback hosts.
/// </remarks>
public sealed class ServiceHosts
{
    private const int Longest = 1000;

    private readonly string[] exact;
    private readonly string[] suffixes;
    private readonly bool isDevelopment;
    private readonly bool isUnsigned;

    // An allowed one; what it depends on never changes.
    private volatile Allowed? last;

    /// <summary>The hosts of the settings.</summary>
    public ServiceHosts(IOptions<BotSettings> settings, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ConnectorSettings connector = settings.Value.Connector;
        isDevelopment = environment.IsDevelopment();
        isUnsigned = isDevelopment && string.IsNullOrEmpty(connector.AppId);
        exact = [.. connector.AllowedServiceHosts.Where(h => !h.StartsWith("*.", StringComparison.Ordinal))];
        suffixes = [.. connector.AllowedServiceHosts.Where(h => h.StartsWith("*.", StringComparison.Ordinal)).Select(h => h[1..])];
    }

    /// <summary>The address to call, or null when we may not.</summary>
    /// <remarks>A channel has few addresses, and mostly the one it had a moment ago.</remarks>
    public Uri? Find(string? serviceUrl)
    {
        if (last is { } known && known.Said == serviceUrl)
        {
            return known.Address;
        }

        if (Judge(serviceUrl) is not { } address)
        {
            return null;
        }

        last = new Allowed(serviceUrl!, address);
        return address;
    }

    private Uri? Judge(string? serviceUrl)
    {
        if (serviceUrl is not { Length: > 0 and <= Longest } || serviceUrl.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '@'
            || !char.IsAscii(c)) || !Uri.TryCreate(serviceUrl, UriKind.Absolute, out Uri? address))
        {
            return null;
        }

        bool isPlain = address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            && !address.AbsolutePath.Contains("/..", StringComparison.Ordinal) && !serviceUrl.Contains("/../", StringComparison.Ordinal);
        return isPlain && (IsLocal(address) || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && IsAllowed(address.IdnHost))) ? address : null;
    }

    /// <summary>Whether a name may lead to this place: public places, and loopback where Development has listed it.</summary>
    public bool IsAllowed(IPAddress place, string host)
    {
        ArgumentNullException.ThrowIfNull(place);
        IPAddress plain = place.IsIPv4MappedToIPv6 ? place.MapToIPv4() : place;
        return IPAddress.IsLoopback(plain) ? isDevelopment && IsLoopbackName(host) : IsPublic(plain);
    }

    private bool IsAllowed(string host) =>
        exact.Contains(host, StringComparer.OrdinalIgnoreCase)
        || suffixes.Any(s => host.EndsWith(s, StringComparison.OrdinalIgnoreCase) || host.Equals(s[1..], StringComparison.OrdinalIgnoreCase));

    // Without an app id no token is ever sent, and only callers on this machine are heard: they may have their answer here.
    private bool IsLocal(Uri address) =>
        isDevelopment
        && address.Scheme is "http" or "https"
        && IsLoopbackName(address.Host)
        && (isUnsigned || exact.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || exact.Contains(address.Authority, StringComparer.OrdinalIgnoreCase));

    private static bool IsLoopbackName(string host) => host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    private static bool IsPublic(IPAddress place)
    {
        byte[] b = place.GetAddressBytes();
        if (place.AddressFamily == AddressFamily.InterNetwork)
        {
            return (b[0], b[1], b[2]) switch
            {
                (0 or 10 or 127, _, _) => false,
                (100, >= 64 and <= 127, _) => false,
                (169, 254, _) => false,
                (172, >= 16 and <= 31, _) => false,
                (192, 168, _) => false,
                (192, 0, 0 or 2) => false,
                (192, 88, 99) => false,
                (198, 18 or 19, _) => false,
                (198, 51, 100) => false,
                (203, 0, 113) => false,
                ( >= 224, _, _) => false,
                _ => true,
            };
        }

        // Of version 6 only what is given out to the public internet, without the tunnels that can hold a version 4 address.
        bool isGlobal = (b[0] & 0xe0) == 0x20;
        bool isTunnel = (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0);
        return isGlobal && !isTunnel && !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8);
    }

    private sealed record Allowed(string Said, Uri Address);
}
