using System.Diagnostics;
using System.Globalization;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;

namespace AdviceBot.Benchmarks;

/// <summary>What it costs to look at a message for danger, by its length: the rules alone, and with the sentence encoder beside them.</summary>
internal static class UrgencySpeed
{
    private const int Most = 60;

    // Ordinary words: the rules see no card, so that everything has to be read.
    private const string Quiet =
        "can my sister come with me to the meeting on friday because my mum is away and the social worker said i may bring somebody to take notes for me there ";

    private static readonly string[] Hostile = ["a", "he hits me ", "1k2i3l4l ", "iwanttodiekillmyself", "a. ", "xqzjv ", "👨‍👩‍👧", "used to he is hitting her ", "k i l l ", "suic*de "];

    /// <summary>Measures all in one run.</summary>
    public static int Run()
    {
        UrgencyRules rules = Real.Parts().Urgency;
        var alone = new UrgencySpotter(rules);
        alone.Spot(Quiet);
        long before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        UrgencyReader? reader = LearnedFile.Reader(rules).Value;
        double load = watch.Elapsed.TotalMilliseconds;
        double megabytes = (GC.GetTotalMemory(true) - before) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"encoder and examples: loaded in {load:F0} ms, {megabytes:F0} MB kept"));
        var whole = new UrgencySpotter(rules, () => reader);
        string endless = string.Concat(Enumerable.Repeat(Quiet, (UrgencyText.Longest / Quiet.Length) + 1))[..UrgencyText.Longest];
        (string Name, string Text)[] messages =
        [
            .. new[] { 8, 30, 200 }.Select(count => ($"{count} words", string.Join(' ', endless.Split(' ').Take(count)))),
            ("32,000 characters", endless),
            .. Hostile.Select(words => ($"32,000 of \"{words}\"", string.Concat(Enumerable.Repeat(words, (UrgencyText.Longest / words.Length) + 1))[..UrgencyText.Longest])),
        ];
        foreach ((string name, string text) in messages)
        {
            Console.WriteLine($"{name}: rules {Measure(alone, text)}; with examples {Measure(whole, text)}");
        }

        return 0;
    }

    // The median and the worst of up to sixty runs, or of two seconds.
    private static string Measure(UrgencySpotter spotter, string text)
    {
        var all = Stopwatch.StartNew();
        var times = new List<double>();
        for (int run = 0; run < Most && (run < 5 || all.Elapsed.TotalSeconds < 2); run++)
        {
            var watch = Stopwatch.StartNew();
            spotter.Spot(text);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F2} ms, at worst {times[^1]:F2} ms");
    }
}
