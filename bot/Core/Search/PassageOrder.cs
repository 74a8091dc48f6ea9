using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>Puts scored passages in the order in which they are shown: what adds to the first before what repeats it.</summary>
internal sealed class PassageOrder(ImmutableArray<Passage> passages, SearchOptions options)
{
    private const int TogetherFirst = 3;

    // The facts of each passage as numbers: to tell them apart by their ids took longer than to weigh a message.
    private readonly int[][] facts = Numbered(passages);

    /// <summary>The best passages, at most so many; equal scores stand in the order of their ids.</summary>
    public ImmutableArray<int> Best(double[] scores, int most)
    {
        List<int> best = [];
        for (int p = 0; p < scores.Length; p++)
        {
            if (scores[p] <= 0 || (best.Count == most && !Before(p, best[^1])))
            {
                continue;
            }

            int at = best.Count;
            while (at > 0 && Before(p, best[at - 1]))
            {
                at--;
            }

            best.Insert(at, p);
            if (best.Count > most)
            {
                best.RemoveAt(best.Count - 1);
            }
        }

        return [.. best];

        bool Before(int one, int other) => scores[one] != scores[other]
            ? scores[one] > scores[other]
            : string.CompareOrdinal(passages[one].Id, passages[other].Id) < 0;
    }

    /// <summary>A passage all of whose facts better ones have said goes behind the rest; also how many say something new.</summary>
    public (ImmutableArray<int> Order, int Fresh) Fold(ImmutableArray<int> order)
    {
        if (!options.Folding)
        {
            return (order, order.Length);
        }

        HashSet<string> said = [];
        List<int> fresh = [];
        List<int> repeats = [];
        foreach (int p in order)
        {
            bool repeat = passages[p].Facts.Length > 0 && passages[p].Facts.All(f => said.Contains(f.Id));
            (repeat ? repeats : fresh).Add(p);
            said.UnionWith(passages[p].Facts.Select(f => f.Id));
        }

        return ([.. fresh, .. repeats], fresh.Count);
    }

    /// <summary>The first stays first; then come those that, together with it, most likely hold the answer: one that says what the first has said adds nothing.</summary>
    public ImmutableArray<int> Together(ImmutableArray<int> best, double[] scores)
    {
        if (!options.Together || best.Length <= TogetherFirst)
        {
            return best;
        }

        double[] likely = Likelihoods(best, scores);
        double[] held = [.. best.Select(p => Said(p, best[0]))];
        List<int> chosen = [0];
        while (chosen.Count < TogetherFirst)
        {
            int next = -1;
            double most = -1;
            for (int c = 1; c < best.Length; c++)
            {
                if (chosen.Contains(c))
                {
                    continue;
                }

                double adds = 0;
                for (int p = 0; p < best.Length; p++)
                {
                    adds += likely[p] * Math.Max(0, Said(best[p], best[c]) - held[p]);
                }

                if (adds > most)
                {
                    (next, most) = (c, adds);
                }
            }

            chosen.Add(next);
            held = [.. held.Select((h, p) => Math.Max(h, Said(best[p], best[next])))];
        }

        return [.. chosen.Select(c => best[c]), .. best.Where((_, i) => !chosen.Contains(i))];
    }

    /// <summary>Whether two needs that have little in common are equally likely, and far likelier than all others.</summary>
    public bool AreTwoAlike(ImmutableArray<int> best, double[] scores)
    {
        if (best.Length < 2 || passages[best[0]].Topic == passages[best[1]].Topic)
        {
            return false;
        }

        double[] likely = Likelihoods(best, scores);
        return likely[0] >= Confidence.OneOfTwo && likely[0] - likely[1] < Confidence.HardlyMore * likely[0]
            && Math.Max(Said(best[0], best[1]), Said(best[1], best[0])) < 0.5;
    }

    /// <summary>Likelihoods that scores speak of, among these passages.</summary>
    private static double[] Likelihoods(ImmutableArray<int> best, double[] scores)
    {
        double[] likely = [.. best.Select(p => Exact.Exp((scores[p] - scores[best[0]]) / Confidence.Spread))];
        double all = likely.Sum();
        return [.. likely.Select(l => l / all)];
    }

    /// <summary>How much of what a passage says another says too, 0 to 1.</summary>
    private double Said(int passage, int by) =>
        passage == by ? 1
        : passages[passage].Facts.IsEmpty ? 0
        : (double)Shared(facts[passage], facts[by]) / passages[passage].Facts.Length;

    // How many of the first stand among the second.
    private static int Shared(int[] these, int[] those)
    {
        int shared = 0;
        foreach (int fact in these)
        {
            shared += those.AsSpan().Contains(fact) ? 1 : 0;
        }

        return shared;
    }

    private static int[][] Numbered(ImmutableArray<Passage> passages)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return [.. passages.Select(p => p.Facts.Select(f => numbers.TryGetValue(f.Id, out int known) ? known : numbers[f.Id] = numbers.Count).ToArray())];
    }
}
