using System.Collections.Immutable;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>Reads urgency.yaml, and proves every example in it.</summary>
public static class UrgencyFile
{
    private const int FewestExamples = 2;

    /// <summary>What counts as urgent. An example that doesn't come out as it says is a problem like any other.</summary>
    public static UrgencyRules Read(string text, string file, Problems problems) => Read(text, file, problems, isProven: false);

    /// <summary>The same, and the patterns learned, so that whoever needs them finds them ready.</summary>
    /// <param name="isProven">Whether these very words were proven before: then the examples are not tried again.</param>
    public static UrgencyRules Read(string text, string file, Problems problems, bool isProven)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only(
            "categories", "same-as", "emoji", "groups", "verbs", "typing-errors-in", "not-typing-errors", "idioms", "guards", "rules");
        if (root is null)
        {
            return new([], ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, [], [], [], [], [], [], []);
        }

        UrgencyRules rules = new(
            [.. Pairs(root, "categories").Select(pair => new UrgentCategory(pair.Name, pair.Text))],
            Pairs(root, "same-as").ToImmutableDictionary(pair => pair.Name, pair => pair.Text),
            Pairs(root, "emoji").ToImmutableDictionary(pair => pair.Name, pair => pair.Text),
            Groups(root, "groups"),
            Groups(root, "verbs"),
            root.List("typing-errors-in"),
            root.List("not-typing-errors"),
            Patterns(root, "idioms", "the idioms"),
            [.. root.Blocks("guards").Select(block => ReadGuard(block.Name, block.Block))],
            [.. root.Blocks("rules").Select(block => ReadRule(block.Name, block.Block))]);
        CheckNames(rules, root);
        if (problems.AreNone)
        {
            CheckExamples(rules, root, isProven);
        }

        return rules;
    }

    private static IEnumerable<(string Name, string Text)> Pairs(YamlMap root, string key)
    {
        YamlMap? block = root.Map(key);
        if (block is null)
        {
            root.Missing(key);
        }

        return block?.Keys.Select(name => (name, block.Need(name))) ?? [];
    }

    private static ImmutableArray<WordGroup> Groups(YamlMap root, string key)
    {
        YamlMap? block = root.Map(key);
        return [.. block?.Keys.Select(name => new WordGroup(name, block.List(name))) ?? []];
    }

    private static UrgencyGuard ReadGuard(string name, YamlMap map)
    {
        map.Only("becomes", "place", "within", "patterns", "except");
        string what = $"the guard \"{name}\"";
        return new UrgencyGuard(
            name,
            map.OneOf("becomes", (int?)null, ("soft", 1), ("nothing", 0)) == 1 ? UrgencyStrength.Soft : null,
            map.OneOf("place", (GuardPlace?)GuardPlace.Around, ("before", GuardPlace.Before), ("around", GuardPlace.Around), ("anywhere", GuardPlace.Anywhere)),
            map.Number("within"),
            Patterns(map, "patterns", what),
            Patterns(map, "except", what));
    }

    private static UrgencyRule ReadRule(string name, YamlMap map)
    {
        map.Only("category", "strength", "any", "with", "unless", "ignores", "yes", "no");
        string what = $"the rule \"{name}\"";
        var rule = new UrgencyRule(
            name,
            map.Need("category"),
            map.OneOf("strength", (UrgencyStrength?)UrgencyStrength.Hard, ("hard", UrgencyStrength.Hard), ("soft", UrgencyStrength.Soft)),
            Patterns(map, "any", what),
            Patterns(map, "with", what),
            Patterns(map, "unless", what),
            map.List("ignores"),
            map.List("yes"),
            map.List("no"));
        if (rule.Any.IsEmpty)
        {
            map.Missing("any");
        }

        if (rule.Yes.Length < FewestExamples || rule.No.Length < FewestExamples)
        {
            map.Wrong(map.Line, $"The rule \"{name}\" needs at least two \"yes\" and two \"no\" examples.");
        }

        return rule;
    }

    private static ImmutableArray<UrgencyPattern> Patterns(YamlMap map, string key, string what)
    {
        var patterns = ImmutableArray.CreateBuilder<UrgencyPattern>();
        foreach ((string text, int line) in map.Items(key))
        {
            try
            {
                patterns.Add(UrgencyPattern.Parse(text));
            }
            catch (FormatException wrong)
            {
                map.Wrong(line, $"A pattern of {what}: {wrong.Message}.");
            }
        }

        return patterns.ToImmutable();
    }

    private static void CheckNames(UrgencyRules rules, YamlMap root)
    {
        string[] categories = [.. rules.Categories.Select(category => category.Code)];
        string[] guards = [.. rules.Guards.Select(guard => guard.Name)];
        foreach (UrgencyRule rule in rules.Rules)
        {
            if (!categories.Contains(rule.Category))
            {
                root.Wrong(root.LineOf("rules"), $"The rule \"{rule.Name}\" is of the kind \"{rule.Category}\". There is no such kind.{root.Hint(rule.Category, categories)}");
            }

            foreach (string guard in rule.Ignores.Where(name => !guards.Contains(name)))
            {
                root.Wrong(root.LineOf("rules"), $"The rule \"{rule.Name}\" ignores the guard \"{guard}\". There is no such guard.{root.Hint(guard, guards)}");
            }
        }
    }

    private static void CheckExamples(UrgencyRules rules, YamlMap root, bool isProven)
    {
        UrgencySpotter spotter;
        try
        {
            spotter = new UrgencySpotter(rules);
        }
        catch (FormatException wrong)
        {
            root.Wrong(root.Line, $"The urgency rules: {wrong.Message}.");
            return;
        }

        foreach ((UrgencyRule rule, YamlMap map) in isProven ? [] : rules.Rules.Zip(root.Blocks("rules").Select(b => b.Block)))
        {
            foreach ((string example, int line) in map.Items("yes"))
            {
                UrgentFinding? finding = spotter.Spot(example);
                if (finding?.Category.Code != rule.Category || finding.Strength < rule.Strength)
                {
                    map.Wrong(line, $"\"{example}\" should be {Tell(rule.Strength, rule.Category)}, but is {Tell(finding)}.");
                }
            }

            foreach ((string example, int line) in map.Items("no"))
            {
                UrgentFinding? finding = spotter.Spot(example);
                if (finding?.Strength == UrgencyStrength.Hard)
                {
                    map.Wrong(line, $"\"{example}\" should bring no card, but is {Tell(finding)}.");
                }
            }
        }
    }

    private static string Tell(UrgentFinding? finding) =>
        finding is null ? "not urgent" : $"{Tell(finding.Strength, finding.Category.Code)} by the rule \"{finding.Rule}\"";

    private static string Tell(UrgencyStrength strength, string category) =>
        $"{(strength == UrgencyStrength.Hard ? "hard" : "soft")} {category}";
}
