using System.Net;
using System.Net.Sockets;

namespace AdviceBot.Browser;

/// <summary>The line from one browser to the application. It can be cut, which to the browser is a dead server.</summary>
/// <remarks>Each comes from an address of its own (127.0.0.2 and on, which Linux has without asking), so that nobody is taken for whoever left before.</remarks>
public sealed class Line : IDisposable
{
    private readonly CancellationTokenSource cut = new();
    private readonly TcpListener door = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint from;
    private readonly IPEndPoint server;

    /// <summary>A line of the given number, from 2 to 254, to a port of this machine.</summary>
    public Line(byte number, int port)
    {
        from = new(new IPAddress([127, 0, 0, number]), 0);
        server = new(IPAddress.Loopback, port);
        door.Start();
        Address = $"http://{door.LocalEndpoint}";
        _ = ServeAsync();
    }

    /// <summary>Where the application is at this end.</summary>
    public string Address { get; }

    /// <summary>From now on nobody answers.</summary>
    public void Cut()
    {
        cut.Cancel();
        door.Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Cut();
        door.Dispose();
        cut.Dispose();
    }

    private async Task ServeAsync()
    {
        CancellationToken stop = cut.Token;
        try
        {
            while (true)
            {
                _ = CarryAsync(await door.AcceptTcpClientAsync(stop), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(TcpClient browser, CancellationToken stop)
    {
        using (browser)
        using (var application = new TcpClient(from))
        {
            try
            {
                await application.ConnectAsync(server, stop);
                NetworkStream near = browser.GetStream(), far = application.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, stop), far.CopyToAsync(near, stop));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Either end hung up.
            }
        }
    }
}
