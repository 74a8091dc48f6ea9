using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads decoys.yaml: what people also ask and we can't help with.</summary>
public static class DecoysFile
{
    /// <summary>The topics in the order of the file.</summary>
    public static ImmutableArray<Decoy> Read(string text, string file, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("topics");
        if (root is null)
        {
            return [];
        }

        List<Decoy> decoys = [];
        HashSet<string> ids = [];
        foreach (YamlMap row in root.Maps("topics"))
        {
            row.Only("id", "elsewhere", "asks");
            string id = row.Need("id");
            if (id != "" && !ids.Add(id))
            {
                row.Wrong(row.Line, $"The topic \"{id}\" stands here twice. Put both into one.");
            }

            ImmutableArray<string> asks = row.List("asks");
            if (asks.IsEmpty)
            {
                row.Missing("asks");
            }

            decoys.Add(new(id, row.Text("elsewhere"), asks));
        }

        return [.. decoys];
    }
}
