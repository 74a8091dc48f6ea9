using System.Globalization;

namespace AdviceBot.Load;

/// <summary>Prints outcomes as tables.</summary>
internal static class Report
{
    /// <summary>The exit code: 1 when there was a fault.</summary>
    public static int Print(Outcome outcome)
    {
        Tally tally = outcome.Tally;
        Console.WriteLine($"| {outcome.What} | |");
        Console.WriteLine("| --- | --- |");
        Row("kills", outcome.Kills);
        Row("turns acknowledged", tally.Acknowledged);
        Row("of them lost, answered twice, or in the wrong place", tally.Faults.Count);
        Row("acknowledged turns delivered again, and not answered again", tally.DeliveredAgain);
        Row("unacknowledged turns delivered again and answered", tally.AnsweredLater);
        Row("unacknowledged turns that had been kept, and moved nothing twice", tally.KeptUnseen);
        if (outcome.Ready.Count > 0)
        {
            TimeSpan[] ready = [.. outcome.Ready.Order()];
            Row("ready again, ms: median, 95 of 100, longest", $"{Ms(ready[ready.Length / 2])}, {Ms(ready[(int)(ready.Length * 0.95)])}, {Ms(ready[^1])}");
        }

        foreach (string fault in tally.Faults.Take(20))
        {
            Console.WriteLine(fault);
        }

        // What the processes said goes with what went wrong.
        foreach (IGrouping<string, string> said in tally.Faults.Count == 0 ? [] : outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).GroupBy(l => l).Take(20))
        {
            Console.WriteLine($"{said.Count()} × {said.Key}");
        }

        return tally.Faults.Count == 0 ? 0 : 1;
    }

    private static void Row(string what, object value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {value} |"));

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
