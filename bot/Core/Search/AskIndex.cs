namespace AdviceBot.Core.Search;

/// <summary>Finds the single way of asking that is most like a question: the cosine of their features.</summary>
internal sealed class AskIndex
{
    private readonly int[] owners;
    private readonly int passages;

    // The asks of a feature stand from starts[feature] on, in the order of the asks.
    private readonly int[] starts;
    private readonly int[] asks;
    private readonly float[] weights;

    /// <param name="features">How many features there are.</param>
    /// <param name="known">Each ask in numbers.</param>
    /// <param name="owners">For each ask, the passage it belongs to.</param>
    public AskIndex(int features, IReadOnlyList<Features> known, int[] owners, int passages)
    {
        this.owners = owners;
        this.passages = passages;
        starts = new int[features + 1];
        foreach (Features ask in known)
        {
            foreach (int id in ask.Ids)
            {
                starts[id + 1]++;
            }
        }

        for (int f = 0; f < features; f++)
        {
            starts[f + 1] += starts[f];
        }

        asks = new int[starts[features]];
        weights = new float[asks.Length];
        int[] next = [.. starts];
        for (int a = 0; a < known.Count; a++)
        {
            for (int i = 0; i < known[a].Ids.Length; i++)
            {
                int at = next[known[a].Ids[i]]++;
                asks[at] = a;
                weights[at] = known[a].Weights[i];
            }
        }
    }

    /// <summary>For each passage, how alike its best ask is (0 to 1), its best three on average, and which the best is (-1 for none).</summary>
    public (double[] Best, double[] Three, int[] Which) Score(Features question)
    {
        float[] alike = new float[owners.Length];
        for (int i = 0; i < question.Ids.Length; i++)
        {
            float weight = question.Weights[i];
            for (int at = starts[question.Ids[i]]; at < starts[question.Ids[i] + 1]; at++)
            {
                alike[asks[at]] += weight * weights[at];
            }
        }

        double[] first = new double[passages];
        double[] second = new double[passages];
        double[] third = new double[passages];
        int[] which = new int[passages];
        Array.Fill(which, -1);
        for (int a = 0; a < alike.Length; a++)
        {
            int p = owners[a];
            double value = alike[a];
            if (value > first[p])
            {
                (third[p], second[p], first[p]) = (second[p], first[p], value);
                which[p] = a;
            }
            else if (value > second[p])
            {
                (third[p], second[p]) = (second[p], value);
            }
            else if (value > third[p])
            {
                third[p] = value;
            }
        }

        for (int p = 0; p < passages; p++)
        {
            third[p] = (first[p] + second[p] + third[p]) / 3;
        }

        return (first, third, which);
    }

    /// <summary>What each feature gave to the likeness of one ask.</summary>
    public IEnumerable<(int Feature, double Value)> Shared(Features question, int ask)
    {
        for (int i = 0; i < question.Ids.Length; i++)
        {
            int from = starts[question.Ids[i]];
            int at = Array.BinarySearch(asks, from, starts[question.Ids[i] + 1] - from, ask);
            if (at >= 0)
            {
                yield return (question.Ids[i], (double)weights[at] * question.Weights[i]);
            }
        }
    }
}
