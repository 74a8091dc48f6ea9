using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdviceBot.Load;

/// <summary>The bot as a process of its own on loopback, which can be killed and started again on the same state.</summary>
public sealed class Served : IAsyncDisposable
{
    /// <summary>What other servers show for tokens.</summary>
    public const string Secret = "a secret of the load";

    private readonly ProcessStartInfo start;
    private Process? process;

    /// <summary>A bot that keeps its state in this folder. It is not started yet.</summary>
    /// <param name="settings">Names and values, such as "State:Store".</param>
    /// <param name="host">The program; the one built beside this one, if left out.</param>
    public Served(string state, IEnumerable<(string Name, string Value)> settings, string? host = null, int? port = null)
    {
        Port = port ?? FreePort();
        start = new ProcessStartInfo("dotnet", [host ?? Path.Combine(AppContext.BaseDirectory, "AdviceBot.Host.dll"), "--urls", $"http://127.0.0.1:{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach ((string name, string value) in settings.Prepend(("State:Path", state)).Prepend(("DirectLine:Secret", Secret)))
        {
            start.Environment[$"AdviceBot__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>What it has written so far, of all its lives.</summary>
    public string Output { get; private set; } = "";

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>Starts it, and says how long it took until it said that it is ready.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        long began = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Output += line.Data + "\n";
        process.ErrorDataReceived += (_, line) => Output += line.Data + "\n";
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(90) && !process.HasExited)
        {
            if (await StatusAsync(client, "/health/ready") == HttpStatusCode.OK)
            {
                return Stopwatch.GetElapsedTime(began);
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"It was not ready within 90 seconds. It said:\n{Output}");
    }

    /// <summary>The status of an address; null when nobody answers.</summary>
    public static async Task<HttpStatusCode?> StatusAsync(HttpClient client, string address)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a system does that restarts; the exit code comes when it has.</summary>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Bytes of memory resident now.</summary>
    public long Resident()
    {
        process!.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu()
    {
        process!.Refresh();
        return process.TotalProcessorTime;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
