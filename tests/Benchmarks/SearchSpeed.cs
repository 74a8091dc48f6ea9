using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Host.Content;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace AdviceBot.Benchmarks;

/// <summary>One search at a time, each another question, over the real advice and over ten thousand and a hundred thousand passages made of it.</summary>
[Config(typeof(OneAtATime))]
public class SearchSpeed
{
    private const int AsksOfACopy = 4;

    /// <summary>What an index cost, by how many passages were asked for.</summary>
    internal static readonly Dictionary<int, (double Seconds, double Megabytes, int Asks)> Costs = [];

    private SearchIndex index = null!;
    private string[] questions = [];
    private int next;

    /// <summary>How many passages; 0 stands for the real advice as it is.</summary>
    [Params(0, 10_000, 100_000)]
    public int Passages { get; set; }

    /// <summary>Builds the index, and notes what it took.</summary>
    [GlobalSetup]
    public void Build()
    {
        var library = new Library(Real.Parts(), Audience.Parent, showPending: false);
        questions = [.. library.Passages.SelectMany(p => p.Asks.Where((_, i) => i % 3 == 0)), Words.Story];
        ImmutableArray<Passage> passages = Passages == 0 ? library.Passages : Grown(library.Passages, Passages);
        LibraryParts parts = library.Parts;
        MeaningReader? meaning = LearnedFile.Meaning(LearnedFile.Reader(parts.Urgency).Value?.Sentences);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long began = Stopwatch.GetTimestamp();
        index = new SearchIndex(passages, parts.Terms, parts.SearchWords, parts.Guides, Passages == 0 ? () => meaning : null);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Costs[Passages] = (seconds, (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, passages.Sum(p => p.Asks.Length));
    }

    /// <summary>The next question.</summary>
    [Benchmark]
    public Findings Search() => index.Find(questions[next++ % questions.Length], SearchContext.None);

    /// <summary>Copies of the real passages, each with a third of its longer words changed for others, so that no two say the same.</summary>
    internal static ImmutableArray<Passage> Grown(ImmutableArray<Passage> passages, int count)
    {
        var dice = new Random(20261129);
        string[] madeUp = [.. Enumerable.Range(0, 20_000).Select(_ => MadeUp(dice))];
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            Passage real = passages[n % passages.Length];
            return n < passages.Length ? real with { Asks = [.. real.Asks.Take(AsksOfACopy)] } : real with
            {
                Id = $"{real.Id}-{n}",
                Title = Changed(real.Title),
                Text = Changed(real.Text),
                Asks = [.. real.Asks.Skip(n % 7).Take(AsksOfACopy).Select(Changed)],
                Facts = [],
            };
        })];

        string Changed(string text) => string.Join(' ', text.Split(' ').Select(
            word => word.Length > 4 && dice.Next(3) == 0 ? madeUp[(int)(madeUp.Length * Math.Pow(dice.NextDouble(), 3))] : word));
    }

    private static string MadeUp(Random dice) => string.Concat(Enumerable.Range(0, dice.Next(2, 5)).Select(
        _ => $"{"bcdfghklmnprstvw"[dice.Next(16)]}{"aeiou"[dice.Next(5)]}"));

    private sealed class OneAtATime : ManualConfig
    {
        // Building the largest index takes its time.
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

        public OneAtATime()
        {
            AddJob(Job.Default.WithToolchain(new InProcessNoEmitToolchain(Longest, logOutput: true)).WithStrategy(RunStrategy.Monitoring)
                .WithWarmupCount(20).WithIterationCount(400).WithInvocationCount(1).WithUnrollFactor(1));
            AddColumn(new Percentile(50), new Percentile(99), new Cost("built in, s", c => c.Seconds), new Cost("index, MB", c => c.Megabytes), new Cost("asks", c => c.Asks));
            AddColumnProvider(DefaultColumnProviders.Params);
            AddLogger(ConsoleLogger.Default);
            AddExporter(BenchmarkDotNet.Exporters.MarkdownExporter.GitHub);
            WithOptions(ConfigOptions.DisableOptimizationsValidator);
        }
    }

    private sealed class Percentile(int percent) : Column($"p{percent}, ms")
    {
        public override string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
            summary[benchmarkCase]?.ResultStatistics is { } all ? Shown(all.Percentiles.Percentile(percent) / 1e6) : "-";
    }

    private sealed class Cost(string name, Func<(double Seconds, double Megabytes, int Asks), double> of) : Column(name)
    {
        public override string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
            Costs.TryGetValue((int)benchmarkCase.Parameters[nameof(Passages)], out (double, double, int) cost) ? Shown(of(cost)) : "-";
    }

    private abstract class Column(string name) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => name;

        public abstract string GetValue(Summary summary, BenchmarkCase benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        protected static string Shown(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }
}
