using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;

namespace AdviceBot.Host.Content;

/// <summary>Reads key-dates.yaml: the time limits, and the questions that ask for the dates they run from.</summary>
public static class KeyDatesFile
{
    /// <summary>The rules in the order of the file, and the question for each event.</summary>
    public static (ImmutableArray<DateRule> Rules, ImmutableSortedDictionary<string, DateAsk> Asks) Read(
        string text, string file, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        var rules = ImmutableArray.CreateBuilder<DateRule>();
        var asks = ImmutableSortedDictionary.CreateBuilder<string, DateAsk>(StringComparer.Ordinal);
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("rules", "asks", "past");
        if (root is null)
        {
            return ([], asks.ToImmutable());
        }

        ImmutableArray<(string Text, int Line)> past = root.Items("past");
        if (root.Map("asks") is { } questions)
        {
            foreach (string happened in questions.Keys)
            {
                asks[happened] = new DateAsk(questions.Need(happened), past.Any(p => p.Text == happened));
            }
        }

        foreach ((string happened, int line) in past.Where(p => !asks.ContainsKey(p.Text)))
        {
            problems.Add(file, line, $"No question under \"asks\" asks for the date of \"{happened}\".{Nearest.Hint(happened, asks.Keys)}");
        }

        foreach (YamlMap map in root.Maps("rules"))
        {
            map.Only("id", "audience", "events", "what", "who", "direction", "certainty", "conflict", "query-day-off", "note", "readings", "told", "if-late");
            foreach ((string happened, int line) in map.Items("events"))
            {
                if (!asks.ContainsKey(happened))
                {
                    problems.Add(file, line, $"No question under \"asks\" asks for the date of \"{happened}\". Write one there.{problems.Hint(happened, asks.Keys)}");
                    asks[happened] = new DateAsk("", false);
                }
            }

            string conflict = map.Text("conflict") ?? "none";
            string id = map.Need("id");
            places.Note($"rule:{id}", new Place(file, map.Line));
            rules.Add(new DateRule(
                id,
                AudienceOf(map),
                map.List("events"),
                map.Need("what"),
                map.Need("who"),
                map.OneOf("direction", (DateDirection?)null,
                    ("after", DateDirection.After), ("around", DateDirection.Around), ("before", DateDirection.Before), ("none", DateDirection.None)),
                map.OneOf("certainty", (int?)null, [.. Certainties.Select((c, i) => (c, i))]) is var at ? Certainties[at] : "",
                conflict == "none" ? null : conflict,
                map.Flag("query-day-off"),
                map.Text("note"),
                [.. map.Maps("readings").Select(r => Reading(r, facts, problems))],
                map.Text("told"),
                map.Has("if-late") ? GuideFiles.Points(map, "if-late", facts, problems) : []));
        }

        return (rules.ToImmutable(), asks.ToImmutable());
    }

    private static Audience AudienceOf(YamlMap map) =>
        map.OneOf("audience", (Audience?)Audience.Parent, ("parent", Audience.Parent), ("adviser", Audience.Adviser));

    private static readonly string[] Certainties = ["clear", "disputed", "local", "usual", "outside", "gap"];

    private static DateReading Reading(YamlMap map, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        map.Only("count", "unit", "when", "say", "facts", "sign-off", "until-signed", "audience");
        string count = map.Text("count") ?? "0";
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            problems.Add(map.File, map.LineOf("count"), $"\"count\" is \"{count}\", but should be a number.");
        }

        return new DateReading(
            number,
            map.OneOf("unit", (DateUnit?)null,
                ("working-days", DateUnit.WorkingDays), ("days", DateUnit.Days), ("weeks", DateUnit.Weeks), ("months", DateUnit.Months), ("none", DateUnit.None)),
            map.Need("when"),
            map.Need("say"),
            GuideFiles.FactsIn(map, "facts", facts, problems),
            map.Flag("sign-off") ? Status.Pending : Status.Published,
            map.Flag("until-signed"),
            AudienceOf(map));
    }
}
