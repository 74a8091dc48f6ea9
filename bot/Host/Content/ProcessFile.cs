using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Content;

/// <summary>Reads process.yaml: the whole way as stages, and where each guide and step stands on it.</summary>
public static class ProcessFile
{
    /// <summary>The process.</summary>
    public static Process Read(string text, string file, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(problems);
        if (YamlMap.Read(text, file, problems)?.Only("stages", "places") is not { } root)
        {
            return Process.Empty;
        }

        var stages = ImmutableArray.CreateBuilder<Stage>();
        foreach ((string id, YamlMap map) in root.Blocks("stages"))
        {
            map.Only("name", "say", "facts", "at", "next");
            places.Note($"stage:{id}", new Place(file, map.Line));
            (int column, int row) = At(map, problems);
            stages.Add(new Stage(
                id,
                map.Need("name"),
                map.Need("say"),
                GuideFiles.FactsIn(map, "facts", facts, problems),
                column,
                row,
                [.. map.Maps("next").Select(n => Onward(n, facts, problems))]));
        }

        var at = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (root.Map("places") is { } where)
        {
            foreach (string place in where.Keys)
            {
                places.Note($"place:{place}", new Place(file, where.LineOf(place)));
                at[place] = where.Need(place);
            }
        }

        return new Process(stages.ToImmutable(), at.ToImmutable());
    }

    private static Onward Onward(YamlMap map, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        map.Only("to", "say", "facts", "sign-off", "line");
        ImmutableArray<Fact> carried = GuideFiles.FactsIn(map, "facts", facts, problems);
        bool waits = map.Flag("sign-off") || carried.Any(f => f.IsExternal);
        return new Onward(
            map.Need("to"),
            new Point(map.Need("say"), carried, waits ? Status.Pending : Status.Published),
            map.OneOf("line", (bool?)true, ("true", true), ("false", false)));
    }

    private static (int Column, int Row) At(YamlMap map, Problems problems)
    {
        int[] numbers = [.. map.List("at").Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
        if (numbers is [1 or 2, >= 1 and <= 20])
        {
            return (numbers[0], numbers[1]);
        }

        problems.Add(map.File, map.LineOf("at"), "\"at\" should be column (1 or 2) and row of the picture, such as [1, 3].");
        return (1, 1);
    }
}
