using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>What was learned from the examples: how much each number of a sentence speaks for each kind of message.</summary>
/// <remarks>
/// A multinomial logistic regression on the numbers of <see cref="SentenceEncoder"/>. Beside it lie the examples: an exact one decides at
/// once, and the nearest urgent one says why a message was taken for urgent. All sums are made in a fixed order: the same everywhere.
/// </remarks>
public sealed class LearnedUrgency
{
    /// <summary>How many numbers stand for a sentence.</summary>
    public const int Width = SentenceEncoder.Width;

    /// <summary>The kind of all messages that aren't urgent; it stands first.</summary>
    public const string Ordinary = "ordinary";

    /// <summary>The odds of a message that stands among the examples word for word.</summary>
    internal const float Sure = 20;

    private const float Scale = 400;

    private readonly SoftmaxRegression regression;
    private readonly sbyte[] vectors;
    private readonly ImmutableArray<string> texts;

    /// <summary>Takes what was learned.</summary>
    /// <param name="kinds">"ordinary", then the codes in the order of the cards.</param>
    /// <param name="regression">What speaks for each kind.</param>
    /// <param name="border">From which logarithm of its odds a card is due.</param>
    /// <param name="words">How common each word is in the examples, and how much it speaks for urgent.</param>
    /// <param name="known">The plain words of every example, and the place of its kind.</param>
    /// <param name="vectors">The numbers of the urgent examples in 8 bits, one after the other.</param>
    /// <param name="texts">Those examples as they were written.</param>
    /// <param name="madeFrom">The mark of the examples.</param>
    internal LearnedUrgency(
        ImmutableArray<string> kinds,
        SoftmaxRegression regression,
        float border,
        IReadOnlyDictionary<string, LearnedWord> words,
        IReadOnlyDictionary<string, int> known,
        sbyte[] vectors,
        ImmutableArray<string> texts,
        string madeFrom)
    {
        Kinds = kinds;
        this.regression = regression;
        Border = border;
        Words = words;
        Known = known;
        this.vectors = vectors;
        this.texts = texts;
        MadeFrom = madeFrom;
    }

    /// <summary>"ordinary", then the codes in the order of the cards.</summary>
    public ImmutableArray<string> Kinds { get; }

    /// <summary>From which logarithm of its odds a card is due. Learning again moves all odds by some tenths, and this with them.</summary>
    public float Border { get; }

    /// <summary>How common each word is in the examples, and how much it speaks for urgent.</summary>
    public IReadOnlyDictionary<string, LearnedWord> Words { get; }

    /// <summary>The words that stand in the examples more than once, and how often.</summary>
    public IReadOnlyDictionary<string, int> Common => Words.Where(word => word.Value.Times > 0).ToDictionary(word => word.Key, word => word.Value.Times, StringComparer.Ordinal);

    /// <summary>The mark of the examples it was learned from.</summary>
    public string MadeFrom { get; }

    /// <summary>The plain words of every example, and the place of its kind.</summary>
    internal IReadOnlyDictionary<string, int> Known { get; }

    /// <summary>What speaks for each kind, in the order of <see cref="Kinds"/>: the logarithm of its odds, but for a number they all share.</summary>
    /// <param name="plain">The sentence, written out plainly.</param>
    /// <param name="vector">Its numbers.</param>
    public float[] Read(string plain, ReadOnlySpan<float> vector)
    {
        float[] sums = regression.Read(vector);
        if (Known.TryGetValue(plain, out int sure))
        {
            sums[sure] = sums.Max() + Sure;
        }

        return sums;
    }

    /// <summary>The urgent example nearest to a sentence.</summary>
    public string Nearest(ReadOnlySpan<float> vector)
    {
        sbyte[] small = Small(vector);
        int most = int.MinValue;
        int nearest = -1;
        for (int example = 0; example < texts.Length; example++)
        {
            int alike = Alike(small, vectors.AsSpan(example * Width, Width));
            if (alike > most)
            {
                (most, nearest) = (alike, example);
            }
        }

        return nearest < 0 ? "" : texts[nearest];
    }

    /// <summary>The numbers of a sentence in 8 bits.</summary>
    internal static sbyte[] Small(ReadOnlySpan<float> sentence)
    {
        sbyte[] small = new sbyte[sentence.Length];
        for (int i = 0; i < small.Length; i++)
        {
            small[i] = (sbyte)Math.Clamp((int)MathF.Round(sentence[i] * Scale), -127, 127);
        }

        return small;
    }

    /// <summary>The numbers of the urgent examples.</summary>
    internal ReadOnlySpan<sbyte> Vectors => vectors;

    /// <summary>The urgent examples.</summary>
    internal ImmutableArray<string> Texts => texts;

    /// <summary>What speaks for each kind.</summary>
    internal SoftmaxRegression Regression => regression;

    private static int Alike(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        Vector256<int> sum = Vector256<int>.Zero;
        for (int i = 0; i < Width; i += 16)
        {
            Vector256<short> a = Vector256.WidenLower(Vector128.Create(one[i..]).ToVector256());
            Vector256<short> b = Vector256.WidenLower(Vector128.Create(other[i..]).ToVector256());
            Vector256<short> product = a * b;
            sum += Vector256.WidenLower(product) + Vector256.WidenUpper(product);
        }

        return Vector256.Sum(sum);
    }
}

/// <summary>A word of the examples.</summary>
/// <param name="Times">How often it stands there.</param>
/// <param name="Telling">How much it alone speaks for urgent, of whatever kind (above 0), or ordinary: the logarithm of a ratio of odds.</param>
public readonly record struct LearnedWord(int Times, float Telling);
