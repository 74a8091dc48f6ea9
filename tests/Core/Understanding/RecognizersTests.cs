using System.Globalization;
using System.Text.Json;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>Our readings beside those of Microsoft's recognizers, JavaScript edition, British order.</summary>
public class RecognizersTests
{
    private static readonly string Differences = Path.Combine(RealBot.Root, "tests", "Node", "recognizers", "differences.tsv");

    [NodeFact("recognizers")]
    public void Share_a_day_with_the_recognizers_unless_the_difference_is_meant()
    {
        DateCases[] cases = [.. DateCases.All.Where(c => DateReader.Read(c.Words, c.Today) is DateFound.One or DateFound.Either)];
        string[] lines = NodeTool.Run("recognizers", "read.cjs", string.Join('\n', cases.Select(c => $"{c.Words}\t{Iso(c.Today)}")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Length, lines.Length);
        Dictionary<string, string> meant = File.ReadLines(Differences)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(f => $"{f[0]} on {f[1]}", f => $"{f[2]} against {f[3]}");
        int agreed = 0;
        var found = new Dictionary<string, string>();
        foreach ((DateCases one, string line) in cases.Zip(lines))
        {
            string[] theirs = JsonSerializer.Deserialize<string[]>(line)!;
            string[] ours = one.Expected.TrimStart('=').Split('|');
            if (theirs.Length > 0 && ours.Intersect(theirs).Any())
            {
                agreed++;
            }
            else if (theirs.Length > 0)
            {
                found[$"{one.Words} on {Iso(one.Today)}"] = $"{one.Expected} against {string.Join('|', theirs)}";
            }
        }

        Assert.Equal(meant.OrderBy(m => m.Key, StringComparer.Ordinal), found.OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.True(agreed >= 250, $"only {agreed} agree");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
