using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace AdviceBot.Benchmarks;

/// <summary>The bot beside a bare Kestrel endpoint, both as processes of their own, driven in turn over loopback.</summary>
/// <remarks>
/// CPU and memory are the operating system's own accounts of each process (/proc on Linux). Rounds alternate between the two, so that a
/// slow machine slows both. One address asks here for thousands, so the limit of calls a minute is out of reach; every answer must be a good
/// one. Everything is bounded: 30,000 turns at most by default, and the processes end with this one.
/// </remarks>
internal static partial class Comparison
{
    private static readonly Dictionary<string, string> Unlimited = new()
    {
        ["AdviceBot__Limits__PerAddress"] = "1000000000",
        ["AdviceBot__Limits__PerConversation"] = "1000000000",
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var host, ..] || !File.Exists(host))
        {
            Console.Error.WriteLine("compare PATH-OF-PUBLISHED-AdviceBot.Host.dll [TURNS]: publish it first with -c Release.");
            return 2;
        }

        int turns = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 30_000;
        double[] botStarts = new double[5];
        double[] bareStarts = new double[5];
        for (int i = 0; i < botStarts.Length; i++)
        {
            await using (Served bot = await Served.StartAsync("/", ["dotnet", host], Unlimited))
            {
                botStarts[i] = bot.StartMilliseconds;
            }

            await using Served bare = await Served.StartAsync("/", "dotnet", typeof(Bare).Assembly.Location, "bare");
            bareStarts[i] = bare.StartMilliseconds;
        }

        await using Served theBot = await Served.StartAsync("/", ["dotnet", host], Unlimited);
        await using Served theBare = await Served.StartAsync("/", "dotnet", typeof(Bare).Assembly.Location, "bare");
        const int rounds = 10;
        double botCpu = 0;
        double bareCpu = 0;
        long early = 0;
        for (int round = 0; round <= rounds; round++)
        {
            double bot = await Drive(theBot, turns / rounds);
            double bare = await Drive(theBare, turns / rounds);
            if (round == 0)
            {
                // The first round warms both up and is not counted.
                continue;
            }

            (botCpu, bareCpu) = (botCpu + bot, bareCpu + bare);
            early = round == 2 ? theBot.Resident() : early;
        }

        Array.Sort(botStarts);
        Array.Sort(bareStarts);
        double perBot = botCpu * 1000 / turns;
        double perBare = bareCpu * 1000 / turns;
        long botMemory = theBot.Resident();
        long bareMemory = theBare.Resident();
        Console.WriteLine("| | bot | bare Kestrel | ratio |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Row("CPU a turn, µs", perBot, perBare, 0);
        Row("start to first answer, ms (median of 5)", botStarts[2], bareStarts[2], 0);
        Row($"resident memory after {turns} turns, MB", botMemory / 1e6, bareMemory / 1e6, 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Memory of the bot from a fifth of the turns to all: {early / 1e6:0} to {botMemory / 1e6:0} MB."));
        return 0;
    }

    private static void Row(string what, double bot, double bare, int digits) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Math.Round(bot, digits)} | {Math.Round(bare, digits)} | {bot / bare:0.0} |"));

    // Milliseconds of CPU that a number of turns cost. Each turn presses the first choice of the last page, or begins again.
    private static async Task<double> Drive(Served served, int turns)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = served.Address };
        double before = served.CpuMilliseconds();
        string page = await client.GetStringAsync("/");
        for (int i = 0; i < turns; i++)
        {
            List<KeyValuePair<string, string>> form = Fields(page);
            if (form.Count == 0)
            {
                form.Add(new("text", "what is a child protection plan"));
            }

            using var content = new FormUrlEncodedContent(form);
            using HttpResponseMessage answer = await client.PostAsync("/", content);
            answer.EnsureSuccessStatusCode();
            page = i % 6 == 5 ? await client.GetStringAsync("/") : await answer.Content.ReadAsStringAsync();
        }

        return served.CpuMilliseconds() - before;
    }

    // The hidden fields of the step's form and its first choice, as a browser would send them.
    private static List<KeyValuePair<string, string>> Fields(string page)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (StepForm().Match(page) is { Success: true } form)
        {
            foreach (Match hidden in Hidden().Matches(form.Value))
            {
                fields.Add(new(hidden.Groups["name"].Value, WebUtility.HtmlDecode(hidden.Groups["value"].Value)));
            }

            if (Choice().Match(form.Value) is { Success: true } choice)
            {
                fields.Add(new(choice.Groups["name"].Value, WebUtility.HtmlDecode(choice.Groups["value"].Value)));
            }
        }

        return fields;
    }

    [GeneratedRegex("<form[^>]*data-step=.*?</form>", RegexOptions.Singleline)]
    private static partial Regex StepForm();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<button[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Choice();
}
