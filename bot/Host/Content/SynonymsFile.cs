using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads synonyms.yaml: other words for the same thing.</summary>
public static class SynonymsFile
{
    /// <summary>Acronyms first, then everyday words, in the order of the file.</summary>
    public static ImmutableArray<Synonym> Read(string text, string file, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("acronyms", "words");
        if (root is null)
        {
            return [];
        }

        List<Synonym> synonyms = [];
        HashSet<string> said = new(StringComparer.OrdinalIgnoreCase);
        foreach (string group in (string[])["acronyms", "words"])
        {
            foreach (YamlMap row in root.Maps(group))
            {
                row.Only("say", "means");
                ImmutableArray<(string Text, int Line)> say = row.Items("say");
                if (say.IsEmpty)
                {
                    row.Missing("say");
                }

                foreach ((string word, int line) in say)
                {
                    if (!said.Add(word))
                    {
                        row.Wrong(line, $"\"{word}\" is explained twice. Put both meanings in one line.");
                    }
                }

                synonyms.Add(new([.. say.Select(s => s.Text)], row.Need("means"), group == "acronyms"));
            }
        }

        return [.. synonyms];
    }
}
