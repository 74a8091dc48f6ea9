using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>The rightly spelt words of the content: what repair may mend a word to.</summary>
/// <remarks>Asks are written the way people write, misspellings and all, so a word that stands only there counts when several passages have it.</remarks>
internal static class Vocabulary
{
    private const int PassagesToTrust = 4;

    public static Dictionary<string, int> Of(
        ImmutableArray<Passage> passages,
        ImmutableArray<Term> glossary,
        SearchWords words,
        ImmutableArray<Guide> guides)
    {
        Dictionary<string, int> count = new(StringComparer.Ordinal);
        Dictionary<string, int> asked = new(StringComparer.Ordinal);
        foreach (Passage passage in passages)
        {
            Add(count, passage.Title, plain: true);
            Add(count, passage.Text, plain: true);
            foreach (string word in passage.Asks.SelectMany(a => Read(a, plain: true)).Distinct())
            {
                asked[word] = asked.GetValueOrDefault(word) + 1;
            }
        }

        foreach (Term term in glossary)
        {
            Add(count, term.Name, plain: false);
            Add(count, term.Definition, plain: true);
        }

        foreach (string text in words.Synonyms.SelectMany(s => s.Say.Append(s.Means)).Concat(words.Decoys.SelectMany(d => d.Asks))
            .Concat(words.Signposts.SelectMany(s => s.Say))
            .Concat(guides.SelectMany(g => g.Say.Append(g.Label))))
        {
            Add(count, text, plain: false);
        }

        foreach ((string word, int passagesWithIt) in asked)
        {
            if (count.ContainsKey(word) || passagesWithIt >= PassagesToTrust)
            {
                count[word] = count.GetValueOrDefault(word) + passagesWithIt;
            }
        }

        return count;
    }

    private static void Add(Dictionary<string, int> count, string text, bool plain)
    {
        foreach (string word in Read(text, plain))
        {
            count[word] = count.GetValueOrDefault(word) + 1;
        }
    }

    private static IEnumerable<string> Read(string text, bool plain) => Words.Read(text, plain).Select(w => w.Text);
}
