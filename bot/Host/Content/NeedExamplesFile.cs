using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;

namespace AdviceBot.Host.Content;

/// <summary>Gathers the ways people put a need: titles and asks of passages, the stories of content/stories.tsv, brushed topics and decoys.</summary>
public static class NeedExamplesFile
{
    /// <summary>The stories within the content: a passage, a tab, the words of one line.</summary>
    public const string Stories = "stories.tsv";

    /// <summary>Every example, in the order of the passages' ids.</summary>
    /// <exception cref="FormatException">A story has no tab, or names a passage that doesn't exist; the message says where.</exception>
    public static ImmutableArray<NeedExample> Read(string content, LibraryParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return
        [
            .. parts.Passages.OrderBy(p => p.Id, StringComparer.Ordinal).SelectMany(p => p.Asks.Prepend(p.Title), (p, ask) => new NeedExample(p.Id, ask)),
            .. ReadStories(content, parts),
            .. parts.SearchWords.Brushed.SelectMany(b => b.Asks, (_, ask) => new NeedExample(NeedExample.Part, ask)),
            .. parts.SearchWords.Decoys.SelectMany(d => d.Asks, (_, ask) => new NeedExample(NeedExample.Foreign, ask)),
        ];
    }

    private static IEnumerable<NeedExample> ReadStories(string content, LibraryParts parts)
    {
        HashSet<string> known = [.. parts.Passages.Select(p => p.Id)];
        foreach ((string line, int number) in File.ReadLines(Path.Combine(content, Stories)).Select((line, at) => (line, at + 1)).Where(l => l.line.Length > 0))
        {
            if (line.Split('\t') is not [var need, var text] || !known.Contains(need))
            {
                throw new FormatException($"{Stories}:{number}: Write the id of a passage, a tab and the story.");
            }

            yield return new NeedExample(need, text);
        }
    }
}
