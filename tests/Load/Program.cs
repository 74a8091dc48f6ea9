using System.Globalization;

namespace AdviceBot.Load;

/// <summary>What is asked of the bot: see the README beside this. Everything runs on loopback, in processes of its own, and ends by itself.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        string? host = Environment.GetEnvironmentVariable("HOST");
        int Number(int or) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : or;
        switch (args.FirstOrDefault())
        {
            case "crash":
                return Report.Print(await Crash.RunAsync(Number(50), seed: 11, host, Console.Out));
            case "twins":
                return Report.Print(await Twins.RunAsync(Number(10), seed: 12, host));
            case "rate":
                return await Rate.RunAsync(Number(30), host);
            case "soak":
                return await Soak.RunAsync(Number(30), host);
            default:
                Console.Error.WriteLine("Say crash, twins, rate or soak.");
                return 2;
        }
    }
}
