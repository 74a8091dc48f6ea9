using System.Net;
using System.Net.Sockets;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>How we call out: no redirects, no proxy, no cookies, and only to places that <see cref="ServiceHosts"/> allows.</summary>
public sealed class OutsideHttp : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    private readonly HttpMessageHandler[] handlers;

    /// <summary>Calls out for real.</summary>
    public OutsideHttp(ServiceHosts hosts)
        : this(Checked(hosts), Sockets())
    {
    }

    /// <summary>Calls through other handlers, for tests.</summary>
    public OutsideHttp(HttpMessageHandler replies, HttpMessageHandler identity)
    {
        handlers = [replies, identity];
        Replies = new HttpClient(replies, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestAnswer };
        Replies.DefaultRequestHeaders.UserAgent.ParseAdd("AdviceBot/0.1");
        Identity = new HttpClient(identity, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = LargestAnswer };
    }

    /// <summary>For replies to channels.</summary>
    public HttpClient Replies { get; }

    /// <summary>For keys and tokens. Its addresses come from the settings, and a managed identity's lie inside our own network.</summary>
    public HttpClient Identity { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Replies.Dispose();
        Identity.Dispose();
        foreach (HttpMessageHandler handler in handlers)
        {
            handler.Dispose();
        }
    }

    private static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    private static SocketsHttpHandler Checked(ServiceHosts hosts)
    {
        SocketsHttpHandler sockets = Sockets();
        sockets.ConnectCallback = async (context, stop) =>
        {
            string host = context.DnsEndPoint.Host;
            IPAddress[] places = await Dns.GetHostAddressesAsync(host, stop);
            // All of them: a name with one good and one bad place is a bad name.
            if (places.Length == 0 || !places.All(p => hosts.IsAllowed(p, host)))
            {
                throw new HttpRequestException("The address leads to a place we don't call.");
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(places, context.DnsEndPoint.Port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return sockets;
    }
}
