using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core.Content;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>Reads content/urgency-examples: one file a kind, and ordinary.tsv; each line how it is said, a tab, the words.</summary>
public static class UrgencyExamplesFile
{
    /// <summary>The folder within the content.</summary>
    public const string Folder = "urgency-examples";

    /// <summary>How a way of asking for a passage is said.</summary>
    public const string Ask = "ask";

    private const string Command = "command";
    private const string Ordinary = "ordinary";

    /// <summary>Every example, and what else is known to be ordinary: the ways people ask for a passage, and commands.</summary>
    /// <param name="parts">Where those stand; null for the examples alone.</param>
    /// <exception cref="FormatException">A line has no tab, or a bracket is not closed; the message says where.</exception>
    public static ImmutableArray<UrgencyExample> Read(string content, LibraryParts? parts)
    {
        var examples = ImmutableArray.CreateBuilder<UrgencyExample>();
        foreach (string file in Directory.GetFiles(Path.Combine(content, Folder), "*.tsv").Order(StringComparer.Ordinal))
        {
            string kind = Path.GetFileNameWithoutExtension(file);
            foreach ((string line, int number) in File.ReadLines(file).Select((line, at) => (line, at + 1)).Where(l => l.line.Length > 0))
            {
                string[] fields = line.Split('\t');
                if (fields.Length != 2 || fields[1].Count(c => c == '[') != fields[1].Count(c => c == ']'))
                {
                    throw new FormatException($"{Folder}/{kind}.tsv:{number}: Write how it is said, a tab and the words; close every bracket.");
                }

                examples.Add(new UrgencyExample(kind == Ordinary ? null : kind, fields[0], fields[1], examples.Count));
            }
        }

        if (parts is not null)
        {
            IEnumerable<(string How, string Text)> ordinary =
            [
                .. parts.Messages.Commands.Where(c => c.Key is not ("danger" or "talk" or "watched" or "alone")).SelectMany(c => c.Value, (_, words) => (Command, words)),
                .. parts.Passages.OrderBy(p => p.Id, StringComparer.Ordinal).SelectMany(p => p.Asks, (_, ask) => (Ask, ask)),
            ];
            foreach ((string how, string text) in ordinary)
            {
                examples.Add(new UrgencyExample(null, how, text.Replace('[', ' ').Replace(']', ' '), examples.Count));
            }
        }

        return examples.ToImmutable();
    }

    /// <summary>A mark that changes whenever an example or a command does. Ways of asking for a passage don't count: they change every day.</summary>
    public static string Mark(IEnumerable<UrgencyExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        string all = string.Join('\n', examples.Where(e => e.How != Ask).Select(e => $"{e.Category}\t{e.How}\t{e.Text}"));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
