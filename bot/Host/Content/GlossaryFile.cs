using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads glossary.yaml: the words we explain.</summary>
public static class GlossaryFile
{
    /// <summary>The terms in the order of the file.</summary>
    /// <param name="isSource">Whether an id is a section of the sources or a fact.</param>
    public static ImmutableArray<Term> Read(string text, string file, Func<string, bool> isSource, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("terms");
        if (root is null)
        {
            return [];
        }

        List<Term> terms = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlMap row in root.Maps("terms"))
        {
            row.Only("term", "short", "parents-say", "misspellings", "definition", "sources", "status");
            string name = row.Need("term");
            if (name != "" && !names.Add(name))
            {
                row.Wrong(row.Line, $"The term \"{name}\" stands here twice. Put both into one.");
            }

            foreach ((string source, int line) in row.Items("sources"))
            {
                if (!isSource(source))
                {
                    row.Wrong(line, $"There is no section or fact \"{source}\". Write its id as in sources.json or facts.yaml.");
                }
            }

            if (row.List("sources").IsEmpty)
            {
                row.Missing("sources");
            }

            Status status = row.OneOf("status", (Status?)Status.Published, ("published", Status.Published), ("pending", Status.Pending));
            if (status == Status.Published && row.List("sources").All(s => s.StartsWith('X')))
            {
                row.Wrong(row.LineOf("sources"), $"\"{name}\" was looked up elsewhere and waits for sign-off. Write \"status: pending\".");
            }

            ImmutableArray<string> aliases =
                [.. row.List("short").Concat(row.List("parents-say")).Concat(row.List("misspellings"))
                    .Distinct(StringComparer.OrdinalIgnoreCase)];
            terms.Add(new(
                name,
                aliases,
                row.Need("definition"),
                status));
        }

        return [.. terms];
    }
}
