using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using AdviceBot.Host.Channels.WebPage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>All connections to this server: no more than so many, and none for long that takes nothing of what is sent to it.</summary>
/// <remarks>
/// Kestrel's own limit closes a connection beyond it without a word, and its rate of answering gives a line that has once been quick ever more
/// patience. Here whoever comes beyond the limit gets the calm page with the numbers, unless they want TLS first, which costs what is short just then:
/// those are closed. So are all while there are very many.
/// </remarks>
public sealed class Lines(
    IOptions<SocketTransportOptions> sockets, ILoggerFactory logs, IOptions<BotSettings> settings, StaticPages pages, HeaderPolicy policy)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // So many at once are told that there is no room, and each has so long to say what they want and to read it.
    private const int MostRefused = 500;
    private static readonly TimeSpan Refusing = TimeSpan.FromSeconds(2);

    // How TLS begins.
    private const byte Handshake = 0x16;

    private readonly SocketTransportFactory inner = new(sockets, logs);
    private readonly int most = settings.Value.Limits.MostLines;
    private readonly TimeSpan patience = TimeSpan.FromSeconds(settings.Value.Limits.LongestUnread);
    private int open;

    /// <summary>Connections that take room now, those being refused and those being closed among them.</summary>
    public int Open => Volatile.Read(ref open);

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => inner.CanBind(endpoint);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(this, await inner.BindAsync(endpoint, cancellationToken));

    private void Gone() => Interlocked.Decrement(ref open);

    private async Task RefuseAsync(Line line)
    {
        try
        {
            using var limit = new CancellationTokenSource(Refusing);
            PipeReader input = line.Transport.Input;
            ReadResult read = await input.ReadAsync(limit.Token);
            if (read.Buffer.FirstSpan is [not Handshake, ..])
            {
                input.AdvanceTo(read.Buffer.End);
                await line.Transport.Output.WriteAsync(NoRoom(), limit.Token);

                // Whoever is still sending would lose the answer if the line were closed now.
                while (!(read = await input.ReadAsync(limit.Token)).IsCompleted)
                {
                    input.AdvanceTo(read.Buffer.End);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Gone, or slow.
            line.Abort();
        }

        await line.DisposeAsync();
    }

    private byte[] NoRoom()
    {
        byte[] page = Encoding.UTF8.GetBytes(pages.TroubleNow);
        IHeaderDictionary headers = new HeaderDictionary();
        policy.Set(headers);
        headers.ContentType = "text/html; charset=utf-8";
        headers.ContentLength = page.Length;
        headers.Connection = "close";
        headers.RetryAfter = Gate.RetryAfter;
        string head = string.Concat(headers.Select(h => $"{h.Key}: {h.Value}\r\n"));
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 503 Service Unavailable\r\n{head}\r\n"), .. page];
    }

    private sealed class Listener(Lines lines, IConnectionListener inner) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await inner.AcceptAsync(cancellationToken) is { } accepted)
            {
                var line = new Line(accepted, lines.patience, lines.Gone);
                int now = Interlocked.Increment(ref lines.open);
                if (now <= lines.most)
                {
                    return line;
                }

                if (now > lines.most + MostRefused)
                {
                    line.Abort();
                    _ = line.DisposeAsync().AsTask();
                }
                else
                {
                    _ = lines.RefuseAsync(line);
                }
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
