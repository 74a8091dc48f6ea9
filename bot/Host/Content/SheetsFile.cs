using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Content;

/// <summary>Reads sheets.yaml: one page for each kind of meeting.</summary>
public static class SheetsFile
{
    /// <summary>The sheets in the order of the file.</summary>
    public static ImmutableArray<Sheet> Read(string text, string file, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (YamlMap.Read(text, file, problems)?.Only("sheets") is not { } root)
        {
            return [];
        }

        var sheets = ImmutableArray.CreateBuilder<Sheet>();
        foreach ((string id, YamlMap map) in root.Blocks("sheets"))
        {
            map.Only("name", "leaves", "date", "solicitor-now", "what", "who", "ask", "say", "with-me", "take");
            places.Note($"sheet:{id}", new Place(file, map.Line));
            sheets.Add(new Sheet(
                id,
                map.Need("name"),
                map.List("leaves"),
                map.Text("date"),
                map.Flag("solicitor-now"),
                Points("what"),
                Points("who"),
                Points("ask"),
                Points("say"),
                Points("with-me"),
                Points("take")));

            ImmutableArray<Point> Points(string key)
            {
                if (map.Maps(key).IsEmpty)
                {
                    map.Missing(key);
                }

                return GuideFiles.Points(map, key, facts, problems);
            }
        }

        return sheets.ToImmutable();
    }
}
