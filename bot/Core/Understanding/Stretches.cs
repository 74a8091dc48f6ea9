using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>Messages that are half in English: what stands together in the other language, and what is left.</summary>
internal static class Stretches
{
    /// <summary>The least weight at which a message is partly in a language.</summary>
    public const double Enough = 2.4;

    // Fewer English words in a row, from an asking one on, are no question.
    private const int FewestEnglish = 4;

    private static readonly FrozenSet<string> Asking = FrozenSet.ToFrozenSet(
        [
            "what", "whats", "who", "whos", "when", "where", "why", "how", "which", "can", "could", "do", "does", "did", "is", "are", "may", "must", "should", "will", "would",
            "have", "has", "am",
        ],
        StringComparer.Ordinal);

    // What people say in English with foreign words.
    private static readonly ImmutableArray<string[]> Borrowed =
    [
        .. new[]
        {
            "que sera sera", "mi casa es su casa", "je ne sais quoi", "hasta la vista", "hasta luego", "vis a vis", "fait accompli", "carte blanche", "deja vu", "c est la vie",
            "cest la vie", "por favor", "ad litem", "pro bono", "ex parte", "bona fide", "per se", "vice versa", "status quo", "in loco parentis", "salaam alaikum", "eid mubarak",
            "guten tag", "bon voyage", "bon appetit", "la dolce vita", "no bueno", "mea culpa", "et al", "ad hoc", "sans souci", "faux pas", "au pair",
        }.Select(b => b.Split(' ')),
    ];

    /// <summary>Takes what is borrowed for English.</summary>
    public static void MarkBorrowed(ReadOnlySpan<string> plain, Span<bool> english)
    {
        foreach (string[] words in Borrowed)
        {
            for (int i = 0; i + words.Length <= plain.Length; i++)
            {
                if (plain.Slice(i, words.Length).SequenceEqual(words))
                {
                    english.Slice(i, words.Length).Fill(true);
                }
            }
        }
    }

    /// <summary>How much speaks for a language in the stretches of a message that have no English in them; 0 where nothing of it is said in any.</summary>
    /// <remarks>
    /// A telling word weighs 2, a small one 1, all words of names together a half, a word of neither a quarter, and two or more with nothing else among them a half more. Names alone, one word, and one
    /// and the same word over and over say nothing.
    /// </remarks>
    public static double Weight(ReadOnlySpan<string> plain, ReadOnlySpan<WordKind> kinds)
    {
        double weight = 0;
        for (int i = 0; i < kinds.Length;)
        {
            int length = Length(kinds[i..]);
            weight += length < 2 ? 0 : Stretch(plain.Slice(i, length), kinds.Slice(i, length));
            i += Math.Max(1, length);
        }

        return weight;
    }

    /// <summary>What somebody asks in English in a message that is not all English: four words in a row or more, from the one that asks on; null when there is nothing such.</summary>
    /// <param name="english">Which words are English and not of the other language.</param>
    /// <param name="unknown">Which are of neither: after English they are taken for English.</param>
    public static string? English(ReadOnlySpan<bool> english, ReadOnlySpan<bool> unknown, ImmutableArray<string> words)
    {
        List<string> left = [];
        for (int i = 0; i < words.Length; i++)
        {
            int end = i;
            while (end < words.Length && (english[end] || (end > i && unknown[end])))
            {
                end++;
            }

            string[] asked = [.. words[i..end].SkipWhile(w => !Asking.Contains(w))];
            left.AddRange(asked.Length < FewestEnglish ? [] : asked);
            i = end;
        }

        return left.Count == 0 ? null : string.Join(' ', left);
    }

    private static int Length(ReadOnlySpan<WordKind> kinds) => kinds.IndexOf(WordKind.English) is var end and >= 0 ? end : kinds.Length;

    private static double Stretch(ReadOnlySpan<string> plain, ReadOnlySpan<WordKind> kinds)
    {
        HashSet<string> different = new(StringComparer.Ordinal);
        double weight = 0;
        int of = 0;
        for (int i = 0; i < kinds.Length; i++)
        {
            bool isNew = kinds[i] is WordKind.Small or WordKind.Telling && different.Add(plain[i]);
            of |= kinds[i] == WordKind.OfName ? 1 : 0;
            weight += kinds[i] switch
            {
                WordKind.Telling when isNew => 2,
                WordKind.Small when isNew => 1,
                WordKind.Unknown => 0.25,
                _ => 0,
            };
        }

        // Nothing else among them: they are said together.
        bool isWhole = different.Count > 1 && !kinds.ContainsAny(WordKind.Unknown, WordKind.Name);
        weight += isWhole ? 0.5 : 0;
        return different.Count == 0 || different.Count + of + kinds.Count(WordKind.Unknown) + kinds.Count(WordKind.Shared) < 2 ? 0 : weight + (0.5 * of);
    }
}
