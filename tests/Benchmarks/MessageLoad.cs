using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace AdviceBot.Benchmarks;

/// <summary>POST /api/messages with deliveryMode expectReplies: the bot beside a bare endpoint and a small bot on the JavaScript SDK.</summary>
/// <remarks>
/// Conversations of six turns, at 1, 8 and 64 at once, in rounds that go from one server to the next, so that a slow machine slows all three:
/// a greeting, four numbers and a question; six questions in own words, which are also compared with the examples of danger; and six buttons.
/// The bare endpoint stands there twice: once with a short reply, once with as many fixed bytes as the bot's replies have.
/// The bot keeps state in memory, as the other one does, and takes unsigned requests of this machine, so that what a token costs is left out;
/// tokens measures that. The first rounds warm all up, until what runs often has been compiled for good, and are not counted. CPU is each server process's own account. Bounded: a round is a fixed number of conversations, and every process ends with this one.
/// </remarks>
internal static class MessageLoad
{
    private const int Rounds = 5;
    private const int Warm = 4;

    private static readonly string[] Mixed = ["Hello", "1", "1", "1", "1", "what is a core group"];

    private static readonly string[] Typed =
    [
        "can i bring my sister to the meeting with me", "do they have to show me the report before", "my mum would take the baby if it came to that",
        "what happens if i don't sign it", "the school wrote things that aren't true", "how long does a plan go on for",
    ];

