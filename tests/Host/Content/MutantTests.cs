using System.Globalization;
using AdviceBot.Host.Content;
using AdviceBot.Tests.Host.Content.Mutants;
using Xunit;
using Xunit.Abstractions;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Content;

public class MutantTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<Random, Mutant> Make)[] Mutations = [.. PassageMutations.All, .. GuideMutations.All, .. OtherMutations.All];

    private static int Seed => Environment.GetEnvironmentVariable("MUTANT_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : 20261122;

    private static int Count => Environment.GetEnvironmentVariable("MUTANTS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 200;

    [Fact]
    public void Every_one_of_two_hundred_spoilt_contents_is_caught()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        // Each way once, then by chance.
        (string Name, Mutant Mutant)[] mutants =
            [.. Enumerable.Range(0, Count).Select(i => i < Mutations.Length ? Mutations[i] : random.Pick(Mutations)).Select(m => (m.Name, m.Make(random)))];
        string[] survivors =
            [.. mutants.AsParallel().AsOrdered().Select(m => (m, Why: Missed(Folder.Read(m.Mutant.Files, ContentFolder.Today)))).Where(x => x.Why is not null).Select(x => $"{x.m.Name}: {x.m.Mutant.What}: {x.Why}")];
        output.WriteLine(string.Join('\n', mutants.CountBy(m => m.Name).Select(m => $"{m.Value,3} {m.Key}")));
        Assert.True(survivors.Length == 0, $"seed {Seed}: {survivors.Length} of {Count} were not caught:\n{string.Join('\n', survivors)}");
    }

    // Caught means: a problem, and every problem a sentence with a file and a line.
    private static string? Missed(ContentReading reading) => reading.Problems switch
    {
        [] => "no problem",
        var all => all.FirstOrDefault(p => p.Line < 1 || p.File is "." or "" || p.Message[^1] is not ('.' or '?'))?.ToString(),
    };
}
