namespace AdviceBot.Core.Search;

/// <summary>A text as numbers: which features it has, and how strongly. The length of the whole is 1.</summary>
internal sealed record Features(int[] Ids, float[] Weights);

/// <summary>Gives every word, pair of words and piece of four letters a number and a weight: the rarer, the heavier.</summary>
/// <remarks>First it learns text by text, then it settles; after that it is only read.</remarks>
internal sealed class FeatureSpace
{
    private const double WeakWord = 0.85;
    private const double WeakPair = 0.5;
    private const double PairShare = 0.45;
    private const double GramShare = 0.6;
    private const double MistypedShare = 0.4;
    private const int LongestPair = 128;

    private readonly SearchOptions options;
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly List<string> names = [];
    private readonly List<Kind> kinds = [];
    private readonly List<int> counts = [];
    private double[] rarity = [];
    private double rarest;
    private int texts;

    public FeatureSpace(SearchOptions options)
    {
        this.options = options;
        known = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private enum Kind : byte
    {
        Word,
        Pair,
        Gram,
    }

    /// <summary>How many features there are.</summary>
    public int Count => names.Count;

    /// <summary>What a feature stands for: a stem, a pair ("core group"), or a piece of a word with "~" before it.</summary>
    public string Name(int feature) => names[feature];

    /// <summary>A text without its pieces of words.</summary>
    public Features WithoutGrams(Features text)
    {
        int count = 0;
        foreach (int id in text.Ids)
        {
            count += kinds[id] == Kind.Gram ? 0 : 1;
        }

        Features bare = new(new int[count], new float[count]);
        int at = 0;
        for (int i = 0; i < text.Ids.Length; i++)
        {
            if (kinds[text.Ids[i]] != Kind.Gram)
            {
                (bare.Ids[at], bare.Weights[at]) = (text.Ids[i], text.Weights[i]);
                at++;
            }
        }

        return bare;
    }

    /// <summary>Learns the features of one more text, and gives them unweighed.</summary>
    public Features Learn(IReadOnlyList<Token> text)
    {
        Features raw = Raw(text, learn: true, out _);
        foreach (int id in raw.Ids)
        {
            counts[id]++;
        }

        texts++;
        return raw;
    }

    /// <summary>All texts are learned: how rare each feature is stands from now on.</summary>
    public void Settle()
    {
        rarity = [.. counts.Select(c => Exact.Log(1 + (texts / (c + 0.5))) * c / (c + 1.0))];
        rarest = Exact.Log(1 + (texts / 1.5));
        counts.Clear();
    }

    /// <summary>A text in numbers. Words nobody has seen take their share of the length, so a text full of them is like nothing.</summary>
    public Features Of(IReadOnlyList<Token> text)
    {
        Features raw = Raw(text, learn: false, out double unseen);
        return Weigh(raw, unseen);
    }

    /// <summary>Weighs a learned text.</summary>
    public Features Weigh(Features raw) => Weigh(raw, 0);

    private Features Weigh(Features raw, double unseen)
    {
        Span<double> squares = [unseen * rarest * rarest, 0, 0];
        double[] values = new double[raw.Ids.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = raw.Weights[i] * rarity[raw.Ids[i]];
            squares[(int)kinds[raw.Ids[i]]] += values[i] * values[i];
        }

        ReadOnlySpan<double> share = [1, PairShare, GramShare];
        double whole = 0;
        for (int k = 0; k < 3; k++)
        {
            whole += squares[k] > 0 ? share[k] * share[k] : 0;
        }

        Span<double> scale = [0, 0, 0];
        for (int k = 0; k < 3; k++)
        {
            scale[k] = squares[k] > 0 ? share[k] / Math.Sqrt(squares[k] * whole) : 0;
        }

        int[] order = [.. raw.Ids];
        float[] weights = new float[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            weights[i] = (float)(values[i] * scale[(int)kinds[order[i]]]);
        }

        Array.Sort(order, weights);
        return new(order, weights);
    }

    // Each feature once, as strong as its strongest place; also the summed squares of words nobody has seen.
    private Features Raw(IReadOnlyList<Token> text, bool learn, out double unseen)
    {
        Dictionary<int, float> strongest = [];
        Dictionary<string, double>? strange = null;
        Token? before = null;
        Token? meaty = null;
        foreach (Token token in text)
        {
            double weight = token.Weight * (token.Weak ? WeakWord : 1);
            if (Id(token.Stem, Kind.Word, learn) is >= 0 and var word)
            {
                Take(word, weight);
            }
            else
            {
                strange ??= new(StringComparer.Ordinal);
                strange[token.Stem] = Math.Max(strange.GetValueOrDefault(token.Stem), weight);
            }

            if (options.Pairs)
            {
                if (before is { } last)
                {
                    Take(Pair(last, token, learn), (last.Weak || token.Weak ? WeakPair : 1) * Math.Min(last.Weight, token.Weight));
                }

                if (!token.Weak && before is { Weak: true } && meaty is { } far)
                {
                    Take(Pair(far, token, learn), Math.Min(far.Weight, token.Weight));
                }
            }

            before = token;
            meaty = token.Weak ? meaty : token;
            if (options.Grams && token.Said && !token.Weak)
            {
                Grams(token.Plain, token.Weight);
                if (token.Typed != token.Plain && token.Typed.Length > 3)
                {
                    Grams(token.Typed, MistypedShare * token.Weight);
                }
            }
        }

        unseen = strange?.Values.Sum(w => w * w) ?? 0;
        return new([.. strongest.Keys], [.. strongest.Values]);

        void Take(int id, double weight)
        {
            if (id >= 0 && strongest.GetValueOrDefault(id) < weight)
            {
                strongest[id] = (float)weight;
            }
        }

        // The pieces of four letters of a word; short words are one piece.
        void Grams(string typed, double weight)
        {
            ReadOnlySpan<char> edged = $"_{typed}_";
            Span<char> gram = stackalloc char[5];
            gram[0] = '~';
            for (int i = 0; i == 0 || i + 4 <= edged.Length; i++)
            {
                ReadOnlySpan<char> piece = edged.Slice(i, Math.Min(4, edged.Length - i));
                piece.CopyTo(gram[1..]);
                Take(Id(gram[..(piece.Length + 1)], Kind.Gram, learn), weight);
            }
        }
    }

    private int Pair(Token first, Token second, bool learn)
    {
        int length = first.Stem.Length + 1 + second.Stem.Length;
        if (first.Said != second.Said || first.Stem == second.Stem || length > LongestPair)
        {
            return -1;
        }

        Span<char> pair = stackalloc char[length];
        first.Stem.CopyTo(pair);
        pair[first.Stem.Length] = ' ';
        second.Stem.CopyTo(pair[(first.Stem.Length + 1)..]);
        return Id(pair, Kind.Pair, learn);
    }

    // A feature's number; -1 for one that was never learned.
    private int Id(ReadOnlySpan<char> name, Kind kind, bool learn)
    {
        if (known.TryGetValue(name, out int id))
        {
            return id;
        }

        if (!learn)
        {
            return -1;
        }

        string kept = name.ToString();
        ids.Add(kept, names.Count);
        names.Add(kept);
        kinds.Add(kind);
        counts.Add(0);
        return names.Count - 1;
    }
}
