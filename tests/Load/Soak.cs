using System.Globalization;

namespace AdviceBot.Load;

/// <summary>Memory over a long time: people come, talk, and go.</summary>
public static class Soak
{
    private const int PerSecond = 60;

    /// <summary>Runs so many minutes, and fails when the last third needs a quarter more memory than the second.</summary>
    public static async Task<int> RunAsync(int minutes, string? host = null)
    {
        string state = Directory.CreateTempSubdirectory("advicebot-soak-").FullName;
        try
        {
            await using var bot = new Served(state, [("Limits:PerAddress", "10000000")], host);
            await bot.StartAsync();
            using var crowd = new Crowd(bot);
            await crowd.GatherAsync(200);
            List<double> resident = [];
            Console.WriteLine("| minute | resident MB | p99 ms | faults |");
            Console.WriteLine("| --- | --- | --- | --- |");
            int faults = 0;
            for (int minute = 1; minute <= minutes; minute++)
            {
                Reception served = await crowd.OfferAsync(PerSecond, TimeSpan.FromMinutes(1), renewed: 2);
                faults += served.Faults.Values.Sum();
                resident.Add(bot.Resident() / 1e6);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {minute} | {resident[^1]:0} | {served.Percentile(99):0} | {string.Join(", ", served.Faults.Select(f => $"{f.Value} × {f.Key}"))} |"));
            }

            double second = resident.Skip(minutes / 3).Take(minutes / 3).DefaultIfEmpty(resident[0]).Average();
            double last = resident.Skip(2 * minutes / 3).Average();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Second third {second:0} MB, last third {last:0} MB."));
            return last < second * 1.25 && faults == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }
}
