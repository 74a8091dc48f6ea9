using System.Collections.Immutable;

namespace AdviceBot.Core.Sentences;

/// <summary>A message in plain words, and the numbers of whatever part of it somebody looked at: each is made once, however many ask. For one turn of one person.</summary>
public sealed class PlainMessage(ImmutableArray<ImmutableArray<string>> sentences, SentenceEncoder encoder)
{
    private readonly Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);

    /// <summary>Its sentences, each as plain words.</summary>
    public ImmutableArray<ImmutableArray<string>> Sentences => sentences;

    /// <summary>The numbers of a part of it, of length 1.</summary>
    /// <param name="window">As <see cref="ReadingWindows"/> cuts it.</param>
    public float[] VectorOf(string window)
    {
        if (!vectors.TryGetValue(window, out float[]? vector))
        {
            vectors.Add(window, vector = encoder.Encode(window));
        }

        return vector;
    }
}
