using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AdviceBot.Tests.Host;

/// <summary>The real application on a real port, for whoever speaks to it byte by byte.</summary>
public sealed class SocketApp : WebApplicationFactory<Program>
{
    private readonly string state = Directory.CreateTempSubdirectory("advicebot-socket").FullName;

    /// <summary>Settings a test needs, such as AdviceBot:Limits:MostAtOnce.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Shorter patience than in earnest, so that no test waits for long.</summary>
    public Action<KestrelServerLimits> Limits { get; init; } = _ => { };

    /// <summary>What else is different in it.</summary>
    public Action<IServiceCollection> Different { get; init; } = _ => { };

    /// <summary>Its port, once it is open.</summary>
    public int Port { get; private set; }

    /// <summary>Opens it.</summary>
    /// <param name="certificate">For HTTPS instead of HTTP.</param>
    public SocketApp Open(X509Certificate2? certificate = null)
    {
        if (certificate is null)
        {
            UseKestrel(0);
        }
        else
        {
            UseKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, line => line.UseHttps(certificate)));
        }

        StartServer();
        Port = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port;
        return this;
    }

    /// <summary>Somebody with an ordinary client.</summary>
    public HttpClient Visit() => new() { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Somebody who has come to it.</summary>
    /// <param name="buffer">Bytes their side takes in unread.</param>
    public async Task<Socket> ComeAsync(int? buffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (buffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        await socket.ConnectAsync("127.0.0.1", Port);
        return socket;
    }

    /// <summary>Says something on a line of its own, and gives all that is answered until the line is closed.</summary>
    public async Task<string> SayAsync(string text)
    {
        using Socket socket = await ComeAsync();
        await socket.SayAsync(text);
        return await socket.HearAsync(TimeSpan.FromSeconds(20));
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("AdviceBot:State:Path", state);
        builder.UseSetting("AdviceBot:Limits:PerAddress", "1000000");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        foreach ((string key, string value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.PostConfigure<KestrelServerOptions>(o => Limits(o.Limits));
            Different(services);
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (string folder in new[] { state, state + "-keys" }.Where(f => disposing && Directory.Exists(f)))
        {
            Folders.Delete(folder);
        }
    }
}

/// <summary>Short ways to talk over a socket.</summary>
public static class SocketTalk
{
    /// <summary>Sends text as it stands; gives up quietly where the other side has closed.</summary>
    public static async Task SayAsync(this Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(text));
        }
        catch (SocketException)
        {
            // What they answered before can still be read.
        }
    }

    /// <summary>All that comes until the line is closed.</summary>
    /// <exception cref="TimeoutException">It is not closed in this time.</exception>
    public static async Task<string> HearAsync(this Socket socket, TimeSpan most)
    {
        var heard = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            using var limit = new CancellationTokenSource(most);
            while (await socket.ReceiveAsync(buffer, limit.Token) is var length and > 0)
            {
                heard.Write(buffer, 0, length);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The line is still open after {most.TotalSeconds} s. Heard so far: {Encoding.UTF8.GetString(heard.ToArray())}");
        }
        catch (SocketException)
        {
            // Closed hard, which is closed.
        }

        return Encoding.UTF8.GetString(heard.ToArray());
    }
}
