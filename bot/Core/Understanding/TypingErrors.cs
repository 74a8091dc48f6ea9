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

    // What remains of a word without a letter or two, as a number: a hundred thousand texts would take a fifth of a second at each start.
    // Two remains with the same number do no harm, since each word is compared as a whole.
    private readonly Dictionary<ulong, int> firstOf = [];
    private readonly List<(string Word, int Next)> found = [];

    /// <summary>Knows these words; those too short are left out.</summary>
    public TypingErrors(IEnumerable<string> words)
    {
        // The last first: each goes before those that have the same remains.
        foreach (string word in words.Where(word => word.Length is >= Shortest and <= Longest).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
        {
            Add(NumberOf(word), word);
            for (int one = 0; one < word.Length; one++)
            {
                Add(NumberOf(word, one), word);
                for (int other = one + 1; other < word.Length && word.Length >= ShortestForTwo; other++)
                {
                    Add(NumberOf(word, one, other), word);
                }
            }
        }
    }

    /// <summary>The word that was probably meant, or null.</summary>
    public string? Meant(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < Shortest - 1 or > Longest)
        {
            return null;
        }

        string? best = Best(NumberOf(typed), typed, null);
        for (int leftOut = 0; leftOut < typed.Length; leftOut++)
        {
            best = Best(NumberOf(typed, leftOut), typed, best);
        }

        return best;
    }

    private void Add(ulong remains, string word)
    {
        int next = firstOf.GetValueOrDefault(remains, -1);
        if (next < 0 || !ReferenceEquals(found[next].Word, word))
        {
            firstOf[remains] = found.Count;
            found.Add((word, next));
        }
    }

    private string? Best(ulong remains, ReadOnlySpan<char> typed, string? best)
    {
        for (int at = firstOf.GetValueOrDefault(remains, -1); at >= 0; at = found[at].Next)
        {
            string word = found[at].Word;
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

    // FNV-1a of the letters but those left out.
    private static ulong NumberOf(ReadOnlySpan<char> word, int leftOut = -1, int alsoLeftOut = -1)
    {
        ulong number = 14_695_981_039_346_656_037;
        for (int at = 0; at < word.Length; at++)
        {
            if (at != leftOut && at != alsoLeftOut)
            {
                number = (number ^ word[at]) * 1_099_511_628_211;
            }
        }

        return number;
    }
}