    // What is sent: texts, or a press of the first button (at an ending: of starting again).
    private static readonly (string Name, string?[] Turns, int AtOnce)[] Kinds =
    [
        ("mixed", Mixed, 1), ("mixed", Mixed, 8), ("mixed", Mixed, 64), ("pressed", new string?[6], 8), ("pressed", new string?[6], 64), ("own words", Typed, 8),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var host, ..] || !File.Exists(host))
        {
            Console.Error.WriteLine("messages PATH-OF-PUBLISHED-AdviceBot.Host.dll [CONVERSATIONS-A-ROUND] [PATH-OF-sdk-bot.mjs] [ANOTHER-BUILD/AdviceBot.Host.dll] [KIND]: publish it first with -c Release.");
            return 2;
        }

        int conversations = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        string state = Directory.CreateTempSubdirectory("advicebot-load-").FullName;
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["AdviceBot__Connector__Enabled"] = "true",
            ["AdviceBot__State__Store"] = "memory",
            ["AdviceBot__State__Path"] = state,
            ["AdviceBot__Limits__Enabled"] = "false",
        };
        List<Measured> servers = [];
        try
        {
            servers.Add(new("this bot", await Served.StartAsync("/health/ready", ["dotnet", host], settings)));
            servers.Add(new("bare endpoint", await Served.StartAsync("/", "dotnet", typeof(Bare).Assembly.Location, "bare")));
            servers.Add(new("bare endpoint, as many bytes", await Served.StartAsync("/", "dotnet", typeof(Bare).Assembly.Location, "bare")) { IsAsLong = true });
            foreach (string other in args[Math.Min(2, args.Length)..].Where(File.Exists))
            {
                servers.Add(other.EndsWith(".dll", StringComparison.Ordinal)
                    ? new("another build", await Served.StartAsync("/health/ready", ["dotnet", other], new Dictionary<string, string>(settings) { ["AdviceBot__State__Path"] = Path.Combine(state, "other") }))
                    : new("JavaScript SDK", await Served.StartAsync("/", "node", Path.GetFullPath(other))));
            }

            await MeasureAsync(servers, conversations, args.FirstOrDefault(a => Kinds.Any(k => k.Name == a)));
        }
        finally
        {
            foreach (Measured server in servers)
            {
                await server.Server.DisposeAsync();
            }

            Directory.Delete(state, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(List<Measured> servers, int conversations, string? only)
    {
        Console.WriteLine("| turns | at once | server | CPU a turn, µs | p50, ms | p99, ms | turns a second | bytes |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, string?[] turns, int atOnce) in Kinds.Where(k => only is null || k.Name == only))
        {
            servers.ForEach(s => s.Clear());
            for (int round = -Warm; round < Rounds; round++)
            {
                foreach (Measured one in servers)
                {
                    double cpu = one.Server.CpuMilliseconds();
                    long began = Stopwatch.GetTimestamp();
                    string address = one.IsAsLong ? $"/api/messages?letters={servers[0].Bytes:0}" : "/api/messages";
                    (double Milliseconds, int Bytes)[] answers = await DriveAsync(one.Server.Address, address, conversations, turns, atOnce);
                    one.Add(one.Server.CpuMilliseconds() - cpu, Stopwatch.GetElapsedTime(began).TotalSeconds, answers, isCounted: round >= 0);
                }
            }

            foreach (Measured one in servers)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {atOnce} | {one.Name} | {one.CpuMicroseconds:0} | {one.At(0.5):0.0} | {one.At(0.99):0.0} | {one.PerSecond:0} | {one.Bytes:0} |"));
            }

            foreach (Measured one in servers.Skip(1))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {atOnce} | this bot to {one.Name} | {servers[0].CpuMicroseconds / one.CpuMicroseconds:0.00} times | | {servers[0].At(0.99) / one.At(0.99):0.0} times | | |"));
            }
        }
    }

    // Milliseconds and bytes of each turn.
    private static async Task<(double Milliseconds, int Bytes)[]> DriveAsync(Uri server, string address, int conversations, string?[] turns, int atOnce)
    {
        var answers = new ConcurrentBag<(double, int)>();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce }) { BaseAddress = server };
        await Parallel.ForEachAsync(Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, stop) =>
        {
            string conversation = Guid.NewGuid().ToString("N");
            JsonElement? button = null;
            for (int turn = 0; turn < turns.Length; turn++)
            {
                string? text = turns[turn] ?? (button is null ? "Hello" : null);
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage answer = await client.PostAsJsonAsync(address, Activity($"{conversation}-{turn}", conversation, text, button), stop);
                byte[] body = await answer.Content.ReadAsByteArrayAsync(stop);
                answers.Add((Stopwatch.GetElapsedTime(began).TotalMilliseconds, body.Length));
                if (!answer.IsSuccessStatusCode || !HasReply(body))
                {
                    throw new InvalidOperationException($"{server} answered {(int)answer.StatusCode} with {body.Length} bytes.");
                }

                button = turns[turn] is null ? FirstButton(body) : null;
            }
        });
        return [.. answers];
    }

    private static bool HasReply(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("activities").GetArrayLength() > 0;
    }

    // Null where a server has none: then words are sent.
    private static JsonElement? FirstButton(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        JsonElement last = json.RootElement.GetProperty("activities").EnumerateArray().Last();
        return last.TryGetProperty("suggestedActions", out JsonElement suggested)
            && suggested.GetProperty("actions").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            && first.GetProperty("value") is { ValueKind: JsonValueKind.Object } value
                ? value.Clone()
                : null;
    }

    private static object Activity(string id, string conversation, string? text, JsonElement? value) => new
    {
        type = "message",
        id,
        timestamp = DateTimeOffset.UtcNow,
        channelId = "test",
        serviceUrl = "http://127.0.0.1:9",
        from = new { id = "load-user", role = "user" },
        recipient = new { id = "bot", role = "bot" },
        conversation = new { id = conversation },
        deliveryMode = "expectReplies",
        locale = "en-GB",
        textFormat = "plain",
        text,
        value,
    };

    // One server, and what was measured of it.
    private sealed class Measured(string name, Served server)
    {
        private readonly List<double> times = [];
        private double cpu;
        private double seconds;

        public string Name => name;

        public Served Server => server;

        /// <summary>Whether it is asked for as many bytes as the first one answers with.</summary>
        public bool IsAsLong { get; init; }

        public double CpuMicroseconds => cpu * 1000 / times.Count;

        public double PerSecond => times.Count / seconds;

        /// <summary>Of an answer of the last round.</summary>
        public double Bytes { get; private set; }

        public void Clear()
        {
            times.Clear();
            cpu = seconds = 0;
        }

        public void Add(double milliseconds, double took, (double Milliseconds, int Bytes)[] answers, bool isCounted)
        {
            Bytes = answers.Average(a => a.Bytes);
            if (isCounted)
            {
                cpu += milliseconds;
                seconds += took;
                times.AddRange(answers.Select(a => a.Milliseconds));
                times.Sort();
            }
        }

        public double At(double share) => times[(int)(share * (times.Count - 1))];
    }
}
