using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdviceBot.Core.Sentences;

/// <summary>The exponential and the GELU of many numbers at once, of plain arithmetic, so that every machine gets the same bits.</summary>
/// <remarks>
/// The exponential is a power of two times a polynomial (Cody and Waite's reduction; exact to 2 units in the last place). The GELU takes its
/// area under the bell curve from formula 7.1.26 of Abramowitz and Stegun (off by at most 1.5e-7).
/// </remarks>
internal static class SmoothSteps
{
    private const float Lowest = -87f;

    /// <summary>Makes exp(x - most) of every number; none may be greater than "most".</summary>
    /// <param name="numbers">A multiple of 8 of them.</param>
    public static void ExpOfLess(Span<float> numbers, float most)
    {
        Span<Vector256<float>> all = MemoryMarshal.Cast<float, Vector256<float>>(numbers);
        Vector256<float> greatest = Vector256.Create(most);
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = Exp(all[i] - greatest);
        }
    }

    /// <summary>Makes x times the area under the bell curve up to x of every number.</summary>
    /// <param name="numbers">A multiple of 8 of them.</param>
    public static void Gelu(Span<float> numbers)
    {
        Span<Vector256<float>> all = MemoryMarshal.Cast<float, Vector256<float>>(numbers);
        Vector256<float> one = Vector256<float>.One;
        Vector256<float> half = Vector256.Create(0.5f);
        for (int i = 0; i < all.Length; i++)
        {
            Vector256<float> x = all[i];
            Vector256<float> z = Vector256.Abs(x) * 0.70710678f;
            Vector256<float> t = one / Vector256.FusedMultiplyAdd(z, Vector256.Create(0.3275911f), one);
            Vector256<float> sum = Vector256.Create(1.061405429f);
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(-1.453152027f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(1.421413741f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(-0.284496736f));
            sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(0.254829592f));

            // The tail beyond |x|; for numbers above 0 the area is all but that.
            Vector256<float> tail = half * sum * t * Exp(-(z * z));
            all[i] = x * Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), one - tail, tail);
        }
    }

    private static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Max(x, Vector256.Create(Lowest));
        Vector256<float> power = Vector256.Floor(Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), Vector256.Create(0.5f)));
        x = Vector256.FusedMultiplyAdd(power, Vector256.Create(-0.693359375f), x);
        x = Vector256.FusedMultiplyAdd(power, Vector256.Create(2.12194440e-4f), x);
        Vector256<float> sum = Vector256.Create(1f / 5040);
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(1f / 720));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(1f / 120));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(1f / 24));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(1f / 6));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(0.5f));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256<float>.One);
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256<float>.One);
        return sum * ((Vector256.ConvertToInt32(power) + Vector256.Create(127)) << 23).AsSingle();
    }
}
