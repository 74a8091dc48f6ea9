using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdviceBot.Benchmarks;

/// <summary>One server process on loopback, and the operating system's own account of it. It ends with this object.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private Served(Process process, Uri address, double start) => (this.process, Address, StartMilliseconds) = (process, address, start);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>From its start to its first good answer.</summary>
    public double StartMilliseconds { get; }

    /// <summary>CPU it has used so far, in user and kernel together.</summary>
    public double CpuMilliseconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public long Resident()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>Starts it on a free port and waits until it answers.</summary>
    /// <param name="first">The path that must answer well.</param>
    /// <param name="command">What starts it; the port comes as --urls and as the environment variable PORT.</param>
    /// <param name="settings">Further environment variables; those of Production with little logging unless given.</param>
    /// <exception cref="InvalidOperationException">It did not answer within a minute, or ended.</exception>
    public static Task<Served> StartAsync(string first, params string[] command) => StartAsync(first, command, new Dictionary<string, string>());

    /// <inheritdoc cref="StartAsync(string, string[])"/>
    public static async Task<Served> StartAsync(string first, string[] command, IReadOnlyDictionary<string, string> settings)
    {
        int port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(command[0], [.. command[1..], "--urls", $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        long began = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = address };
        while (Stopwatch.GetElapsedTime(began) < LongestStart && !process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(first);
                if (answer.IsSuccessStatusCode)
                {
                    return new Served(process, address, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10);
            }
        }

        process.Kill();
        throw new InvalidOperationException($"{string.Join(' ', command)} did not answer within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
