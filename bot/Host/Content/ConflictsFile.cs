using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads conflicts.yaml: where sources disagree, and what to say first.</summary>
public static class ConflictsFile
{
    /// <summary>The conflicts in the order of the file.</summary>
    public static ImmutableArray<Conflict> Read(string text, string file, Places places, Problems problems)
    {
        if (YamlMap.Read(text, file, problems)?.Only("conflicts").Map("conflicts") is not { } all)
        {
            return [];
        }

        var conflicts = ImmutableArray.CreateBuilder<Conflict>();
        foreach (string id in all.Keys)
        {
            if (all.Map(id) is { } map)
            {
                map.Only("topic", "severity", "say-first", "sides", "why", "lead", "other");
                places.Note($"conflict:{id}", new Place(file, all.LineOf(id)));
                conflicts.Add(new Conflict(
                    id,
                    map.Need("topic"),
                    map.Need("severity"),
                    map.Need("say-first"),
                    map.OneOf("sides", (Sides?)null, ("together", Sides.Together), ("with-lead", Sides.WithLead), ("none", Sides.None)),
                    map.List("lead"),
                    map.List("other")));
            }
        }

        return conflicts.ToImmutable();
    }
}
