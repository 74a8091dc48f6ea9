using System.Runtime.CompilerServices;

namespace AdviceBot.Core.Search;

/// <summary>A part of a passage that words stand in.</summary>
internal enum Field
{
    Title,
    Asks,
    Body,
    Glossary,
}

/// <summary>BM25F: how well the words of a question fill a passage, over its title, asks, body and glossary words together.</summary>
/// <remarks>After Robertson and Zaragoza: counts are weighted by field and length first and levelled off once, so that the same word in two
/// fields isn't rewarded twice. Divided by what a perfect passage would get, so that 1 means "all the words, often".</remarks>
internal sealed class WordIndex
{
    private const double Levelling = 1.2;

    private static readonly double[] FieldWeight = [0.5, 1.0, 0.7, 0.4];
    private static readonly double[] LengthWeight = [0.3, 0.5, 0.6, 0.3];
    private static readonly Comparer<Posting> ByPassage = Comparer<Posting>.Create((a, b) => a.Passage.CompareTo(b.Passage));

    private readonly Dictionary<string, List<Posting>> postings = new(StringComparer.Ordinal);
    private readonly List<Counts> lengths = [];
    private readonly double[] totals = new double[4];

    /// <summary>Adds the next passage.</summary>
    /// <param name="fields">The tokens of its four fields.</param>
    public void Add(IReadOnlyList<Token>[] fields)
    {
        Dictionary<string, Counts> counts = new(StringComparer.Ordinal);
        Counts whole = default;
        for (int f = 0; f < 4; f++)
        {
            foreach (Token token in fields[f])
            {
                if (!token.Weak)
                {
                    Counts count = counts.GetValueOrDefault(token.Stem);
                    count[f] += (float)token.Weight;
                    counts[token.Stem] = count;
                    whole[f] += (float)token.Weight;
                }
            }

            totals[f] += whole[f];
        }

        foreach ((string stem, Counts count) in counts)
        {
            if (!postings.TryGetValue(stem, out List<Posting>? list))
            {
                postings.Add(stem, list = []);
            }

            list.Add(new(lengths.Count, count));
        }

        lengths.Add(whole);
    }

    /// <summary>A word's rarity over the passages; the highest for a word none has.</summary>
    public double Rarity(string stem)
    {
        int count = postings.TryGetValue(stem, out List<Posting>? list) ? list.Count : 0;
        return Exact.Log(1 + ((lengths.Count - count + 0.5) / (count + 0.5)));
    }

    /// <summary>The share of passages that have a word.</summary>
    public double Share(string stem) => postings.TryGetValue(stem, out List<Posting>? list) ? (double)list.Count / lengths.Count : 0;

    /// <summary>Every passage's score, 0 to 1.</summary>
    public double[] Score(IReadOnlyList<Token> question)
    {
        double[] scores = new double[lengths.Count];
        double perfect = 0;
        foreach ((string stem, double weight, string _) in Asked(question))
        {
            double rarity = Rarity(stem) * weight;
            perfect += rarity * (weight < 0.7 ? 0.5 : 1);
            if (postings.TryGetValue(stem, out List<Posting>? list))
            {
                foreach ((int passage, Counts counts) in list)
                {
                    double sum = Sum(passage, counts);
                    scores[passage] += rarity * sum / (sum + Levelling);
                }
            }
        }

        if (perfect > 0)
        {
            for (int p = 0; p < scores.Length; p++)
            {
                scores[p] /= perfect;
            }
        }

        return scores;
    }

    /// <summary>What each word gave to a passage's score, by field.</summary>
    public IEnumerable<ScorePart> Explain(IReadOnlyList<Token> question, int passage, double scale)
    {
        List<(string Stem, double Weight, string From)> asked = [.. Asked(question)];
        double perfect = asked.Sum(a => Rarity(a.Stem) * a.Weight * (a.Weight < 0.7 ? 0.5 : 1));
        foreach ((string stem, double weight, string from) in asked)
        {
            if (!postings.TryGetValue(stem, out List<Posting>? list))
            {
                continue;
            }

            int at = list.BinarySearch(new(passage, default), ByPassage);
            if (at < 0)
            {
                continue;
            }

            Counts counts = list[at].Counts;
            double sum = Sum(passage, counts);
            double score = scale * Rarity(stem) * weight * sum / (sum + Levelling) / perfect;
            for (int f = 0; f < 4; f++)
            {
                if (counts[f] > 0)
                {
                    yield return new(stem, from, ((Field)f).ToString().ToLowerInvariant(), score * Part(passage, counts, f) / sum);
                }
            }
        }
    }

    private double Sum(int passage, Counts counts)
    {
        double sum = 0;
        for (int f = 0; f < 4; f++)
        {
            sum += Part(passage, counts, f);
        }

        return sum;
    }

    private double Part(int passage, Counts counts, int field) => counts[field] == 0
        ? 0
        : FieldWeight[field] * counts[field]
            / (1 - LengthWeight[field] + (LengthWeight[field] * lengths[passage][field] * lengths.Count / Math.Max(1e-9, totals[field])));

    private static IEnumerable<(string Stem, double Weight, string From)> Asked(IReadOnlyList<Token> question) =>
        question.Where(t => !t.Weak)
            .GroupBy(t => t.Stem, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Max(t => t.Weight), g.MaxBy(t => t.Weight)!.Typed));

    /// <summary>How often a word stands in each field of one passage.</summary>
    [InlineArray(4)]
    private struct Counts
    {
        private float title;
    }

    private readonly record struct Posting(int Passage, Counts Counts);
}
