using System.Net;

namespace AdviceBot.Host.Operations;

/// <summary>Says once in the log when a proxy stands before the bot that no setting names: all visitors then count as one.</summary>
/// <remarks>Only an address of a private network is written down. It is of a machine there, and of no visitor from outside.</remarks>
public sealed partial class UnnamedProxy(RequestDelegate next, ILogger<UnnamedProxy> log)
{
    private static readonly System.Net.IPNetwork[] Private =
        [.. ((string[])["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10"]).Select(System.Net.IPNetwork.Parse)];

    private int said;

    /// <summary>Looks at who calls, and lets everybody through.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (said == 0 && context.Request.Headers.ContainsKey("X-Forwarded-For") && Caller(context) is { } caller && Private.Any(n => n.Contains(caller)) && Interlocked.Exchange(ref said, 1) == 0)
        {
            Say(log, caller);
        }

        return next(context);
    }

    private static IPAddress? Caller(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;

    [LoggerMessage(LogLevel.Warning, "a proxy at {Address} is named in no AdviceBot:Proxy:Known, so the limits take all its visitors for one and HTTPS is not seen")]
    private static partial void Say(ILogger logger, IPAddress address);
}
