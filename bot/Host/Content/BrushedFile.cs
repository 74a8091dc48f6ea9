using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads brushed.yaml: topics that our sources only touch.</summary>
public static class BrushedFile
{
    /// <summary>The topics in the order of the file.</summary>
    public static ImmutableArray<Brushed> Read(
        string text, string file, IReadOnlyCollection<string> passages, IReadOnlyCollection<string> helpers, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("topics");
        if (root is null)
        {
            return [];
        }

        List<Brushed> topics = [];
        HashSet<string> ids = [];
        foreach (YamlMap row in root.Maps("topics"))
        {
            row.Only("id", "say", "contact", "show", "asks");
            string id = row.Need("id");
            if (id != "" && !ids.Add(id))
            {
                row.Wrong(row.Line, $"The topic \"{id}\" stands here twice. Put both into one.");
            }

            Named(row, "show", "passage", passages);
            Named(row, "contact", "helper", helpers);
            if (row.List("asks").IsEmpty)
            {
                row.Missing("asks");
            }

            topics.Add(new(id, row.Need("say"), row.List("contact"), row.List("show"), row.List("asks")));
        }

        return [.. topics];
    }

    private static void Named(YamlMap row, string key, string what, IReadOnlyCollection<string> all)
    {
        if (row.List(key).IsEmpty)
        {
            row.Missing(key);
        }

        foreach ((string id, int line) in row.Items(key))
        {
            if (!all.Contains(id))
            {
                row.Wrong(line, $"There is no {what} \"{id}\".{row.Hint(id, all)}");
            }
        }
    }
}
