using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AdviceBot.Host.Operations;

/// <summary>How much anyone may send.</summary>
public static class Limits
{
    /// <summary>Largest body. 32,000 letters of any script fit in, which are looked through for danger, and more than anybody writes.</summary>
    public const int Body = 1024 * 1024;

    /// <summary>Largest first line of a request.</summary>
    public const int Line = 256 * 1024;

    // Bytes a second that the slowest phones take.
    private const double SlowestPhone = 4096;

    /// <summary>How long so many bytes may lie untaken: the patience everybody has, and the time a very slow phone needs for them.</summary>
    public static TimeSpan Unread(TimeSpan patience, long bytes) => patience + TimeSpan.FromSeconds(bytes / SlowestPhone);

    /// <summary>How forms are read: whole and in memory, so that nothing of them ever lies on a disk.</summary>
    public static void Forms(FormOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MemoryBufferThreshold = Body;
        options.MultipartBodyLengthLimit = Body;
        options.ValueLengthLimit = Body;
        options.ValueCountLimit = 256;
        options.KeyLengthLimit = 128;
    }

    /// <summary>Kestrel's own limits, and no word about what serves here.</summary>
    public static void Kestrel(KestrelServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = Body;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;

        // A question to /api/answers stands in the address, and danger is looked for in its first 32,000 letters.
        options.Limits.MaxRequestLineSize = Line;
        // Whoever sends slower than any phone holds a place that somebody else needs.
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 200, gracePeriod: TimeSpan.FromSeconds(8));
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 200, gracePeriod: TimeSpan.FromSeconds(15));

        // How many lines there may be, and how long one may take nothing, is seen to by Lines.
        // Nothing here gains by HTTP/2, and what it refuses has no room for the calm page: so every line speaks HTTP/1.1. A charity that wants HTTP/2
        // has a proxy for it.
        options.ConfigureEndpointDefaults(line => line.Protocols = HttpProtocols.Http1);
    }
}
