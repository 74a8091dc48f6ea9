using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AdviceBot.Core.Sentences;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Sentences;

public class SentenceEncoderTests
{
    private const int Inputs = 96;
    private const int Outputs = 48;
    private const int Rows = 8;

    [Fact]
    public void Every_processor_gets_the_same_sums()
    {
        (EightBitDense dense, RoundedRows from, _, _) = Some();
        float[] anywhere = new float[Rows * Outputs];
        dense.Apply<EightBitDense.Anywhere>(from, anywhere);
        float[] here = new float[Rows * Outputs];
        dense.Apply(from, here);
        Assert.Equal(anywhere, here);
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
        {
            float[] byShorts = new float[Rows * Outputs];
            dense.Apply<EightBitDense.ByShorts>(from, byShorts);
            Assert.Equal(anywhere, byShorts);
        }

        from.Dispose();
    }

    [Fact]
    public void A_dense_layer_is_what_the_formula_says()
    {
        (EightBitDense dense, RoundedRows from, float[] numbers, sbyte[] weights) = Some();
        float[] to = new float[Rows * Outputs];
        dense.Apply(from, to);
        for (int row = 0; row < Rows; row++)
        {
            for (int o = 0; o < Outputs; o++)
            {
                double sum = o;
                for (int i = 0; i < Inputs; i++)
                {
                    sum += numbers[(row * Inputs) + i] * weights[(o * Inputs) + i] * 0.01;
                }

                // Each number is off by at most half a step of its row's 127.
                Assert.Equal(sum, to[(row * Outputs) + o], 0.5 / 127 * 3 * Inputs * 127 * 0.01);
            }
        }

        from.Dispose();
    }

    [Fact]
    public void A_row_of_nothing_stays_nothing()
    {
        using var rows = new RoundedRows(4, 32);
        rows.Take(new float[4 * 32], 32);
        Assert.Equal(0, rows.Scale(2));
        byte[] bytes = MemoryMarshal.AsBytes(rows.Row(2, 32)).ToArray();
        Assert.Equal(Vector256<sbyte>.Zero, RoundedRows.Signed(Vector256.Create(bytes)));
    }

    [Fact]
    public void The_exponential_and_the_gelu_are_right_to_a_millionth()
    {
        float[] x = [.. Enumerable.Range(-800, 1608).Select(i => i / 100f)];
        float[] gelu = [.. x];
        SmoothSteps.Gelu(gelu);
        float[] exp = [.. x];
        SmoothSteps.ExpOfLess(exp, x[^1]);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x[i] * BellUpTo(x[i]), gelu[i], 2e-6);
            Assert.Equal(Math.Exp(x[i] - x[^1]), exp[i], 1e-6);
        }
    }

    [Fact]
    public void A_sentence_is_a_vector_of_length_one_whatever_its_length()
    {
        foreach (string sentence in new[] { "", "a", "he hit me", string.Join(' ', Enumerable.Repeat("and then we went home", 40)) })
        {
            float[] vector = LearnedFile.Encoder.Encode(sentence);
            Assert.Equal(SentenceEncoder.Width, vector.Length);
            Assert.Equal(1, vector.Sum(v => v * v), 1e-4);
        }
    }

    // By the trapezoid rule, in small steps: nothing of the way it is done in the bot.
    private static double BellUpTo(double x)
    {
        const double Step = 0.001;
        double sum = 0.5;
        for (double at = 0; at < Math.Abs(x); at += Step)
        {
            double end = Math.Min(at + Step, Math.Abs(x));
            sum += Math.Sign(x) * (end - at) * (Bell(at) + Bell(end)) / 2;
        }

        return sum;
    }

    private static double Bell(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static (EightBitDense Dense, RoundedRows From, float[] Numbers, sbyte[] Weights) Some()
    {
        var random = new Random(7);
        // The greatest products there can be are among them.
        sbyte[] weights = [.. Enumerable.Range(0, Inputs * Outputs).Select(i => (sbyte)(i < Inputs ? -127 : random.Next(-127, 128)))];
        float[] numbers = [.. Enumerable.Range(0, Rows * Inputs).Select(i => i < Inputs ? -3f : (float)((random.NextDouble() * 6) - 3))];
        var dense = new EightBitDense(weights, [.. Enumerable.Repeat(0.01f, Outputs)], [.. Enumerable.Range(0, Outputs).Select(o => (float)o)], Inputs, Outputs);
        var from = new RoundedRows(Rows, Inputs);
        from.Take(numbers, Inputs);
        return (dense, from, numbers, weights);
    }
}
