using Npgsql;

namespace AdviceBot.Load;

/// <summary>Two processes on one PostgreSQL, as behind a balancer: people go to either, one of the two is killed, the other goes on with all of them.</summary>
public static class Twins
{
    /// <summary>Names the server to use.</summary>
    public const string Variable = "ADVICEBOT_TEST_POSTGRES";

    /// <summary>Runs it.</summary>
    public static async Task<Outcome> RunAsync(int kills, int seed, string? host = null)
    {
        string server = Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"Set {Variable}; .ci/postgres start gives a server.");
        string schema = $"twins_{Guid.NewGuid():n}";
        await RunAsync(server, $"CREATE SCHEMA {schema}");
        string state = Directory.CreateTempSubdirectory("advicebot-twins-").FullName;
        try
        {
            await using Receiver receiver = await Receiver.StartAsync();
            (string, string)[] settings =
            [
                ("Connector:AllowedServiceHosts:0", "127.0.0.1"), ("Limits:Enabled", "false"), ("State:Store", "postgres"),
                ("State:Postgres", new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString()),
            ];
            await using var one = new Served(state, settings, host);
            await using var two = new Served(state, settings, host);
            Served[] both = [one, two];
            bool[] isUp = [true, true];
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            var tally = new Tally();
            int turn = 0;

            // The balancer: by turns, and chat windows to the same machine as long as it is there.
            Func<Uri> Balanced() => () => both[Up(Interlocked.Increment(ref turn) % 2)].Address;
            Func<Uri> Sticky(int to) => () => both[Up(to)].Address;
            int Up(int wanted) => isUp[wanted] ? wanted : 1 - wanted;
            Walker[] walkers =
            [
                .. Enumerable.Range(0, 8).Select(i => new Walker($"reply{i}", new ConnectorLine(client, Balanced(), $"reply{i}", null), tally, seed + (3 * i))),
                .. Enumerable.Range(0, 4).Select(i => new Walker($"sent{i}", new ConnectorLine(client, Balanced(), $"sent{i}", receiver), tally, seed + (3 * i) + 1)),
                .. Enumerable.Range(0, 8).Select(i => new Walker($"chat{i}", new ChatLine(client, Sticky(i % 2)), tally, seed + (3 * i) + 2)),
            ];
            var random = new Random(seed);
            List<TimeSpan> ready = [];
            await one.StartAsync();
            await two.StartAsync();
            for (int kill = 0; kill < kills; kill++)
            {
                using var stop = new CancellationTokenSource();
                Task walking = Task.WhenAll(walkers.Select(w => Task.Run(() => w.WalkAsync(stop.Token))));
                await Busy.UntilAsync(tally, 30);
                await Task.Delay(random.Next(0, 700));
                int dead = kill % 2;
                await both[dead].KillAsync();
                isUp[dead] = false;
                await stop.CancelAsync();
                await walking;
                await Task.WhenAll(walkers.Select(w => w.ResumeAsync(isRepeated: true)));
                ready.Add(await both[dead].StartAsync());
                isUp[dead] = true;
            }

            return new Outcome("two processes on one PostgreSQL, one killed", kills, tally, ready, one.Output + two.Output);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
            await RunAsync(server, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
