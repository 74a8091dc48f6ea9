using System.Collections.Frozen;

namespace AdviceBot.Core.Understanding;

/// <summary>Recognises long words with a typing error or two: "sucidal" is "suicidal".</summary>
/// <remarks>
/// One error in words of six letters or more, two from nine: a letter left out, added, changed or swapped with the next.
/// The first letter has to be right. Shorter words are too easily another word.
/// </remarks>
public sealed class TypingErrors
{
    /// <summary>The shortest word that is recognised with an error.</summary>
    public const int Shortest = 6;

    private const int ShortestForTwo = 9;
    private const int Longest = 24;

    private readonly FrozenDictionary<string, string[]> wordsByRemains;
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> remains;

    /// <summary>Knows these words; those too short are left out.</summary>
    public TypingErrors(IEnumerable<string> words)
    {
        var found = new Dictionary<string, HashSet<string>>();
        foreach (string word in words.Where(word => word.Length is >= Shortest and <= Longest))
        {
            IEnumerable<string> without = Without(word).Append(word);
            if (word.Length >= ShortestForTwo)
            {
                without = without.Concat(Without(word).SelectMany(Without));
            }

            foreach (string left in without)
            {
                (found.TryGetValue(left, out HashSet<string>? set) ? set : found[left] = []).Add(word);
            }
        }

        wordsByRemains = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Order(StringComparer.Ordinal).ToArray());
        remains = wordsByRemains.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The word that was probably meant, or null.</summary>
    public string? Meant(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < Shortest - 1 or > Longest)
        {
            return null;
        }

        string? best = Best(typed, typed, null);
        Span<char> shorter = stackalloc char[typed.Length - 1];
        for (int leftOut = 0; leftOut < typed.Length; leftOut++)
        {
            typed[..leftOut].CopyTo(shorter);
            typed[(leftOut + 1)..].CopyTo(shorter[leftOut..]);
            best = Best(shorter, typed, best);
        }

        return best;
    }

    private string? Best(ReadOnlySpan<char> key, ReadOnlySpan<char> typed, string? best)
    {
        if (!remains.TryGetValue(key, out string[]? words))
        {
            return best;
        }

        foreach (string word in words)
        {
            int allowed = best is null ? (word.Length >= ShortestForTwo ? 2 : 1) : Distance(typed, best) - 1;
            if (word[0] == typed[0] && Distance(typed, word) <= allowed)
            {
                best = word;
            }
        }

        return best;
    }

    // Letters left out, added, changed or swapped with the next.
    private static int Distance(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        Span<int> beforeLast = stackalloc int[second.Length + 1];
        Span<int> last = stackalloc int[second.Length + 1];
        Span<int> current = stackalloc int[second.Length + 1];
        for (int column = 0; column <= second.Length; column++)
        {
            last[column] = column;
        }

        for (int row = 1; row <= first.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= second.Length; column++)
            {
                int change = first[row - 1] == second[column - 1] ? 0 : 1;
                int steps = Math.Min(last[column - 1] + change, 1 + Math.Min(last[column], current[column - 1]));
                if (row > 1 && column > 1 && first[row - 1] == second[column - 2] && first[row - 2] == second[column - 1])
                {
                    steps = Math.Min(steps, beforeLast[column - 2] + 1);
                }

                current[column] = steps;
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[second.Length];
    }

    private static IEnumerable<string> Without(string word) =>
        Enumerable.Range(0, word.Length).Select(at => word.Remove(at, 1));
}
