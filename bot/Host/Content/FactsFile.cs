using System.Collections.Frozen;
using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads facts.yaml: the register of everything the sources say, and of what was looked up elsewhere.</summary>
public static class FactsFile
{
    private static readonly string[] Strengths = ["law", "statutory guidance", "usual practice", "advice/tip", "service info"];

    private static readonly string[] Routes =
        ["advice-line", "forum", "social-worker", "chair", "solicitor", "solicitor-now", "complaint", "dv-service", "emergency"];

    /// <summary>The facts by id.</summary>
    public static FrozenDictionary<string, Fact> Read(
        string text, string file, IReadOnlyDictionary<string, Section> sections, Places places, Problems problems)
    {
        YamlMap? register = YamlMap.Read(text, file, problems)?.Only("meta", "facts", "coverage", "outside_sections", "external");
        if (register is null)
        {
            return FrozenDictionary<string, Fact>.Empty;
        }

        Dictionary<string, Fact> facts = [];
        foreach (YamlMap row in register.Maps("facts"))
        {
            Add(row, FromSources(row, sections));
        }

        foreach (YamlMap row in register.Maps("external"))
        {
            Add(row, LookedUp(row));
        }

        Coverage(register, facts, sections.Keys);
        return facts.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(YamlMap row, Fact fact)
        {
            places.Note($"fact:{fact.Id}", new Place(file, row.Line));
            if (!facts.TryAdd(fact.Id, fact))
            {
                row.Wrong(row.Line, $"The fact {fact.Id} stands here twice. Give one another id.");
            }
        }
    }

    private static Fact FromSources(YamlMap row, IReadOnlyDictionary<string, Section> sections)
    {
        row.Only(
            "id", "key", "statement", "sources", "strength", "audience", "tags", "numbers", "keywords", "note",
            "conflicts", "conflict_role", "pair_with", "display", "route");

        if (row.List("sources").IsEmpty)
        {
            row.Missing("sources");
        }

        foreach ((string id, int line) in row.Items("sources"))
        {
            if (!sections.ContainsKey(id))
            {
                row.Wrong(line, $"There is no section \"{id}\" in sources.json.{row.Hint(id, sections.Keys)}");
            }
        }

        return new(
            row.Need("id"),
            row.Need("statement"),
            row.List("sources"),
            Strength(row, row.Need("strength")),
            AudienceOf(row),
            row.OneOf(
                "display",
                Display.Always,
                ("always", Display.Always),
                ("advisers-only", Display.AdvisersOnly),
                ("only-to-show-difference", Display.OnlyToShowDifference),
                ("never-to-parents", Display.NeverToParents)),
            row.OneOf("conflict_role", ConflictRole.None, ("lead", ConflictRole.Lead), ("other", ConflictRole.Other)),
            row.List("conflicts"),
            row.List("pair_with"),
            row.List("keywords"),
            Route(row));
    }

    // The list by section must have every section and say what the facts say, or one of them is out of date.
    private static void Coverage(YamlMap register, Dictionary<string, Fact> facts, IEnumerable<string> sections)
    {
        if (!register.Has("coverage"))
        {
            return;
        }

        ILookup<string, string> said = facts.Values.SelectMany(f => f.Sections, (f, s) => (f.Id, Section: s)).ToLookup(x => x.Section, x => x.Id, StringComparer.Ordinal);
        HashSet<string> listed = new(StringComparer.Ordinal);
        foreach (YamlMap row in register.Maps("coverage"))
        {
            string section = row.Only("section", "facts", "why").Need("section");
            ImmutableArray<string> ids = row.List("facts");
            if (!listed.Add(section) || !ids.ToHashSet(StringComparer.Ordinal).SetEquals(said[section]))
            {
                row.Wrong(row.Line, $"The coverage of \"{section}\" should list, once, the facts that name it: {string.Join(", ", said[section])}.");
            }
            else if (ids.IsEmpty && !row.Has("why"))
            {
                row.Missing("why");
            }
        }

        foreach (string section in sections.Where(s => !listed.Contains(s)))
        {
            register.Wrong(register.LineOf("coverage"), $"No fact covers the section \"{section}\". Add its facts, or list it here with \"why\" it has none.");
        }
    }

    private static string? Route(YamlMap row)
    {
        string? route = row.Text("route");
        if (route is not null && !Routes.Contains(route))
        {
            row.Wrong(row.LineOf("route"), $"\"route\" is \"{route}\", but can be {string.Join(", ", Routes)}.{row.Hint(route, Routes)}");
        }

        return route;
    }

    private static Fact LookedUp(YamlMap row)
    {
        row.Only("id", "statement", "citations", "confidence", "conflicts", "show_to_parents", "audience", "strength", "keywords", "route", "note");
        return new(
            row.Need("id"),
            row.Need("statement"),
            [],
            Strength(row, row.Text("strength") ?? "advice/tip"),
            AudienceOf(row),
            Display.Always,
            ConflictRole.None,
            row.List("conflicts"),
            ImmutableArray<string>.Empty,
            row.List("keywords"),
            Route(row));
    }

    private static Audience AudienceOf(YamlMap row) => row.OneOf(
        "audience", Audience.Parent, ("parent", Audience.Parent), ("adviser", Audience.Adviser), ("both", Audience.Parent));

    private static string Strength(YamlMap row, string strength)
    {
        if (!Strengths.Contains(strength))
        {
            row.Wrong(row.LineOf("strength"), $"There is no strength \"{strength}\". There are: {string.Join(", ", Strengths)}.{row.Hint(strength, Strengths)}");
        }

        return strength;
    }
}
