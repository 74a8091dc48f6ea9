namespace AdviceBot.Core;

/// <summary>Logarithm and exponential made of plain arithmetic, so that every machine gets the same bits.</summary>
/// <remarks>The platform's own differ in the last place between systems, and a trained model would carry that on.</remarks>
internal static class Exact
{
    private const double Ln2 = 0.6931471805599453;

    private static ReadOnlySpan<double> Parts =>
        [1.0 / 13, 1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9, 1.0 / 8, 1.0 / 7, 1.0 / 6, 1.0 / 5, 1.0 / 4, 1.0 / 3, 1.0 / 2, 1.0];

    private static ReadOnlySpan<double> OddParts => [1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1.0];

    public static double Log(double x)
    {
        int power = 0;
        while (x > 1.5)
        {
            x *= 0.5;
            power++;
        }

        while (x < 0.75)
        {
            x *= 2;
            power--;
        }

        double t = (x - 1) / (x + 1);
        double square = t * t;
        double sum = 0;
        foreach (double part in OddParts)
        {
            sum = (sum * square) + part;
        }

        return (2 * t * sum) + (power * Ln2);
    }

    public static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        if (x > 700)
        {
            x = 700;
        }

        int power = (int)Math.Floor((x / Ln2) + 0.5);
        double rest = x - (power * Ln2);
        double sum = 1;
        foreach (double part in Parts)
        {
            sum = 1 + (sum * rest * part);
        }

        return BitConverter.Int64BitsToDouble((long)(power + 1023) << 52) * sum;
    }

    /// <summary>A number between 0 and 1 for any number: 0 gives a half.</summary>
    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));
}
