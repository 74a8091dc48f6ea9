using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads signposts.yaml: words that call for somebody whatever is found.</summary>
public static class SignpostsFile
{
    /// <summary>The signposts in the order of the file.</summary>
    public static ImmutableArray<Signpost> Read(string text, string file, IReadOnlyCollection<string> helpers, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("signposts");
        if (root is null)
        {
            return [];
        }

        List<Signpost> signposts = [];
        HashSet<string> said = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlMap row in root.Maps("signposts"))
        {
            row.Only("helper", "say");
            string helper = row.Need("helper");
            if (helper != "" && !helpers.Contains(helper))
            {
                row.Wrong(row.LineOf("helper"), $"There is no helper \"{helper}\".{row.Hint(helper, helpers)}");
            }

            if (row.List("say").IsEmpty)
            {
                row.Missing("say");
            }

            foreach ((string words, int line) in row.Items("say"))
            {
                if (!said.Add($"{helper}: {words}"))
                {
                    row.Wrong(line, $"\"{words}\" stands here twice. Take one away.");
                }
            }

            signposts.Add(new(helper, row.List("say")));
        }

        return [.. signposts];
    }
}
