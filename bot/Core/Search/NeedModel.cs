using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AdviceBot.Core.Sentences;

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

    private readonly Rows weights;
    private readonly int passages;

    // What each feature speaks for all passages together.
    private readonly double[] sums;

    private NeedModel(Rows weights, int passages)
    {
        this.weights = weights;
        this.passages = passages;
        sums = [.. Enumerable.Range(0, weights.Features).Select(feature => Sum(weights.Of(feature)))];
    }

    /// <summary>Learns from examples of known passages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NeedModel Train(int features, IReadOnlyList<Features> examples, IReadOnlyList<int> owners, int passages)
    {
        var weights = new Rows(features, examples, passages);
        int[] each = new int[passages];
        foreach (int owner in owners)
        {
            each[owner]++;
        }

        for (int e = 0; e < examples.Count; e++)
        {
            for (int i = 0; i < examples[e].Ids.Length; i++)
            {
                weights.Of(examples[e].Ids[i])[owners[e]] += StartScale * examples[e].Weights[i] / each[owners[e]];
            }
        }

        float[] chance = new float[Padded(passages)];
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
                    Span<float> row = weights.Of(examples[e].Ids[i]);
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

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="FormatException">This machine has registers of another width.</exception>
    public static NeedModel ReadFrom(ref LearnedReader from)
    {
        int passages = from.Number();
        return new(Rows.ReadFrom(ref from, passages), passages);
    }

    public void WriteTo(LearnedWriter to)
    {
        to.Number(passages);
        weights.WriteTo(to);
    }

    /// <summary>Whether it can be of so many features and passages.</summary>
    public bool Fits(int features, int passages) => weights.Features == features && this.passages == passages;

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
            if (!weights.Of(question.Ids[i]).IsEmpty)
            {
                yield return (question.Ids[i], question.Weights[i] * (weights.Of(question.Ids[i])[passage] - (sums[question.Ids[i]] / passages)));
            }
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
    private static void Likelihoods(Rows weights, Features question, float[] chance, int passages)
    {
        Array.Clear(chance);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(chance.AsSpan());
        for (int i = 0; i < question.Ids.Length; i++)
        {
            // A feature that no example has speaks for nobody.
            ReadOnlySpan<Vector<float>> row = MemoryMarshal.Cast<float, Vector<float>>(weights.Whole(question.Ids[i]));
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

    /// <summary>A row of weights for each feature that an example has, one after the other: one piece of memory, which the collector never moves.</summary>
    private sealed class Rows
    {
        private readonly int[] starts;
        private readonly float[] all;
        private readonly int passages;
        private readonly int padded;

        public Rows(int features, IReadOnlyList<Features> examples, int passages)
        {
            this.passages = passages;
            padded = Padded(passages);
            starts = new int[features];
            starts.AsSpan().Fill(-1);
            int count = 0;
            foreach (Features example in examples)
            {
                foreach (int feature in example.Ids)
                {
                    if (starts[feature] < 0)
                    {
                        starts[feature] = padded * count++;
                    }
                }
            }

            all = new float[padded * count];
        }

        private Rows(int[] starts, float[] all, int passages) => (this.starts, this.all, this.passages, padded) = (starts, all, passages, Padded(passages));

        public int Features => starts.Length;

        public static Rows ReadFrom(ref LearnedReader from, int passages)
        {
            int width = from.Number();
            int[] starts = from.Raw<int>();
            float[] all = from.Raw<float>();
            return width == Padded(passages) && starts.All(start => start >= -1 && start <= all.Length - width)
                ? new(starts, all, passages)
                : throw new FormatException("what was learned of asks is damaged, or of a machine with other registers");
        }

        public void WriteTo(LearnedWriter to)
        {
            to.Number(padded);
            to.Raw<int>(starts);
            to.Raw<float>(all);
        }

        /// <summary>One weight for each passage; none for a feature that no example has.</summary>
        public Span<float> Of(int feature) => starts[feature] < 0 ? [] : all.AsSpan(starts[feature], passages);

        /// <summary>The same filled up to whole registers.</summary>
        public ReadOnlySpan<float> Whole(int feature) => starts[feature] < 0 ? [] : all.AsSpan(starts[feature], padded);
    }
}
