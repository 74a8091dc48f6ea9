using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Search;

/// <summary>Reads which need a message means, whatever its words, by what was learned from the ways people put their needs.</summary>
/// <remarks>A short message is read as a whole; one of several sentences also sentence by sentence, and a long one only so.</remarks>
public sealed class MeaningReader
{
    private const int MostWords = 160;
    private const float Unlikely = 1e-9f;

    private readonly LearnedNeeds learned;
    private readonly Func<string, PlainMessage> plain;

    /// <summary>Reads with what was learned.</summary>
    /// <param name="plain">Writes a message out plainly.</param>
    public MeaningReader(LearnedNeeds learned, Func<string, PlainMessage> plain)
    {
        this.learned = learned;
        this.plain = plain;
    }

    /// <summary>Where each passage stands among what was learned; -1 for one that nothing was learned of.</summary>
    internal int[] PlacesOf(ImmutableArray<Passage> passages) => [.. passages.Select(p => learned.Needs.BinarySearch(p.Id, StringComparer.Ordinal) is >= 0 and var place ? place : -1)];

    /// <summary>What a message speaks for; null if it has no words.</summary>
    /// <param name="places">Of the passages that may be found.</param>
    /// <param name="read">The message as it was read before, if it was.</param>
    /// <param name="byWords">How likely each passage is by the words alone: all there is to go by for one that nothing was learned of yet.</param>
    internal Meant? Read(string text, PlainMessage? read, int[] places, double[] byWords)
    {
        if (!places.AsSpan().ContainsAnyExcept(-1))
        {
            return null;
        }

        PlainMessage message = read ?? plain(text);
        string? whole = ReadingWindows.Whole(message.Sentences);
        List<(double[] Likelihoods, float Lean, double Weight)> windows = [];
        if (whole is not null)
        {
            windows.Add(Window(message.VectorOf(whole), places));
        }

        int left = MostWords;
        foreach (string part in ReadingWindows.Parts(message.Sentences))
        {
            left -= part.Count(c => c == ' ') + 1;
            if (left < 0)
            {
                break;
            }

            windows.Add(Window(message.VectorOf(part), places));
        }

        if (windows.Count == 0)
        {
            return null;
        }

        double all = 0;
        float lean = float.MinValue;
        foreach ((_, float own, double weight) in windows)
        {
            all += weight;
            lean = Math.Max(lean, own);
        }

        double[] likelihoods = Together(windows, all, places, byWords);
        double[] scores = new double[likelihoods.Length];
        for (int p = 0; p < scores.Length; p++)
        {
            scores[p] = Math.Max(0, 1 + (Exact.Log(Math.Max(likelihoods[p], Unlikely)) / 10));
        }

        return new(likelihoods, scores, lean);
    }

    // Of all windows, each by its weight. What nothing was learned of keeps its likelihood by the words; the rest share what is left.
    private static double[] Together(List<(double[] Likelihoods, float Lean, double Weight)> windows, double all, int[] places, double[] byWords)
    {
        double unknown = 0;
        for (int p = 0; p < places.Length; p++)
        {
            unknown += places[p] < 0 ? byWords[p] : 0;
        }

        double known = 1 - unknown;
        double[] likelihoods = new double[places.Length];
        for (int p = 0; p < places.Length; p++)
        {
            double sum = 0;
            foreach ((double[] own, _, double weight) in windows)
            {
                sum += own[p] * weight;
            }

            likelihoods[p] = places[p] < 0 ? byWords[p] : known * sum / all;
        }

        return likelihoods;
    }

    // A sentence weighs by how sure it is of one need.
    private (double[] Likelihoods, float Lean, double Weight) Window(float[] vector, int[] places)
    {
        float[] sums = learned.Read(vector);
        float most = float.MinValue;
        foreach (int place in places)
        {
            most = place < 0 ? most : Math.Max(most, sums[place]);
        }

        double[] likelihoods = new double[places.Length];
        double all = 0;
        for (int p = 0; p < likelihoods.Length; p++)
        {
            likelihoods[p] = places[p] < 0 ? 0 : Exact.Exp(Math.Max(-30, sums[places[p]] - most));
            all += likelihoods[p];
        }

        for (int p = 0; p < likelihoods.Length; p++)
        {
            likelihoods[p] /= all;
        }

        return (likelihoods, learned.Lean(vector), likelihoods.Max());
    }
}

/// <summary>What a message means.</summary>
/// <param name="Likelihoods">Of each passage; their sum is 1.</param>
/// <param name="Scores">The same from 0 (impossible) to 1 (certain), by the logarithm.</param>
/// <param name="Lean">Above 0 where it is about one of our topics.</param>
internal sealed record Meant(double[] Likelihoods, double[] Scores, double Lean);
