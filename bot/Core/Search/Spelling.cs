using System.Numerics;
using System.Text;

namespace AdviceBot.Core.Search;

/// <summary>What a word was probably meant to be, and how sure that is.</summary>
internal sealed record Mended(string Words, double Weight);

/// <summary>Mends words that neither the advice nor everyday English knows.</summary>
/// <remarks>
/// Common English guards it: a real word is never bent into one of ours. What sounds alike is nearer than what merely looks alike.
/// </remarks>
internal sealed class Spelling
{
    private static readonly (string From, string To)[] Sounds =
    [
        ("tion", "xn"), ("sion", "xn"), ("shun", "xn"), ("cian", "xn"), ("tient", "xnt"), ("cial", "xl"), ("shal", "xl"), ("tial", "xl"),
        ("sh", "x"), ("ph", "f"), ("ght", "t"), ("ck", "k"), ("qu", "kw"), ("wr", "r"), ("kn", "n"), ("dge", "j"), ("tch", "ch"),
    ];

    private readonly IReadOnlyDictionary<string, int> ours;
    private readonly HashSet<string> knownStems;
    private readonly List<Candidate>[] byLength;
    private readonly Dictionary<string, IReadOnlyList<Mended>> remembered;

    /// <param name="ours">Rightly spelt words of the advice, with how often they stand there.</param>
    /// <param name="remembered">What words were mended to before, by the same words of ours.</param>
    public Spelling(IReadOnlyDictionary<string, int> ours, IReadOnlyDictionary<string, IReadOnlyList<Mended>>? remembered = null)
    {
        this.ours = ours;
        this.remembered = new(remembered ?? new Dictionary<string, IReadOnlyList<Mended>>(), StringComparer.Ordinal);
        knownStems = ours.Keys.Concat(CommonWords.All).Concat(CommonWords.Weak).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);
        byLength = [.. Enumerable.Range(0, 25).Select(_ => new List<Candidate>())];
        foreach (string word in ours.Keys.Concat(CommonWords.All).Distinct().Order(StringComparer.Ordinal))
        {
            if (word.Length is >= 3 and < 25 && word.All(char.IsAsciiLetter))
            {
                double bonus = ours.TryGetValue(word, out int count) ? 0.15 + Math.Min(0.45, 0.1 * Exact.Log(1 + count)) : 0;
                byLength[word.Length].Add(new(word, Sound(word), Letters(word), bonus));
            }
        }
    }

    /// <summary>What words were mended to that are remembered.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Mended>> Remembered => remembered;

    /// <summary>Whether a word needs no mending.</summary>
    public bool Knows(string word) =>
        word.Length < 3 || !word.All(char.IsAsciiLetter) || ours.ContainsKey(word) || CommonWords.All.Contains(word)
        || CommonWords.Weak.Contains(word) || knownStems.Contains(Stemmer.Stem(word));

    /// <summary>What a word was probably meant to be, likeliest first; several words when two had run together; empty when nobody can tell.</summary>
    public IReadOnlyList<Mended> Mend(string word) => remembered.TryGetValue(word, out IReadOnlyList<Mended>? mended) ? mended : Look(word);

    /// <summary>The same, and remembers it. Only while an index is built: not for several threads at once.</summary>
    public IReadOnlyList<Mended> MendAndRemember(string word)
    {
        IReadOnlyList<Mended> mended = Mend(word);
        remembered[word] = mended;
        return mended;
    }

    private IReadOnlyList<Mended> Look(string word)
    {
        if (word.Length is < 3 or > 40)
        {
            return [];
        }

        List<Near> near = [];
        string sound = Sound(word);
        uint letters = Letters(word);
        int reach = word.Length switch { <= 5 => 1, <= 8 => 2, _ => 3 };
        for (int length = Math.Max(3, word.Length - 3); length <= Math.Min(24, word.Length + 3); length++)
        {
            foreach ((string candidate, string itsSound, uint itsLetters, double bonus) in byLength[length])
            {
                // One step brings in one letter at most, and takes out one: most words are too far by that alone.
                int far = Math.Max(BitOperations.PopCount(letters & ~itsLetters), BitOperations.PopCount(itsLetters & ~letters));
                bool alike = sound == itsSound && sound.Length > 1;
                int limit = alike ? Math.Max(2, reach) + (word.Length > 5 ? 1 : 0) : reach;
                if (far > limit)
                {
                    continue;
                }

                int steps = Steps(word, candidate, limit);
                if (steps > limit)
                {
                    continue;
                }

                double cost = steps - bonus - (alike ? 0.8 : 0) + (candidate[0] == word[0] ? 0 : 0.6);
                if (cost <= Math.Max(1, word.Length / 4.0) || alike)
                {
                    near.Add(new(candidate, cost));
                }
            }
        }

        near.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : string.CompareOrdinal(a.Word, b.Word));
        string? two = Split(word);
        if (two is not null && (near.Count == 0 || near[0].Cost > 0.5))
        {
            return [new(two, 1)];
        }

        return near.Count switch
        {
            0 => [],
            1 => [new(near[0].Word, 0.9)],
            _ when near[1].Cost - near[0].Cost > 0.35 => [new(near[0].Word, 0.9)],
            _ => [new(near[0].Word, 0.8), new(near[1].Word, 0.4)],
        };
    }

    /// <summary>The two words of ours that ran together, such as "coregroup"; null when there are none.</summary>
    private string? Split(string word)
    {
        string? best = null;
        int most = 0;
        for (int at = 2; at <= word.Length - 3; at++)
        {
            string first = word[..at];
            string second = word[at..];
            if (IsWord(first) && IsWord(second))
            {
                int value = Math.Min(ours.GetValueOrDefault(first, 1), ours.GetValueOrDefault(second, 1));
                if (value > most)
                {
                    (best, most) = ($"{first} {second}", value);
                }
            }
        }

        return best;

        bool IsWord(string part) => part.Length >= 3 && (ours.ContainsKey(part) || CommonWords.All.Contains(part))
            || part is "my" or "to" or "in" or "on" or "if" or "is" or "do" or "we" or "no" or "me" or "he" or "it";
    }

    /// <summary>Roughly how a word sounds: its consonants, those that sound alike written the same.</summary>
    internal static string Sound(string word)
    {
        string w = word;
        foreach ((string from, string to) in Sounds)
        {
            w = w.Contains(from, StringComparison.Ordinal) ? w.Replace(from, to, StringComparison.Ordinal) : w;
        }

        StringBuilder sound = new();
        for (int i = 0; i < w.Length; i++)
        {
            char c = w[i] switch
            {
                'c' => i + 1 < w.Length && w[i + 1] is 'e' or 'i' or 'y' ? 's' : 'k',
                'z' => 's',
                'q' => 'k',
                'g' when i + 1 < w.Length && w[i + 1] is 'e' or 'i' or 'y' => 'j',
                'y' when i > 0 => 'a',
                'w' when i > 0 => 'a',
                'h' when i > 0 => 'a',
                'e' or 'i' or 'o' or 'u' => 'a',
                char other => other,
            };
            if (c == 'a' && i > 0)
            {
                continue;
            }

            if (sound.Length == 0 || sound[^1] != c)
            {
                sound.Append(c);
            }
        }

        return sound.ToString();
    }

    /// <summary>Letters to add, drop, change or swap; more than the limit as soon as that is sure.</summary>
    internal static int Steps(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> before2 = stackalloc int[b.Length + 1];
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> now = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            before[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int steps = Math.Min(before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(before[j], now[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    steps = Math.Min(steps, before2[j - 2] + 1);
                }

                now[j] = steps;
                least = Math.Min(least, steps);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            Span<int> spare = before2;
            before2 = before;
            before = now;
            now = spare;
        }

        return before[b.Length];
    }

    // One bit for each letter that stands in a word.
    private static uint Letters(string word)
    {
        uint letters = 0;
        foreach (char c in word)
        {
            letters |= char.IsAsciiLetterLower(c) ? 1u << (c - 'a') : 0;
        }

        return letters;
    }

    /// <summary>A word to mend to; the bonus is the higher, the more it is ours.</summary>
    private sealed record Candidate(string Word, string Sound, uint Letters, double Bonus);

    private sealed record Near(string Word, double Cost);
}
