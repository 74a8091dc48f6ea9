using System.Globalization;

namespace AdviceBot.Load;

/// <summary>How many durable turns a second this machine gives, and what happens when ten times as many are wanted. Driver and bot share the machine.</summary>
public static class Rate
{
    private const int Usual = 300;

    /// <summary>Runs both.</summary>
    public static async Task<int> RunAsync(int seconds, string? host = null)
    {
        string state = Directory.CreateTempSubdirectory("advicebot-rate-").FullName;
        try
        {
            await using var bot = new Served(state, [("DirectLine:MostConversations", "20000"), ("Limits:PerAddress", "10000000")], host);
            await bot.StartAsync();
            using var crowd = new Crowd(bot);
            await crowd.GatherAsync(3000);

            // A process just started compiles what it runs: for a while it is slower than it is all day.
            await crowd.OfferAsync(60, TimeSpan.FromSeconds(15));
            await crowd.OfferAsync(150, TimeSpan.FromSeconds(10));
            Console.WriteLine("| offered a second | answered a second | p50 ms | p99 ms | p99 since sent | refused | urgent answered | faults | CPU of the bot |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            bool isGood = await RunAsync(bot, crowd, Usual, seconds, 200);
            isGood &= await RunAsync(bot, crowd, 10 * Usual, Math.Max(5, seconds / 2), 1000);
            return isGood ? 0 : 1;
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<bool> RunAsync(Served bot, Crowd crowd, int perSecond, int seconds, double longest)
    {
        TimeSpan before = bot.Cpu();
        Reception served = await crowd.OfferAsync(perSecond, TimeSpan.FromSeconds(seconds));
        double cpu = (bot.Cpu() - before).TotalSeconds / seconds;
        string faults = string.Join(", ", served.Faults.Select(f => $"{f.Value} × {f.Key}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {perSecond} | {(double)served.Milliseconds.Count / seconds:0} | {served.Percentile(50):0} | {served.Percentile(99):0} | {served.PercentileSinceSent(99):0} | {served.Refused} | {served.Cards} of {served.Urgent} | {faults} | {cpu:0.0} |"));
        return served.Faults.IsEmpty && served.Percentile(99) < longest && served.Cards == served.Urgent;
    }
}
