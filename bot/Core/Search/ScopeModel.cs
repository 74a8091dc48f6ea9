using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Search;

/// <summary>Tells our topics from foreign ones by the words alone, learned from the asks and the decoys when the index is built.</summary>
/// <remarks>Logistic regression; each side counts as much as the other. The same bits on every machine, as <see cref="NeedModel"/>.</remarks>
internal sealed class ScopeModel
{
    private const int Rounds = 12;
    private const double FirstStep = 4;
    private const double Forget = 0.0005;

    private readonly double[] weights;
    private double lean;

    private ScopeModel(double[] weights) => this.weights = weights;

    /// <summary>How many features it knows.</summary>
    public int Features => weights.Length;

    /// <summary>Learns from texts of both sides.</summary>
    public static ScopeModel Train(int features, IReadOnlyList<Features> ours, IReadOnlyList<Features> foreign)
    {
        ScopeModel model = new(new double[features]);
        if (ours.Count == 0 || foreign.Count == 0)
        {
            model.lean = 5;
            return model;
        }

        double foreignStep = Math.Min(8, (double)ours.Count / foreign.Count);
        int total = ours.Count + foreign.Count;
        int[] order = [.. Enumerable.Range(0, total)];
        uint seed = 2463534242;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = total - 1; i > 0; i--)
            {
                seed ^= seed << 13;
                seed ^= seed >> 17;
                seed ^= seed << 5;
                int j = (int)(seed % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }

            double step = FirstStep / (1 + round);
            foreach (int e in order)
            {
                bool isOurs = e < ours.Count;
                Features text = isOurs ? ours[e] : foreign[e - ours.Count];
                double miss = (isOurs ? 1 : 0) - Exact.Sigmoid(model.Lean(text));
                double pull = step * miss * (isOurs ? 1 : foreignStep);
                for (int i = 0; i < text.Ids.Length; i++)
                {
                    double weight = model.weights[text.Ids[i]];
                    model.weights[text.Ids[i]] = weight + (pull * text.Weights[i]) - (step * Forget * weight);
                }

                model.lean += 0.02 * pull;
            }
        }

        return model;
    }

    /// <summary>Above 0 leans to our topics, below 0 to foreign ones.</summary>
    public double Lean(Features text)
    {
        double sum = lean;
        for (int i = 0; i < text.Ids.Length; i++)
        {
            sum += weights[text.Ids[i]] * text.Weights[i];
        }

        return sum;
    }

    public void WriteTo(LearnedWriter to)
    {
        to.Raw<double>([lean]);
        to.Raw<double>(weights);
    }

    public static ScopeModel ReadFrom(ref LearnedReader from) =>
        from.Raw<double>() is [var lean] ? new(from.Raw<double>()) { lean = lean } : throw new FormatException("what was learned of asks is damaged");
}
