using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>Finds in somebody's words those that call for a helper by themselves.</summary>
/// <remarks>Words count in every form, mended and with acronyms spelt out; "take my little boy away" has "take away" in it.</remarks>
internal sealed class SignpostFinder
{
    // So many other words may stand between two words of a phrase.
    private const int Between = 3;

    private readonly ImmutableArray<(string Helper, ImmutableArray<ImmutableArray<string>> Phrases)> signposts;

    /// <param name="read">Reads our own text into words.</param>
    public SignpostFinder(ImmutableArray<Signpost> signposts, Func<string, IReadOnlyList<Token>> read) =>
        this.signposts = [.. signposts.Select(s => (s.Helper, ImmutableArray.CreateRange(s.Say.Select(say => Stems(read(say))))))];

    /// <summary>The helpers these words call for, in the order of the content.</summary>
    public ImmutableArray<string> In(IReadOnlyList<Token> words)
    {
        string[] stems = [.. words.Select(t => t.Stem)];
        return [.. signposts.Where(s => s.Phrases.Any(p => Holds(stems, p))).Select(s => s.Helper).Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> Stems(IReadOnlyList<Token> phrase) => [.. phrase.Where(t => t.Said).Select(t => t.Stem)];

    private static bool Holds(string[] words, ImmutableArray<string> phrase)
    {
        for (int first = 0; first < words.Length; first++)
        {
            int at = first;
            int found = 0;
            for (int i = first; i < words.Length && i - at <= Between + 1 && found < phrase.Length; i++)
            {
                if (words[i] == phrase[found])
                {
                    at = i;
                    found++;
                }
            }

            if (found == phrase.Length && found > 0)
            {
                return true;
            }
        }

        return false;
    }
}
