using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Content;

/// <summary>Reads letter-check.yaml: what a letter before court should say, and what to ask when it doesn't.</summary>
public static class LetterCheckFile
{
    /// <summary>The check; null when the file can't be read.</summary>
    public static LetterCheck? Read(string text, string file, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (YamlMap.Read(text, file, problems)?.Only("leaves", "titles", "items", "always", "take") is not { } root)
        {
            return null;
        }

        places.Note("letter-check", new Place(file, root.Line));
        var titles = ImmutableArray.CreateBuilder<LetterTitle>();
        foreach ((string id, YamlMap map) in root.Blocks("titles"))
        {
            map.Only("label", "say", "facts", "sign-off");
            titles.Add(new LetterTitle(id, map.Need("label"), Point(map, "say", facts, problems)));
        }

        var items = ImmutableArray.CreateBuilder<LetterItem>();
        foreach ((string id, YamlMap map) in root.Blocks("items"))
        {
            map.Only("tick", "ask", "facts", "sign-off");
            items.Add(new LetterItem(id, map.Need("tick"), Point(map, "ask", facts, problems)));
        }

        return new LetterCheck(
            root.List("leaves"),
            titles.ToImmutable(),
            items.ToImmutable(),
            GuideFiles.Points(root, "always", facts, problems),
            GuideFiles.Points(root, "take", facts, problems));
    }

    private static Point Point(YamlMap map, string key, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        ImmutableArray<Fact> carried = GuideFiles.FactsIn(map, "facts", facts, problems);
        bool waits = map.Flag("sign-off") || carried.Any(f => f.IsExternal);
        if (!waits && carried.IsEmpty)
        {
            problems.Add(map.File, map.Line, "This line rests on no fact. Name its facts, or write \"sign-off: true\" if it is our own practical step.");
        }

        return new Point(map.Need(key), carried, waits ? Status.Pending : Status.Published);
    }
}
