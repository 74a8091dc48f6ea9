using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;
using Xunit;

namespace AdviceBot.Tests.Walks;

/// <summary>Every leaf of the situation map stands in a guide and shows all it should.</summary>
public sealed partial class SituationTests
{
    private const string Map = "domain/situations.md";

    [SharedFact(Map)]
    public void Every_leaf_of_the_map_has_a_step()
    {
        Dictionary<string, Show> leaves = Leaves();
        Assert.True(leaves.Count >= 80, $"Only {leaves.Count} leaves were read from the map.");
        HashSet<string> codes = [.. Steps().SelectMany(s => s.Leaf!.Code.Split(' '))];
        Assert.Empty(leaves.Keys.Except(codes));
    }

    [SharedFact(Map)]
    public void Every_leaf_shows_all_the_facts_of_its_list_that_parents_may_see()
    {
        Dictionary<string, Show> leaves = Leaves();
        Dictionary<string, Fact> facts = RealBot.Parts.Facts.ToDictionary(f => f.Id);
        List<string> missing = [];
        foreach (Step step in Steps())
        {
            HashSet<string> shown = Shown(step);
            HashSet<string> oneButtonOn = [.. step.Choices.SelectMany(c => Shown(RealBot.Library.Step(c.Next!)!))];
            foreach (string code in step.Leaf!.Code.Split(' ').Where(leaves.ContainsKey))
            {
                missing.AddRange(leaves[code].WhenAsked.Where(id => !oneButtonOn.Contains(id)).Select(id => $"{step.Id} ({code}): no button leads to {id}"));
                missing.AddRange(leaves[code].Always
                    .Where(id => facts[id] is { Audience: Audience.Parent, Display: not (Display.NeverToParents or Display.AdvisersOnly) } && !shown.Contains(id))
                    .Select(id => $"{step.Id} ({code}) does not show {id}: {facts[id].Statement}"));
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [SharedFact(Map)]
    public void Every_leaf_begins_with_the_first_fact_of_its_list()
    {
        Dictionary<string, Show> leaves = Leaves();
        List<string> late = [];
        foreach (Step step in Steps().Where(s => leaves.ContainsKey(s.Leaf!.Code)))
        {
            // What a passage can't carry alone stands in the passage after it: the first two are open on every page.
            string[] open = [.. step.Show.Select(RealBot.Library.Passage).OfType<Passage>().Take(2).SelectMany(p => p.Facts).Select(f => f.Id)];
            late.AddRange(leaves[step.Leaf!.Code].Always.Take(1).Where(id => !open.Contains(id)).Select(id => $"{step.Id} ({step.Leaf.Code}) should begin with {id}"));
        }

        Assert.True(late.Count == 0, string.Join('\n', late));
    }

    private static IEnumerable<Step> Steps() => RealBot.Library.Guides.SelectMany(g => g.Steps).Where(s => s.Leaf is not null);

    private static HashSet<string> Shown(Step step) =>
        [.. step.Show.Concat(step.Leaf?.When.SelectMany(w => w.Show) ?? []).Select(RealBot.Library.Passage).OfType<Passage>().SelectMany(p => p.Facts).Select(f => f.Id)];

    private sealed record Show(string[] Always, string[] WhenAsked);

    // The Show list of each leaf: a bold heading with a line "Show: ..." for the five situations, a row of a table for the rest.
    private static Dictionary<string, Show> Leaves()
    {
        string map = File.ReadAllText(Shared.Folder(Map)).ReplaceLineEndings("\n");
        Dictionary<string, Show> leaves = [];
        foreach (Match leaf in Headed().Matches(map))
        {
            Match show = ShowLine().Match(leaf.Groups[2].Value);
            leaves[leaf.Groups[1].Value] = Facts(show.Success ? show.Groups[1].Value : "");
        }

        foreach (Match row in Row().Matches(map))
        {
            leaves[row.Groups[1].Value] = Facts(row.Groups[2].Value);
        }

        return leaves;
    }

    private static Show Facts(string text)
    {
        string[] hidden = [.. HideFact().Matches(text).Select(m => m.Groups[1].Value)];
        string[] asked = [.. OnlyIfAsked().Matches(text).Select(m => m.Groups[1].Value)];
        return new([.. FactId().Matches(text).Select(m => m.Value).Except(hidden).Except(asked)], asked);
    }

    [GeneratedRegex(@"only if they ask[^;\n]*?(F\d{3})")]
    private static partial Regex OnlyIfAsked();

    [GeneratedRegex(@"^\*\*((?:PB|CF|DS|MV|PP)-\d+)[^\n]*?\*\*(.*?)(?=^\*\*[A-Z]{2}-\d|^---|^## )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Headed();

    [GeneratedRegex(@"Show[^:\n]*:(.*?)(?:\n- (?!Show as)|\n\n|Do:|Do not|$)", RegexOptions.Singleline)]
    private static partial Regex ShowLine();

    [GeneratedRegex(@"^\| ((?:PL|EN|ED|LA|SU|CU)-\d+)[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"hide (F\d{3})")]
    private static partial Regex HideFact();

    [GeneratedRegex(@"F\d{3}")]
    private static partial Regex FactId();
}
