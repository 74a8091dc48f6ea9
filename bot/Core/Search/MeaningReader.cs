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
        if (places.All(place => place < 0))
        {
            return null;
        }

        PlainMessage message = read ?? plain(text);
        string? whole = ReadingWindows.Whole(message.Sentences);
        List<(double[] Likelihoods, double Lean, double Weight)> windows = [];
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

        double all = windows.Sum(w => w.Weight);
        double known = 1 - places.Index().Sum(p => p.Item < 0 ? byWords[p.Index] : 0);
        double[] likelihoods = [.. places.Select((place, p) => place < 0 ? byWords[p] : known * windows.Sum(w => w.Likelihoods[p] * w.Weight) / all)];

        return new(
            likelihoods,
            [.. likelihoods.Select(l => Math.Max(0, 1 + (Exact.Log(Math.Max(l, Unlikely)) / 10)))],
            windows.Max(w => w.Lean));
    }

    // A sentence weighs by how sure it is of one need.
    private (double[] Likelihoods, double Lean, double Weight) Window(float[] vector, int[] places)
    {
        float[] sums = learned.Read(vector);
        float most = places.Max(place => place < 0 ? float.MinValue : sums[place]);
        double[] likelihoods = [.. places.Select(place => place < 0 ? 0 : Exact.Exp(Math.Max(-30, sums[place] - most)))];
        double all = likelihoods.Sum();
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
