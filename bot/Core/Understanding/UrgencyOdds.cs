using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>How likely the kinds of a message are, from what speaks for each.</summary>
internal readonly struct UrgencyOdds
{
    private const float AlsoFrom = 0.25f;

    private readonly UrgencyKinds kinds;
    private readonly double[] shares;

    /// <summary>Makes odds of sums.</summary>
    /// <param name="sums">What speaks for each kind, in their order: the logarithm of its odds, but for a number they all share.</param>
    public UrgencyOdds(UrgencyKinds kinds, float[] sums)
    {
        this.kinds = kinds;
        float most = sums.Max();
        shares = [.. sums.Select(sum => Exact.Exp(sum - most))];
        double card = Sum(kinds.Hard);
        double line = Sum(kinds.Gentle);
        OfCard = (float)Exact.Log(card / (line + shares[0]));
        OfLine = (float)Exact.Log(line / (card + shares[0]));
    }

    /// <summary>The logarithm of the odds that a card is due.</summary>
    public float OfCard { get; }

    /// <summary>The logarithm of the odds that a gentle line is due.</summary>
    public float OfLine { get; }

    /// <summary>Of the kinds that call for a card, or for a line, the likeliest and those not much less likely, in the order of the cards.</summary>
    public int[] Fitting(bool isCard)
    {
        double[] all = shares;
        ImmutableArray<int> of = isCard ? kinds.Hard : kinds.Gentle;
        double from = AlsoFrom * of.Max(kind => all[kind]);
        return [.. of.Where(kind => all[kind] >= from)];
    }

    private double Sum(ImmutableArray<int> of)
    {
        double[] all = shares;
        return of.Sum(kind => all[kind]);
    }
}

/// <summary>Which kinds call for a card, and which for a gentle line, by their places among all; the first is "ordinary".</summary>
internal sealed class UrgencyKinds(ImmutableArray<string> codes)
{
    public ImmutableArray<int> Hard { get; } = [.. Enumerable.Range(1, codes.Length - 1).Where(kind => !IsGentle(codes[kind]))];

    public ImmutableArray<int> Gentle { get; } = [.. Enumerable.Range(1, codes.Length - 1).Where(kind => IsGentle(codes[kind]))];

    private static bool IsGentle(string code) => code is "X1" or "Y1";
}
