using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>The wire to a server on this machine, which a test can cut and mend.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly int to;
    private readonly Task carrying;
    private volatile bool isCut;

    public Wire(int to)
    {
        this.to = to;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        carrying = CarryAsync();
    }

    /// <summary>This end.</summary>
    public int Port { get; }

    /// <summary>Nothing comes through any more.</summary>
    public void Cut()
    {
        isCut = true;
        while (open.TryTake(out TcpClient? client))
        {
            client.Dispose();
        }
    }

    /// <summary>All comes through again.</summary>
    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await carrying;
    }

    private async Task CarryAsync()
    {
        try
        {
            while (true)
            {
                TcpClient from = await listener.AcceptTcpClientAsync();
                if (isCut)
                {
                    from.Dispose();
                    continue;
                }

                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, to);
                open.Add(from);
                open.Add(server);
                _ = CopyAsync(from, server);
                _ = CopyAsync(server, from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            to.Dispose();
        }
    }
}
