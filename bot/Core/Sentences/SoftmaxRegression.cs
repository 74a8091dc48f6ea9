using System.Runtime.Intrinsics;

namespace AdviceBot.Core.Sentences;

/// <summary>Multinomial logistic regression over the numbers of <see cref="SentenceEncoder"/>: how much each number speaks for each class.</summary>
/// <remarks>All sums are made in a fixed order: the same everywhere.</remarks>
public sealed class SoftmaxRegression
{
    private const int Width = SentenceEncoder.Width;

    // A class that has less to unlearn than this of one example isn't touched: with hundreds of classes most have nearly nothing.
    private const float Unlikely = 1e-4f;

    private readonly float[][] weights;

    /// <summary>Takes what was learned.</summary>
    /// <param name="weights">For each class its weights, then what is added.</param>
    internal SoftmaxRegression(float[][] weights) => this.weights = weights;

    /// <summary>The weights of each class, and what is added.</summary>
    internal float[][] Weights => weights;

    /// <summary>Learns by gradient descent, lesson by lesson in a fixed order: no chance, and the same result everywhere.</summary>
    /// <param name="lessons">The class and the numbers of each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="pace">How it learns.</param>
    public static SoftmaxRegression Train(IReadOnlyList<(int Class, ReadOnlyMemory<float> Vector)> lessons, int classes, LearningPace pace)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        ArgumentNullException.ThrowIfNull(pace);
        float[][] weights = [.. Enumerable.Range(0, classes).Select(_ => new float[Width + 1])];
        float[] shares = new float[classes];
        for (int round = 0; round < pace.Rounds; round++)
        {
            float step = pace.FirstStep * (pace.Rounds - round) / pace.Rounds;
            for (int turn = 0; turn < lessons.Count; turn++)
            {
                // A fixed stride visits all classes mixed, and each lesson once: it is a prime, and their count no multiple of it.
                (int own, ReadOnlyMemory<float> vector) = lessons[(int)((turn * 1_000_003L) % lessons.Count)];
                Shares(weights, vector.Span, shares);
                for (int one = 0; one < classes; one++)
                {
                    float wanted = (pace.Doubt / classes) + (one == own ? 1 - pace.Doubt : 0);
                    if (Math.Abs(wanted - shares[one]) > Unlikely)
                    {
                        Pull(weights[one], vector.Span, step * (wanted - shares[one]), pace.Shrink);
                    }
                }
            }
        }

        return new(weights);
    }

    /// <summary>What speaks for each class: the logarithm of its odds, but for a number they all share.</summary>
    public float[] Read(ReadOnlySpan<float> vector)
    {
        float[] sums = new float[weights.Length];
        for (int one = 0; one < sums.Length; one++)
        {
            sums[one] = Score(weights[one], vector);
        }

        return sums;
    }

    private static float Score(float[] weights, ReadOnlySpan<float> vector)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < Width; i += 8)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(weights, i), Vector256.Create(vector[i..]), sum);
        }

        return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7])) + weights[Width];
    }

    private static void Shares(float[][] weights, ReadOnlySpan<float> vector, float[] shares)
    {
        for (int one = 0; one < shares.Length; one++)
        {
            shares[one] = Score(weights[one], vector);
        }

        float most = shares.Max();
        float total = 0;
        for (int one = 0; one < shares.Length; one++)
        {
            shares[one] = (float)Exact.Exp(shares[one] - most);
            total += shares[one];
        }

        for (int one = 0; one < shares.Length; one++)
        {
            shares[one] /= total;
        }
    }

    private static void Pull(float[] weights, ReadOnlySpan<float> vector, float by, float shrink)
    {
        Vector256<float> much = Vector256.Create(by);
        Vector256<float> less = Vector256.Create(shrink);
        for (int i = 0; i < Width; i += 8)
        {
            Vector256<float> old = Vector256.Create(weights, i);
            (old + ((much * Vector256.Create(vector[i..])) - (less * old))).CopyTo(weights, i);
        }

        weights[Width] += by;
    }
}

/// <summary>How a regression learns.</summary>
/// <param name="Rounds">How often it sees every lesson.</param>
/// <param name="FirstStep">How far it goes at first; the step shrinks evenly to nothing.</param>
/// <param name="Doubt">No lesson is taken for quite certain (label smoothing), so that no single one pulls everything its way.</param>
/// <param name="Shrink">The share that every weight loses at each step.</param>
public sealed record LearningPace(int Rounds, float FirstStep, float Doubt, float Shrink);
