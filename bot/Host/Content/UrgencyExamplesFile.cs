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

    private const string Ordinary = "ordinary";

    /// <summary>Every example, and the ways people ask for a passage as ordinary ones.</summary>
    /// <exception cref="FormatException">A line has no tab, or a bracket is not closed; the message says where.</exception>
    public static ImmutableArray<UrgencyExample> Read(string content, IEnumerable<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        var examples = ImmutableArray.CreateBuilder<UrgencyExample>();
        foreach (string file in Directory.GetFiles(Path.Combine(content, Folder), "*.tsv").Order(StringComparer.Ordinal))
        {
            string kind = Path.GetFileNameWithoutExtension(file);
            foreach ((string line, int number) in File.ReadLines(file).Select((line, at) => (line, at + 1)).Where(l => l.line.Length > 0))
            {
                string[] parts = line.Split('\t');
                if (parts.Length != 2 || parts[1].Count(c => c == '[') != parts[1].Count(c => c == ']'))
                {
                    throw new FormatException($"{Folder}/{kind}.tsv:{number}: Write how it is said, a tab and the words; close every bracket.");
                }

                examples.Add(new UrgencyExample(kind == Ordinary ? null : kind, parts[0], parts[1], examples.Count));
            }
        }

        foreach (string ask in passages.OrderBy(p => p.Id, StringComparer.Ordinal).SelectMany(p => p.Asks))
        {
            examples.Add(new UrgencyExample(null, "ask", ask.Replace('[', ' ').Replace(']', ' '), examples.Count));
        }

        return examples.ToImmutable();
    }

    /// <summary>A mark that changes whenever an example does. Ways of asking for a passage don't count: they change every day.</summary>
    public static string Mark(IEnumerable<UrgencyExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        string all = string.Join('\n', examples.Where(e => e.How != "ask").Select(e => $"{e.Category}\t{e.How}\t{e.Text}"));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
