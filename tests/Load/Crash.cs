using System.Globalization;

namespace AdviceBot.Load;

/// <summary>What came of it.</summary>
/// <param name="Ready">From the start of the process to the first 200 of /health/ready, after each kill.</param>
public sealed record Outcome(string What, int Kills, Tally Tally, IReadOnlyList<TimeSpan> Ready, string Output);

/// <summary>kill -9 of the real process while people talk to it, again and again, on one SQLite file.</summary>
public static class Crash
{
    private const int People = 8;

    private const int Tenth = 10;

    /// <summary>Runs it.</summary>
    /// <param name="told">Hears of each tenth kill how far it is: fifty take many minutes on a busy machine.</param>
    public static async Task<Outcome> RunAsync(int kills, int seed, string? host = null, TextWriter? told = null)
    {
        string state = Directory.CreateTempSubdirectory("advicebot-crash-").FullName;
        try
        {
            await using Receiver receiver = await Receiver.StartAsync();
            await using var bot = new Served(state, [("Connector:AllowedServiceHosts:0", "127.0.0.1"), ("Limits:Enabled", "false")], host);
            using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromSeconds(20) };
            var tally = new Tally();
            Walker[] walkers = [.. People3(client, () => bot.Address, receiver, tally, seed)];
            var random = new Random(seed);
            List<TimeSpan> ready = [];
            await bot.StartAsync();
            for (int kill = 0; kill < kills; kill++)
            {
                using var stop = new CancellationTokenSource();
                Task walking = Task.WhenAll(walkers.Select(w => Task.Run(() => w.WalkAsync(stop.Token))));
                await Busy.UntilAsync(tally, 30);
                await Task.Delay(random.Next(0, 700));
                await bot.KillAsync();
                await stop.CancelAsync();
                await walking;
                ready.Add(await bot.StartAsync());
                await Task.WhenAll(walkers.Select(w => w.ResumeAsync(isRepeated: true)));
                if ((kill + 1) % Tenth == 0)
                {
                    told?.WriteLine(Progress(kill + 1, kills, tally, ready));
                }
            }

            return new Outcome("kill -9 under load, SQLite", kills, tally, ready, bot.Output);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    /// <summary>A line about how far it is.</summary>
    public static string Progress(int killed, int kills, Tally tally, IReadOnlyList<TimeSpan> ready)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return string.Create(
            CultureInfo.InvariantCulture, $"killed {killed} of {kills}, {tally.Acknowledged} turns acknowledged, ready again {ready.Max().TotalSeconds:0.0} s after a kill at most");
    }

    /// <summary>People on all three kinds of line.</summary>
    internal static IEnumerable<Walker> People3(HttpClient client, Func<Uri> bot, Receiver receiver, Tally tally, int seed)
    {
        for (int i = 0; i < People; i++)
        {
            string name = i.ToString(CultureInfo.InvariantCulture);
            yield return new Walker($"reply{name}", new ConnectorLine(client, bot, $"reply{name}", null), tally, seed + (3 * i));
            yield return new Walker($"sent{name}", new ConnectorLine(client, bot, $"sent{name}", receiver), tally, seed + (3 * i) + 1);
            yield return new Walker($"chat{name}", new ChatLine(client, bot), tally, seed + (3 * i) + 2);
        }
    }
}

/// <summary>Waits for the crowd to be under way: a process just started is slow at first.</summary>
internal static class Busy
{
    /// <summary>Until so many more turns have been acknowledged; half a minute at most.</summary>
    public static async Task UntilAsync(Tally tally, int more)
    {
        int enough = tally.Acknowledged + more;
        for (int i = 0; tally.Acknowledged < enough && i < 3000; i++)
        {
            await Task.Delay(10);
        }
    }
}
