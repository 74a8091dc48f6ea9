using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdviceBot.Core.Search;

/// <summary>A linear model that learns from the asks which words tell one need from another.</summary>
/// <remarks>
/// Multinomial logistic regression over the features of <see cref="FeatureSpace"/>, trained when the index is built: it starts
/// from the mean of each passage's asks and takes a few rounds of gradient steps in a fixed order. No chance is involved, each number is
/// made of plain arithmetic in a fixed order, and wide registers work on separate passages, so every machine gets the same bits.
/// </remarks>
internal sealed class NeedModel
{
    private const int Rounds = 3;
    private const float FirstStep = 6f;
    private const float StartScale = 8f;
    private const float Forget = 0.0004f;

    // A passage less likely than this needs no pushing away.
    private const float Unlikely = 0.002f;

    private readonly float[]?[] weights;
    private readonly int passages;

    // What each feature speaks for all passages together.
    private readonly double[] sums;

    private NeedModel(float[]?[] weights, int passages)
    {
        this.weights = weights;
        this.passages = passages;
        sums = [.. weights.Select(row => Sum(row.AsSpan(0, row is null ? 0 : passages)))];
    }

    /// <summary>Learns from examples of known passages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NeedModel Train(int features, IReadOnlyList<Features> examples, IReadOnlyList<int> owners, int passages)
    {
        int padded = Padded(passages);
        float[]?[] weights = new float[features][];
        int[] each = new int[passages];
        foreach (int owner in owners)
        {
            each[owner]++;
        }

        for (int e = 0; e < examples.Count; e++)
        {
            for (int i = 0; i < examples[e].Ids.Length; i++)
            {
                float[] row = weights[examples[e].Ids[i]] ??= new float[padded];
                row[owners[e]] += StartScale * examples[e].Weights[i] / each[owners[e]];
            }
        }

        float[] chance = new float[padded];
        int[] rivals = new int[passages];
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        uint seed = 2463534242;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                seed ^= seed << 13;
                seed ^= seed >> 17;
                seed ^= seed << 5;
                int j = (int)(seed % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }

            float step = FirstStep / (1 + (0.5f * round));
            foreach (int e in order)
            {
                Likelihoods(weights, examples[e], chance, passages);
                int found = 0;
                for (int p = 0; p < passages; p++)
                {
                    if (chance[p] > Unlikely)
                    {
                        rivals[found++] = p;
                    }
                }

                float keep = 1 - (step * Forget);
                for (int i = 0; i < examples[e].Ids.Length; i++)
                {
                    float[] row = weights[examples[e].Ids[i]]!;
                    float pull = step * examples[e].Weights[i];
                    row[owners[e]] = (row[owners[e]] * keep) + pull;
                    foreach (int p in rivals.AsSpan(0, found))
                    {
                        row[p] -= pull * chance[p];
                    }
                }
            }
        }

        return new(weights, passages);
    }

    /// <summary>For each passage, the logarithm of its likelihood, from 0 (impossible) to 1 (certain).</summary>
    public double[] Score(Features question, out double[] likelihoods)
    {
        float[] chance = new float[Padded(passages)];
        Likelihoods(weights, question, chance, passages);
        double[] scores = new double[passages];
        likelihoods = new double[passages];
        for (int p = 0; p < passages; p++)
        {
            likelihoods[p] = chance[p];
            scores[p] = Math.Max(0, 1 + (Exact.Log(Math.Max(chance[p], 1e-9f)) / 10));
        }

        return scores;
    }

    /// <summary>What each feature speaks for a passage, compared with the passage the words speak least for.</summary>
    public IEnumerable<(int Feature, double Value)> Spoken(Features question, int passage)
    {
        for (int i = 0; i < question.Ids.Length; i++)
        {
            if (weights[question.Ids[i]] is not { } row)
            {
                continue;
            }

            yield return (question.Ids[i], question.Weights[i] * (row[passage] - (sums[question.Ids[i]] / passages)));
        }
    }

    private static double Sum(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += value;
        }

        return sum;
    }

    // Whole registers, so that none is left half full.
    private static int Padded(int passages) => (passages + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Likelihoods(float[]?[] weights, Features question, float[] chance, int passages)
    {
        Array.Clear(chance);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(chance.AsSpan());
        for (int i = 0; i < question.Ids.Length; i++)
        {
            // A feature that no example has speaks for nobody.
            ReadOnlySpan<Vector<float>> row = MemoryMarshal.Cast<float, Vector<float>>(weights[question.Ids[i]].AsSpan());
            if (row.IsEmpty)
            {
                continue;
            }

            Vector<float> weight = new(question.Weights[i]);
            for (int v = 0; v < sums.Length; v++)
            {
                sums[v] += row[v] * weight;
            }
        }

        float most = float.MinValue;
        for (int p = 0; p < passages; p++)
        {
            most = Math.Max(most, chance[p]);
        }

        double total = 0;
        for (int p = 0; p < passages; p++)
        {
            float below = chance[p] - most;
            chance[p] = below < -14 ? 0 : (float)Exact.Exp(below);
            total += chance[p];
        }

        for (int p = 0; p < passages; p++)
        {
            chance[p] = (float)(chance[p] / total);
        }
    }
}
